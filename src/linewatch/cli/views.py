"""How each kind of record of a store is loaded, flattened and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import IO, Any

import msgspec
from rich.console import RenderableType

from linewatch.cli import columns, ledger
from linewatch.cli.formats import Format, write_csv, write_json, write_jsonl, write_table
from linewatch.records import Article, Event, Place
from linewatch.store import Found, Store

Places = dict[str, Place]


@dataclass(frozen=True, slots=True)
class View:
    """One kind of record: its query, its CSV columns, its row, its entry in a table, and what stands beside it."""

    load: Callable[..., Iterator[Found[Any]]]
    column_names: tuple[str, ...]
    row: Callable[[Found[Any], Places], columns.Row]
    entry: Callable[[Found[Any], Places], RenderableType]
    beside: Callable[[Found[Any]], columns.Row] = lambda _: {}


def occurrence_view(store: Store) -> View:
    """Return the view of occurrences: each by its first report, with the number of articles that report it."""
    counts = store.report_counts()

    def beside(found: Found[Event]) -> columns.Row:
        return {"sources": counts.get(found.record.event_id, 1)}

    def entry(found: Found[Event], places: Places) -> RenderableType:
        more = counts.get(found.record.event_id, 1) - 1
        source = ledger.source_words(found.article)
        words = f"{source}, and {more} more {'report' if more == 1 else 'reports'}" if more else source
        return ledger.event_entry(found.record, found.article, places, source=words)

    return View(
        partial(Store.load_events, is_first=True),
        (*columns.EVENT, "sources"),
        lambda found, places: {**_event_row(found, places), **beside(found)},
        entry,
        beside,
    )


def _event_row(found: Found[Event], places: Places) -> columns.Row:
    return columns.event_row(found.record, found.article, places.get(found.record.place_id or ""))


def _event_entry(found: Found[Event], places: Places) -> RenderableType:
    source = ledger.source_words(found.article)
    return ledger.event_entry(found.record, found.article, places, source=source)


VIEWS: dict[str, View] = {
    "events": View(
        Store.load_events,
        columns.EVENT,
        _event_row,
        lambda found, places: ledger.event_entry(
            found.record, found.article, places, source=ledger.source_words(found.article)
        ),
    ),
    "red_lines": View(
        Store.load_red_lines,
        columns.RED_LINE,
        lambda found, _: columns.red_line_row(found.record, found.article),
        lambda found, _: ledger.red_line_entry(found.record, source=ledger.source_words(found.article)),
    ),
    "statements": View(
        Store.load_statements,
        columns.STATEMENT,
        lambda found, _: columns.statement_row(found.record, found.article),
        lambda found, _: ledger.statement_entry(found.record, source=ledger.source_words(found.article)),
    ),
}


def write_found(
    found: Iterator[Found[Any]], view: View, store: Store, form: Format, stream: IO[str], limit: int | None
) -> bool:
    """Write the last `limit` of the records and return whether an older one was left out.

    `found` holds one record more than `limit` where there are more.
    """
    head = list(islice(found, limit + 1)) if limit else []
    left_out = limit is not None and len(head) > limit
    items: Iterable[Found[Any]] = head[1:] if left_out else head if limit else found
    if form is Format.TABLE:
        write_table((view.entry(item, places) for item, places in _with_places(items, store)), stream)
    elif form is Format.CSV:
        write_csv((view.row(item, places) for item, places in _with_places(items, store)), view.column_names, stream)
    else:
        write = write_json if form is Format.JSON else write_jsonl
        write((_record_json(item, view.beside(item)) for item in items), stream)
    return left_out


def _with_places(items: Iterable[Found[Any]], store: Store) -> Iterator[tuple[Found[Any], Places]]:
    """Yield each record with the places of its article, which are loaded once a run of records."""
    article: Article | None = None
    places: Places = {}
    for item in items:
        if item.article != article:
            article, places = (
                item.article,
                {place.place_id: place for place in store.load_places(item.article.article_id)},
            )
        yield item, places


def _record_json(found: Found[Any], beside: columns.Row) -> bytes:
    """Return the record as JSON, after the keys of its article and before what stands beside it."""
    source = {name: getattr(found.article, name) for name in columns.ARTICLE}
    return msgspec.json.encode({**source, **msgspec.to_builtins(found.record), **beside})
