"""A store in a PostgreSQL database: how it is opened and guarded, and its errors in our words.

One writer at a time, as in SQLite: a writing transaction begins with an advisory lock that ends with it.
"""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, OperationalError

from linewatch.errors import StoreError, UsageError
from linewatch.store.schema import metadata

WRITERS_LOCK = 0x4C574348  # "LWCH": the number under which writers wait for each other
CONNECT_TIMEOUT_S = 10

FAULTS = (  # the beginning of PostgreSQL's SQLSTATE, our code, our words; source: its manual, appendix A
    ("28", "LW407", "refuses the user; check user and password"),
    ("3D", "LW406", "has no such database; make it with createdb, or name another"),
    ("42501", "LW407", "does not let this user read or write the tables; grant it the right"),
    ("25006", "LW404", "is read-only, a standby perhaps; name the server that may be written"),
    ("53100", "LW404", "cannot grow because the server's disk is full; free some space and run again"),
    ("53", "LW404", "has no room for another connection or more memory; run again later"),
    ("08", "LW406", "does not answer; start the server and run again"),
    ("57P", "LW406", "is being stopped or started; run again in a moment"),
    ("XX001", "LW401", "is damaged; restore it from a backup"),
    ("XX002", "LW401", "has a damaged index; rebuild it with reindexdb"),
    ("58", "LW404", "cannot be written because the server's disk fails; check it and run again"),
    ("40", "LW404", "is in use by another program; run again when that has finished"),
    ("55P03", "LW404", "is in use by another program; run again when that has finished"),
)
_PASSING = ("08", "57P", "25006", "40", "53300")
_REFUSALS = (  # libpq gives no SQLSTATE for a connection that was refused, only words
    ("authentication failed", "LW407", "refuses the user; check user and password"),
    ("no password supplied", "LW407", "asks for a password; give it in PGPASSWORD or ~/.pgpass"),
    ("no pg_hba.conf entry", "LW407", "refuses the user; check user and password"),
    ('role "', "LW407", "does not know this user; check the name, or make it with createuser"),
    ('database "', "LW406", "has no such database; make it with createdb, or name another"),
)
UNREACHABLE = ("LW406", "cannot be reached; start the server, or check host and port")


def make_engine(url: URL) -> Engine:
    """Return an engine on the database; nothing is connected to yet.

    Raises:
        UsageError: LW001 the driver is not installed.
    """
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
        )
    except ImportError as error:
        reason = 'needs PostgreSQL\'s driver; install it with pip install "linewatch[postgres]"'
        raise UsageError("LW001", reason, "--db postgresql://...") from error
    event.listen(engine, "begin", _begin)
    return engine


def is_store(connection: Connection, *, create: bool) -> bool:
    """Return True for a store, False for a database that is to become one; other tables in it are left alone.

    Raises:
        StoreError: LW402 there is no store, and none is to be made or another program uses our names.
    """
    tables = set(inspect(connection).get_table_names())
    if metadata.tables.keys() & tables == set() and create:
        return False
    if {"meta", "articles", "rejections"} <= tables:
        return True
    raise StoreError("LW402", "is not a Linewatch store; name another database", str(connection.engine.url.database))


def fault_of(error: DBAPIError) -> tuple[str, str] | None:
    """Return our code and words for an error of PostgreSQL, or None where we have none."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return next(((code, words) for start, code, words in FAULTS if state.startswith(start)), None)
    if not isinstance(error, OperationalError):
        return None
    said = str(error.orig)
    return next(((code, words) for part, code, words in _REFUSALS if part in said), UNREACHABLE)


def is_passing(error: DBAPIError) -> bool:
    """Return whether the error is one that goes away by itself: a server that restarts, a lock, a lost connection."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_PASSING)
    return isinstance(error, OperationalError) and fault_of(error) == UNREACHABLE


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("is_writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
