"""The connection to a store: it is opened, made, upgraded and written to alike whichever database it is in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from types import ModuleType
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from linewatch.errors import StoreError
from linewatch.failpoints import reach
from linewatch.store import postgres, sqlite
from linewatch.store.location import printable_location
from linewatch.store.schema import SCHEMA_VERSION, meta, metadata

ResultT = TypeVar("ResultT")

PAUSES_S = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 5.0, 5.0, 7.0, 7.0)  # together 30 s: a server that restarts is back by then


def open_engine(url: URL, *, create: bool) -> Engine:
    """Return an engine on the store at `url`, which is made first if `create` is set and there is none.

    A store of an older Linewatch is upgraded.

    Raises:
        UsageError: LW001 PostgreSQL's driver is not installed.
        StoreError: LW401 or LW406 to LW408 cannot be opened; LW402 not a store; LW403 written by a newer Linewatch;
            LW404 not writable.
    """
    name = printable_location(url)
    is_file = url.get_backend_name() == "sqlite"
    engine = sqlite.make_engine(url, create=create) if is_file else postgres.make_engine(url)
    try:
        with translated_errors(name):
            _make_or_upgrade(engine, name, create=create)
    except StoreError:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine with transactions that take the write lock at their start, so that none fails half-way."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(is_writing=True)
    # a transaction that waited for the lock must see what the one before it has written
    return engine.execution_options(is_writing=True, isolation_level="READ COMMITTED")


def write(engine: Engine, name: str, work: Callable[[Connection], ResultT]) -> ResultT:
    """Return what `work` returns, once all that it has written is on disk.

    Where the server is lost on the way, the whole is done again: `work` must leave the same behind when it is repeated.

    Raises:
        StoreError: LW401, LW404, LW406 or LW407.
    """
    pauses = iter(PAUSES_S)
    with translated_errors(name):
        while True:
            try:
                return _write_once(engine, work)
            except DBAPIError as error:
                pause_s = next(pauses, None) if _database_of(error).is_passing(error) else None
                if pause_s is None:
                    raise
            sleep(pause_s)


@contextmanager
def translated_errors(name: str) -> Iterator[None]:
    """Turn the database's errors into coded ones; `name` is the store's.

    Raises:
        StoreError: LW401, LW402, LW404, LW406 or LW407.
    """
    try:
        yield
    except DBAPIError as error:
        unknown = ("LW401", f"cannot be used ({str(error.orig).strip()}); run again with --debug and report it")
        code, words = _database_of(error).fault_of(error) or unknown
        raise StoreError(code, words, name) from error


def _write_once(engine: Engine, work: Callable[[Connection], ResultT]) -> ResultT:
    reach("store.before_begin")
    with writing(engine).begin() as connection:
        reach("store.after_begin")
        result = work(connection)
        reach("store.before_commit")
    reach("store.after_commit")
    return result


def _database_of(error: DBAPIError) -> ModuleType:
    return sqlite if isinstance(error.orig, sqlite3.Error) else postgres


def _make_or_upgrade(engine: Engine, name: str, *, create: bool) -> None:
    database = sqlite if engine.dialect.name == "sqlite" else postgres
    with engine.connect() as connection:
        is_store = database.is_store(connection, create=create)
    if not is_store:
        write(engine, name, _make_tables)
    with engine.connect() as connection:
        version = read_version(connection)
    if version > SCHEMA_VERSION:
        reason = f"was written by a newer Linewatch (schema {version}); install that version"
        raise StoreError("LW403", reason, name)
    if version < SCHEMA_VERSION:
        from linewatch.store.upgrading import upgrade_store  # Alembic is needed for this alone

        upgrade_store(engine, name)


def read_version(connection: Connection) -> int:
    """Return the number of the schema that the store has."""
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())


def _make_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        sqlite.mark_store(connection)
    if connection.execute(select(meta.c.key)).first() is None:  # two programs may start on one new store
        connection.execute(insert(meta), {"key": "schema_version", "value": str(SCHEMA_VERSION)})
