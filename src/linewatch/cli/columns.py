"""Records as flat rows with constant columns, for the CSV of the command line: those of the exports.

Columns are only ever added at the end, and each addition raises the schema version of the records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linewatch.export.columns import Entry, entries_of, flat, read_tables
from linewatch.records import Article, CodedArticle, Event, Place, RedLine, Statement

Row = dict[str, Any]

ARTICLE = ("article_id", "published_on", "publisher", "title", "url")
EVENT = read_tables()["events"].names
STATEMENT = read_tables()["statements"].names
RED_LINE = read_tables()["red_lines"].names


def event_rows(coded: CodedArticle) -> Iterator[Row]:
    """Yield the rows of an article's events."""
    return (_row("events", entry) for entry in entries_of(coded, "events"))


def event_row(event: Event, article: Article, place: Place | None) -> Row:
    """Return the row of an event; `place` is the one that its `place_id` names."""
    return _row("events", Entry(article, event, place))


def statement_row(statement: Statement, article: Article) -> Row:
    """Return the row of a statement; content that is split around its cue is joined by `` … ``."""
    return _row("statements", Entry(article, statement))


def red_line_row(line: RedLine, article: Article) -> Row:
    """Return the row of a declaration of a red line."""
    return _row("red_lines", Entry(article, line))


def _row(table: str, entry: Entry) -> Row:
    columns = read_tables()[table]
    return dict(zip(columns.names, map(flat, columns.values(entry)), strict=True))
