"""Stores as earlier versions of Linewatch wrote them, made anew for each test."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, MetaData, insert

from linewatch.records import CodedArticle, Rejection
from linewatch.store import postgres, rows, sqlite
from linewatch.store.connection import read_version, writing
from linewatch.store.location import read_location
from linewatch.store.upgrading import upgrade


def engine_of(where: str) -> Engine:
    """Return an engine on a database, which need not be a store."""
    url = read_location(where)
    return sqlite.make_engine(url, create=True) if url.get_backend_name() == "sqlite" else postgres.make_engine(url)


def version_of(where: str) -> int:
    """Return the number of the schema of a store, which is left as it is."""
    engine = engine_of(where)
    with engine.connect() as connection:
        version = read_version(connection)
    engine.dispose()
    return version


def make_store_of_version_1(where: str, items: Sequence[CodedArticle | Rejection]) -> None:
    """Make a store with the tables and columns of version 1 and nothing that came later."""
    engine = engine_of(where)
    with writing(engine).begin() as connection:
        upgrade(connection, 0, "0001")
        if engine.dialect.name == "sqlite":
            sqlite.mark_store(connection)
        _fill(connection, items)
    engine.dispose()


def _fill(connection: Connection, items: Sequence[CodedArticle | Rejection]) -> None:
    tables = MetaData()
    tables.reflect(connection)
    found: list[tuple[str, rows.Row]] = []
    for item in items:
        if isinstance(item, Rejection):
            found.append(("rejections", rows.rejection_row(item)))
            continue
        found.append(("articles", rows.article_row(item)))
        found += [(table.name, row) for table, made in rows.record_rows(item).items() for row in made]
    for name, row in found:
        table = tables.tables[name]
        connection.execute(insert(table), {key: value for key, value in row.items() if key in table.columns})
