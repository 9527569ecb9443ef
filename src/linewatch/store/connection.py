"""The connection to a store: how an SQLite file is opened, checked and guarded, and its errors in our words.

Source of the journal rule: sqlite.org, "WAL-reset bug": in versions 3.7.0 to 3.51.2 two connections that write and
checkpoint at once may damage a WAL database; older libraries therefore get a rollback journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Integer, create_engine, event, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from linewatch.errors import StoreError
from linewatch.store.schema import APPLICATION_ID, SCHEMA_VERSION, meta, metadata

BUSY_TIMEOUT_S = 60.0
FIRST_SAFE_WAL = (3, 51, 3)

_FAULTS = (  # the prefix of SQLite's error name, our code, our words
    ("SQLITE_NOTADB", "LW402", "is not a Linewatch store; name another file"),
    ("SQLITE_CORRUPT", "LW401", "is damaged; restore it from a backup or code the sources again into a new file"),
    ("SQLITE_READONLY", "LW404", "is read-only; allow writing or name another file"),
    ("SQLITE_PERM", "LW404", "may not be written; allow writing or name another file"),
    ("SQLITE_FULL", "LW404", "cannot grow because the disk is full; free some space and run again"),
    ("SQLITE_IOERR", "LW404", "cannot be written because the disk fails; check it and run again"),
    ("SQLITE_BUSY", "LW404", "is in use by another program; run again when that has finished"),
    ("SQLITE_LOCKED", "LW404", "is in use by another program; run again when that has finished"),
)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return the journal mode that is safe with this version of SQLite: WAL or TRUNCATE."""
    return "WAL" if version >= FIRST_SAFE_WAL else "TRUNCATE"


def open_engine(path: Path, *, create: bool) -> Engine:
    """Return an engine on the store at `path`, which is made first if `create` is set and there is none.

    Raises:
        StoreError: LW401 cannot be opened; LW402 not a store; LW403 written by a newer Linewatch; LW404 not writable.
    """
    if not create and not path.exists():
        raise StoreError("LW401", "there is no store here; make one with linewatch code PATH --db FILE", str(path))
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    try:
        with translated_errors(path):
            _check_file(engine, path, create=create)
    except StoreError:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine with transactions that take the write lock at their start, so that none fails half-way."""
    return engine.execution_options(is_writing=True)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into coded ones.

    Raises:
        StoreError: LW401, LW402 or LW404.
    """
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "") or ""
        for prefix, code, words in _FAULTS:
            if name.startswith(prefix):
                raise StoreError(code, words, str(path)) from error
        raise StoreError("LW401", f"cannot be opened ({error.orig}); check the path", str(path)) from error


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours: `_begin` starts them
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _check_file(engine: Engine, path: Path, *, create: bool) -> None:
    with engine.connect() as connection:
        found = connection.execute(text("PRAGMA application_id").columns(application_id=Integer)).scalar_one()
        is_empty = not inspect(connection).get_table_names()
    if found == APPLICATION_ID:
        _check_version(engine, path)
        _add_tables(engine)
    elif found == 0 and is_empty and create:
        _create_tables(engine)
    else:
        raise StoreError("LW402", "is not a Linewatch store; name another file", str(path))


def _check_version(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        version = int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())
    if version > SCHEMA_VERSION:
        reason = f"was written by a newer Linewatch (schema {version}); install that version"
        raise StoreError("LW403", reason, str(path))


def _add_tables(engine: Engine) -> None:
    """Add the tables that a store of an earlier version lacks; all that it has stays as it is."""
    with engine.connect() as connection:
        is_whole = set(metadata.tables) <= set(inspect(connection).get_table_names())
    if not is_whole:
        with writing(engine).begin() as connection:
            metadata.create_all(connection)


def _create_tables(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        if connection.execute(select(meta.c.key)).first() is None:  # two programs may start on one new file
            connection.execute(insert(meta), {"key": "schema_version", "value": str(SCHEMA_VERSION)})
