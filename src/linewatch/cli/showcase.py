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
from linewatch.cli.registerpages import alert_entry, line_entry
from linewatch.errors import ModelError, StoreError, UsageError
from linewatch.ingest import read_articles
from linewatch.records import Article, Event, Line, Rejection, Statement
from linewatch.settings import Settings
from linewatch.store import Found, Store
from linewatch.store.rows import pair_of

SHOWN_EVENTS = 12
SHOWN_PAIRS = 6
SHOWN_QUOTES = 5
SHOWN_LINES = 8
TOLD_STATES = frozenset({"tested", "crossed", "answered", "not_answered", "withdrawn", "expired"})

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
    """Return the page: counts, a dozen events, some quotes, the register with its alerts, and commands to try."""
    lines, alerts, events = list(store.load_lines()), list(store.load_alerts()), list(store.load_events())
    by_id = {line.line_id: line for line in lines}
    told = [alert for alert in alerts if alert.state in TOLD_STATES]
    quotes = [found for found in store.load_statements() if found.record.is_quoted and found.record.speaker]
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in store.counts().items() if number)
    return Group(
        Text(counts),
        ledger.section("Events", [_event_entry(found, store) for found in notable_events(events)], of=len(events)),
        ledger.section("Quotes", [_quote_entry(found) for found in _spread(quotes, SHOWN_QUOTES)], of=len(quotes)),
        ledger.section("Red lines", [line_entry(line) for line in notable_lines(lines)], of=len(lines)),
        ledger.section("Alerts", [alert_entry(each, by_id.get(each.line_id)) for each in told], of=len(alerts)),
        ledger.section("Next", [Text(f"  {command}") for command in next_commands(store)]),
        Text(),
    )


def notable_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with most to tell, then the strongest and surest, in the given order."""

    def rank(line: Line) -> tuple[int, int, float, str]:
        steps = sum(step.state in TOLD_STATES for step in line.steps)
        return -steps, -line.terms.strength, -line.terms.score, line.line_id

    return _in_order(sorted(lines, key=rank)[:SHOWN_LINES], lines)


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
    """Return commands that work on this store."""
    db = shlex.quote(str(store.path))
    lines = list(store.load_lines())
    shown = max(lines, key=lambda line: (len(line.steps), line.line_id)).line_id if lines else None
    countries = Counter(entity.country for found in store.load_events() for entity in found.record.actors)
    country = next((name for name, _ in countries.most_common() if name), None)
    return [
        f"linewatch lines show {ledger.short_id(shown)} --db {db}" if shown else f"linewatch list statements --db {db}",
        f"linewatch brief --db {db} --since 60d --out brief.html",
        f"linewatch list events --db {db}" + (f" --country {country}" if country else ""),
    ]


def _is_demo(path: Path) -> bool:
    try:
        with Store.open(path) as store:
            return store.meta("kind") == "demo"
    except StoreError:
        return False


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
