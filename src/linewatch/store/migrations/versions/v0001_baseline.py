"""Version 1: articles with their records, and what was set aside. Frozen: it describes stores that exist."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of version 1."""
    op.create_table(
        "meta", sa.Column("key", sa.String(64), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.String(16)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    _index("articles", "published_on", "publisher", "url")
    _record_table(
        "events",
        sa.Column("record_id", sa.String(64), nullable=False),
        sa.Column("event_type", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(32)),
        sa.Column("modality", sa.String(16), nullable=False),
        sa.Column("quad_code", sa.Integer, nullable=False),
        sa.Column("pair", sa.String(16)),
        sa.Column("countries", sa.Text, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        indexed=("record_id", "event_type", "pair", "from_on"),
    )
    _record_table(
        "statements",
        sa.Column("record_id", sa.String(64), nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("countries", sa.Text, nullable=False),
        sa.Column("is_quoted", sa.Boolean, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        indexed=("record_id", "speaker", "from_on"),
    )
    _record_table(
        "red_lines",
        sa.Column("record_id", sa.String(64), nullable=False),
        sa.Column("line_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("declarer_country", sa.String(8)),
        sa.Column("countries", sa.Text, nullable=False),
        sa.Column("strength", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        indexed=("record_id", "line_id", "kind", "declarer_country", "from_on"),
    )
    _record_table(
        "places",
        sa.Column("record_id", sa.String(64), nullable=False),
        sa.Column("geonames_id", sa.Integer),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("country", sa.String(8)),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("pair", sa.String(16)),
        sa.Column("distance_km", sa.Float),
        indexed=("record_id", "geonames_id", "country", "pair"),
    )
    _record_table(
        "times",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        indexed=("from_on",),
    )
    op.create_table(
        "rejections",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    _index("rejections", "code")
    op.execute("INSERT INTO meta (key, value) VALUES ('schema_version', '1')")


def _record_table(name: str, *columns: sa.Column[object], indexed: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column(
            "article_id", sa.String(64), sa.ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
        sa.Column("record", sa.Text, nullable=False),
    )
    _index(name, *indexed)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
