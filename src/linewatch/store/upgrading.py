"""A store of an older Linewatch is brought to the present schema: under the write lock, in one transaction.

An SQLite file is copied first, beside itself, as ``run.db.bak-v1``. The steps are Alembic's, in ``migrations``; the
number of the schema in the table ``meta`` says where they begin. Alembic's own table is there while it works only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Column, Connection, Engine, MetaData, inspect, update

from linewatch.errors import StoreError
from linewatch.failpoints import reach
from linewatch.store import sqlite
from linewatch.store.connection import read_version, writing
from linewatch.store.schema import SCHEMA_VERSION, meta

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade_store(engine: Engine, name: str) -> None:
    """Bring the store to the present schema; another program that opens it at the same time waits.

    Raises:
        StoreError: LW408 a step failed, and the store is as it was before.
    """
    with writing(engine).begin() as connection:
        version = read_version(connection)
        if version == SCHEMA_VERSION:  # another program was first
            return
        if engine.dialect.name == "sqlite":
            sqlite.back_up(engine, version)
        reach("store.before_upgrade")
        try:
            upgrade(connection, version, f"{SCHEMA_VERSION:04}")
        except CommandError as error:
            raise StoreError("LW408", f"could not be upgraded ({error}) and is as it was before", name) from error
        reach("store.before_upgrade_commit")
    reach("store.after_upgrade")


def upgrade(connection: Connection, version: int, to: str) -> None:
    """Take the steps from schema `version` (0 is an empty database) to the revision `to`, such as ``0002``."""
    script = ScriptDirectory(str(MIGRATIONS))

    def steps(found: Any, _: MigrationContext) -> Any:
        return script._upgrade_revs(to, found)  # the way that Alembic's manual shows

    context = MigrationContext.configure(connection, opts={"fn": steps})
    if version:
        context.stamp(script, f"{version:04}")
    with Operations.context(context) as operations:
        context.run_migrations()
        operations.drop_table(context.version_table)
    connection.execute(update(meta).where(meta.c.key == "schema_version").values(value=str(int(to))))


def add_missing(connection: Connection, metadata: MetaData) -> None:
    """Add the tables, columns and indexes that the database lacks; nothing is changed or taken away."""
    metadata.create_all(connection)
    there = inspect(connection)
    operations = Operations(MigrationContext.configure(connection))
    for table in metadata.sorted_tables:
        columns = {column["name"] for column in there.get_columns(table.name)}
        indexes = {index["name"] for index in there.get_indexes(table.name)}
        for column in table.columns:
            if column.name not in columns:
                default = column.server_default
                made = Column(column.name, column.type, nullable=column.nullable, server_default=default)
                operations.add_column(table.name, made)
        for index in table.indexes:
            if index.name not in indexes:
                index.create(connection)
