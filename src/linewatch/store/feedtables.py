"""The tables of feeds: what is known of each feed, and which of its items have been read. No part of the digests."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from linewatch.store.moments import UtcTime
from linewatch.store.schema import OF_RUNS, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("url", String(2000), primary_key=True),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("next_check_at", UtcTime, index=True),
    Column("last_check_at", UtcTime),
    Column("last_success_at", UtcTime),
    Column("last_status", Integer),
    Column("last_error", Text),
    Column("errors", Integer, nullable=False),
    Column("is_disabled", Boolean, nullable=False),
    Column("moved_to", Text),
    Column("moves", Integer, nullable=False),
    info=OF_RUNS,
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("feed_url", ForeignKey("feeds.url", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    Column("item_id", String(64), primary_key=True),
    Column("digest", String(64), nullable=False),
    info=OF_RUNS,
)
