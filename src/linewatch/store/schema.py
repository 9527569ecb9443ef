"""The tables of the store. Portable SQL only: the same tables serve SQLite and PostgreSQL.

Only ids have a length: PostgreSQL would refuse longer words, such as the name of an event type of the user's own.

Each record keeps its whole JSON in `record`; the other columns are copies of parts of it, there to filter and to sort.
A record is known by its article and its position in the article's list, so that an article comes back in its order;
`record_id` is what people quote.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 2  # each number has its step in migrations/versions

OF_RUNS = {"of_runs": True}  # info of a table or column that tells when or how often something was done: not in digests

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))


def _index_of_words(table: str, column: str) -> Index:
    """Return an index of words that may be long: PostgreSQL's ordinary indexes refuse those of a few thousand bytes."""
    return Index(f"ix_{table}_{column}", column, postgresql_using="hash")


articles = Table(
    "articles",
    metadata,
    Column("article_id", String(64), primary_key=True),
    Column("title", Text),
    Column("published_on", Date, index=True),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text),
    Column("digest", String(64), nullable=False),
    Column("record", Text, nullable=False),
    Column("canonical_url", Text),
    Column("text_chars", Integer, nullable=False, server_default="0"),
    Column("version_of", String(64), index=True),
    Column("superseded_by", String(64)),
    Column("duplicate_of", String(64), index=True),
    _index_of_words("articles", "publisher"),
    _index_of_words("articles", "url"),
    _index_of_words("articles", "canonical_url"),
)


def _record_table(name: str, *columns: Column[object] | Index) -> Table:
    """Return a table of records that belong to an article and go with it."""
    return Table(
        name,
        metadata,
        Column("article_id", ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
        Column("record", Text, nullable=False),
    )


events = _record_table(
    "events",
    Column("record_id", String(64), nullable=False, index=True),
    Column("event_type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("modality", Text, nullable=False),
    Column("quad_code", Integer, nullable=False),
    Column("pair", Text, index=True),
    Column("countries", Text, nullable=False),
    Column("from_on", Date, index=True),
    Column("until_on", Date),
)

statements = _record_table(
    "statements",
    Column("record_id", String(64), nullable=False, index=True),
    Column("speaker", Text),
    Column("countries", Text, nullable=False),
    Column("is_quoted", Boolean, nullable=False),
    Column("from_on", Date, index=True),
    Column("until_on", Date),
    _index_of_words("statements", "speaker"),
)

red_lines = _record_table(
    "red_lines",
    Column("record_id", String(64), nullable=False, index=True),
    Column("line_id", String(64), nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("declarer_country", Text, index=True),
    Column("countries", Text, nullable=False),
    Column("strength", Integer, nullable=False),
    Column("from_on", Date, index=True),
    Column("until_on", Date),
)

places = _record_table(
    "places",
    Column("record_id", String(64), nullable=False, index=True),
    Column("geonames_id", Integer, index=True),
    Column("kind", Text, nullable=False),
    Column("country", Text, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("pair", Text, index=True),
    Column("distance_km", Float),
)

times = _record_table(
    "times",
    Column("kind", Text, nullable=False),
    Column("from_on", Date, index=True),
    Column("until_on", Date),
)

rejections = Table(
    "rejections",
    metadata,
    Column("source", Text, primary_key=True),
    Column("code", Text, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("content", LargeBinary),
    Column("attempts", Integer, nullable=False, server_default="1", info=OF_RUNS),
)

bands = Table(
    "bands",
    metadata,
    Column("article_id", ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("bucket", BigInteger, nullable=False),
    Index("ix_bands_bucket", "bucket", "article_id"),
)

RECORD_TABLES: tuple[Table, ...] = (events, statements, red_lines, places, times)
DATA_TABLES: tuple[Table, ...] = (articles, *RECORD_TABLES, rejections)
