"""A store in an SQLite file: how it is opened, checked and guarded, and its errors in our words.

Source of the journal rule: sqlite.org, "WAL-reset bug": in versions 3.7.0 to 3.51.2 two connections that write and
checkpoint at once may damage a WAL database; older libraries therefore get a rollback journal.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Integer, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from linewatch.errors import StoreError
from linewatch.failpoints import reach

APPLICATION_ID = 0x4C574348  # "LWCH" in the header of the file
BUSY_TIMEOUT_S = 60.0
FIRST_SAFE_WAL = (3, 51, 3)

FAULTS = (  # the beginning of SQLite's name of the error, our code, our words
    ("SQLITE_NOTADB", "LW402", "is not a Linewatch store; name another file"),
    ("SQLITE_CORRUPT", "LW401", "is damaged; restore it from a backup or code the sources again into a new file"),
    ("SQLITE_CANTOPEN", "LW401", "cannot be opened; check the path, and that you may read and write there"),
    ("SQLITE_READONLY", "LW404", "is read-only; allow writing or name another file"),
    ("SQLITE_PERM", "LW404", "may not be written; allow writing or name another file"),
    ("SQLITE_FULL", "LW404", "cannot grow because the disk is full; free some space and run again"),
    ("SQLITE_IOERR", "LW404", "cannot be written because the disk fails or is full; check it and run again"),
    ("SQLITE_BUSY", "LW404", "is in use by another program; run again when that has finished"),
    ("SQLITE_LOCKED", "LW404", "is in use by another program; run again when that has finished"),
)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return the journal mode that is safe with this version of SQLite: WAL or TRUNCATE."""
    return "WAL" if version >= FIRST_SAFE_WAL else "TRUNCATE"


def make_engine(url: URL, *, create: bool) -> Engine:
    """Return an engine on the file, which may be absent only if `create` is set.

    Raises:
        StoreError: LW401 there is no such file.
    """
    if not create and not Path(url.database or "").exists():
        raise StoreError(
            "LW401", "there is no store here; make one with linewatch code PATH --db FILE", url.database or ""
        )
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def is_store(connection: Connection, *, create: bool) -> bool:
    """Return True for a store, False for an empty file that is to become one.

    Raises:
        StoreError: LW402 the file is something else.
    """
    found = connection.execute(text("PRAGMA application_id").columns(application_id=Integer)).scalar_one()
    if found == APPLICATION_ID:
        return True
    if create and found == 0 and not inspect(connection).get_table_names():
        return False
    raise StoreError("LW402", "is not a Linewatch store; name another file", connection.engine.url.database or "")


def mark_store(connection: Connection) -> None:
    """Write into the header of a new file that it is a store."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def fault_of(error: DBAPIError) -> tuple[str, str] | None:
    """Return our code and words for an error of SQLite, or None where we have none."""
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    return next(((code, words) for start, code, words in FAULTS if name.startswith(start)), None)


def is_passing(_: DBAPIError) -> bool:
    """Return False: SQLite itself waits for a lock (`BUSY_TIMEOUT_S`), and nothing else goes away by itself."""
    return False


def back_up(engine: Engine, version: int) -> Path:
    """Return the copy of the store that was made beside it, whole or not at all, before an upgrade from `version`."""
    path = Path(f"{engine.url.database}.bak-v{version}")
    partial = Path(f"{path}.part")
    partial.unlink(missing_ok=True)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(partial),))
    except DBAPIError:
        partial.unlink(missing_ok=True)
        raise
    reach("store.during_backup")
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(path)
    return path


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours: `_begin` starts them
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("is_writing", False) else "BEGIN")
