"""The demo: its reports, its store, and the page that shows what was found in them."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.text import Text

from linewatch.cli import ledger
from linewatch.errors import ModelError, StoreError, UsageError
from linewatch.ingest import read_articles
from linewatch.records import Article, Event, RedLine, Rejection, Statement
from linewatch.settings import Settings
from linewatch.store import Found, Store
from linewatch.store.rows import pair_of

SHOWN_EVENTS = 12
SHOWN_PAIRS = 6
SHOWN_QUOTES = 5
SHOWN_LINES = 8

ItemT = TypeVar("ItemT")


def read_demo(settings: Settings) -> list[Article | Rejection]:
    """Return the bundled reports.

    Raises:
        ModelError: LW302 they are missing.
    """
    bundled = files("linewatch") / "data" / "demo" / "reports.jsonl"
    if not bundled.is_file():
        raise ModelError("LW302", "the bundled reports are missing; install linewatch again", "demo")
    with as_file(bundled) as path:
        return list(read_articles([str(path)], settings=settings))


def make_demo_store(path: Path) -> Store:
    """Return a new store at `path`; only an older demo store gives way to it.

    Raises:
        UsageError: LW001 another file is there.
        StoreError: LW401 or LW404 the store cannot be made.
    """
    if path.exists():
        if not _is_demo(path):
            raise UsageError("LW001", "is there already and is no demo store; name another file with --db", str(path))
        path.unlink()
    store = Store.open(path, create=True)
    store.set_meta("kind", "demo")
    return store


def showcase(store: Store) -> RenderableType:
    """Return the page: counts, the strongest red lines, a dozen events, some quotes, and three commands to try."""
    lines, events = list(store.load_red_lines()), list(store.load_events())
    quotes = [found for found in store.load_statements() if found.record.is_quoted and found.record.speaker]
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in store.counts().items() if number)
    return Group(
        Text(counts),
        ledger.section("Red lines", [_line_entry(found) for found in strong_lines(lines)], of=len(lines)),
        ledger.section("Events", [_event_entry(found, store) for found in notable_events(events)], of=len(events)),
        ledger.section("Quotes", [_quote_entry(found) for found in _spread(quotes, SHOWN_QUOTES)], of=len(quotes)),
        ledger.section("Next", [Text(f"  {command}") for command in next_commands(store)]),
        Text(),
    )


def strong_lines(lines: Sequence[Found[RedLine]]) -> list[Found[RedLine]]:
    """Return the strongest and surest of the declarations, one of each line, in the given order."""
    firsts = {found.record.line_id: found for found in reversed(lines)}.values()
    ranked = sorted(firsts, key=lambda found: (-found.record.strength, -found.record.score, found.record.line_id))
    return _in_order(ranked[:SHOWN_LINES], lines)


def notable_events(events: Sequence[Found[Event]]) -> list[Found[Event]]:
    """Return the most intense events between the pairs of countries that meet most, in the given order."""
    groups: dict[str, list[Found[Event]]] = {}
    for found in events:
        pair = pair_of([*(entity.country for entity in (*found.record.actors[:1], *found.record.recipients[:1]))])
        if pair and found.record.modality == "actual":
            groups.setdefault(pair, []).append(found)
    chosen: list[Found[Event]] = []
    for _, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:SHOWN_PAIRS]:
        group.sort(key=lambda found: (-abs(found.record.intensity), -found.record.score, found.record.event_id))
        chosen += group[: SHOWN_EVENTS // SHOWN_PAIRS]
    return _in_order(chosen, events)


def next_commands(store: Store) -> list[str]:
    """Return three commands that work on this store."""
    db = shlex.quote(str(store.path))
    lines = sorted(strong_lines(list(store.load_red_lines())), key=lambda found: -found.record.strength)
    event = next(store.load_events(), None)
    shown = lines[0].record.declaration_id if lines else event.record.event_id if event else None
    countries = Counter(entity.country for found in store.load_events() for entity in found.record.actors)
    country = next((name for name, _ in countries.most_common() if name), None)
    return [
        f"linewatch why {ledger.short_id(shown)} --db {db}" if shown else f"linewatch list statements --db {db}",
        f"linewatch list events --db {db}" + (f" --country {country}" if country else ""),
        f"linewatch list red-lines --db {db} --format csv",
    ]


def _is_demo(path: Path) -> bool:
    try:
        with Store.open(path) as store:
            return store.meta("kind") == "demo"
    except StoreError:
        return False


def _line_entry(found: Found[RedLine]) -> RenderableType:
    return ledger.red_line_entry(found.record, source=ledger.report_words(found.article))


def _event_entry(found: Found[Event], store: Store) -> RenderableType:
    places = {place.place_id: place for place in store.load_places(found.article.article_id)}
    return ledger.event_entry(found.record, found.article, places, source=ledger.report_words(found.article))


def _quote_entry(found: Found[Statement]) -> RenderableType:
    return ledger.statement_entry(found.record, source=ledger.report_words(found.article))


def _in_order(chosen: Sequence[ItemT], items: Sequence[ItemT]) -> list[ItemT]:
    """Return the chosen ones of the items in the order of the items."""
    wanted = {id(item) for item in chosen}
    return [item for item in items if id(item) in wanted]


def _spread(items: Sequence[ItemT], most: int) -> list[ItemT]:
    """Return `most` of the items, taken evenly from all over."""
    return [items[index * len(items) // most] for index in range(most)] if len(items) > most else list(items)
