"""Which reports tell of one occurrence, as a store keeps it: the table, and what is written to it and read from it.

Made anew by each watch, in its transaction. An occurrence bears the event id of its earliest report; what no watch has
seen has no row. Nothing here decides what belongs together: that is `linewatch.watch.group_sightings`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Column, Connection, ForeignKey, Row, String, Table, delete, func, insert, select

from linewatch.records import Sighting
from linewatch.store.schema import metadata

occurrences = Table(
    "occurrences",
    metadata,
    Column("event_id", String(64), primary_key=True),
    Column("article_id", ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("occurrence_id", String(64), nullable=False, index=True),
)

Told = Sequence[Sighting]
"""The reports of one occurrence, the earliest first."""


class Occurrence(NamedTuple):
    """What happened once: its reports by event id, the earliest first, and the articles that they stand in.

    `occurrence_id` is the event id of the earliest.
    """

    occurrence_id: str
    event_ids: tuple[str, ...]
    article_ids: tuple[str, ...]


def save_occurrences(connection: Connection, found: Iterable[Told]) -> None:
    """Replace all occurrences by `found`."""
    connection.execute(delete(occurrences))
    rows = [
        {
            "event_id": sighting.event.event_id,
            "article_id": sighting.article.article_id,
            "occurrence_id": reports[0].event.event_id,
        }
        for reports in found
        for sighting in reports
    ]
    if rows:
        connection.execute(insert(occurrences), rows)


def forget_occurrences(connection: Connection, article_ids: Collection[str]) -> None:
    """Take away, until the next watch, the occurrences that these articles report: they say something else now."""
    touched = select(occurrences.c.occurrence_id).where(occurrences.c.article_id.in_(list(article_ids)))
    connection.execute(delete(occurrences).where(occurrences.c.occurrence_id.in_(touched)))


def read_occurrences(connection: Connection) -> Iterator[Occurrence]:
    """Yield the occurrences by id; of each the first report, then the others by id."""
    is_later = occurrences.c.event_id != occurrences.c.occurrence_id
    query = select(occurrences).order_by(occurrences.c.occurrence_id, is_later, occurrences.c.event_id)
    group: list[Row[tuple[str, str, str]]] = []
    for row in connection.execute(query):
        if group and group[0].occurrence_id != row.occurrence_id:
            yield _occurrence(group)
            group = []
        group.append(row)
    if group:
        yield _occurrence(group)


def count_reports(connection: Connection) -> dict[str, int]:
    """Return in how many articles each occurrence is reported that has more than one."""
    number = func.count(occurrences.c.article_id.distinct())
    query = select(occurrences.c.occurrence_id, number.label("number")).group_by(occurrences.c.occurrence_id)
    return {row.occurrence_id: row.number for row in connection.execute(query.having(number > 1))}


def _occurrence(group: Sequence[Row[tuple[str, str, str]]]) -> Occurrence:
    event_ids, article_ids = (row.event_id for row in group), (row.article_id for row in group)
    return Occurrence(group[0].occurrence_id, tuple(event_ids), tuple(dict.fromkeys(article_ids)))
