"""Records as a reader wants them in a terminal: a line of facts in fixed columns, the words of the article below.

Everything here returns rich renderables; nothing prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from linewatch.cli.terminal import clean
from linewatch.records import (
    Article,
    CodedArticle,
    Entity,
    Event,
    Interval,
    Place,
    RedLine,
    Span,
    Statement,
)

DATE_WIDTH = 10
ID_WIDTH = 12
INDENT = DATE_WIDTH + 2
MOST_WORDS = 240

QUAD_STYLES = {1: "bold green", 2: "bold green", 3: "bold yellow", 4: "bold red"}


def short_id(record_id: str) -> str:
    """Return the id's beginning, which `why` understands: the prefix and 8 digits."""
    prefix, _, digits = record_id.partition("_")
    return f"{prefix}_{digits[:8]}"


def article_heading(article: Article) -> RenderableType:
    """Return the title of an article and, below, where it comes from."""
    source = [article.publisher, _day(article.published_on), short_id(article.article_id)]
    title = Text(clean(article.title or shorten(article.text, 90, placeholder=" …")), style="bold")
    return Group(title, Text(" · ".join(clean(part) for part in source if part), style="dim"))


def section(name: str, entries: Sequence[RenderableType], *, of: int | None = None) -> RenderableType:
    """Return the entries under their name, or nothing where there are none; `of` is how many there are in all."""
    if not entries:
        return Group()
    count = f" {len(entries)} of {of}" if of and of > len(entries) else f" {of}" if of else ""
    return Group(Text(), Text.assemble((name, "bold"), (count, "dim")), *entries)


def coded_article(coded: CodedArticle) -> RenderableType:
    """Return the article's red lines, events and statements, in this order."""
    places = {place.place_id: place for place in coded.places}
    nothing = not (coded.red_lines or coded.events or coded.statements)
    return Group(
        article_heading(coded.article),
        Text(_why_nothing(coded.article), style="dim") if nothing else Group(),
        section("Red lines", [red_line_entry(line) for line in coded.red_lines], of=len(coded.red_lines)),
        section("Events", [event_entry(event, coded.article, places) for event in coded.events], of=len(coded.events)),
        section("Statements", [statement_entry(each) for each in coded.statements], of=len(coded.statements)),
        Text(),
    )


def event_entry(
    event: Event, article: Article, places: dict[str, Place] | None = None, *, source: str | None = None
) -> RenderableType:
    """Return when, what, who to whom and whether it happened; then the words, then the place and the rest."""
    what = Text.assemble((event.event_type, QUAD_STYLES[event.quad_code]), " ", event.mode or "")
    head = _head(
        event.occurred,
        (what, 23),
        (parties(event.actors, event.recipients), None),
        (Text("" if event.modality == "actual" else event.modality, style="italic"), 12),
        record_id=event.event_id,
    )
    place = (places or {}).get(event.place_id or "")
    details = [place_words(place) if place else None, _deaths(event), source]
    return _entry(head, marked(article.text, event.evidence[0], event.trigger), details)


def statement_entry(statement: Statement, *, source: str | None = None) -> RenderableType:
    """Return when and who said it; then the words."""
    head = _head(statement.said, (_speaker(statement), None), record_id=statement.statement_id)
    words = " … ".join(clean(span.text) for span in statement.content)
    words = f"“{words}”" if statement.is_quoted else words
    return _entry(head, Text(_cropped(words)), [source])


def red_line_entry(line: RedLine, *, source: str | None = None) -> RenderableType:
    """Return when, who to whom, the kind and the strength; then what crosses the line and what would follow."""
    who = parties([line.declarer], line.addressees, is_named=True)
    who.stylize("bold")
    kind = Text(f"{line.kind}, {line.type}")
    head = _head(line.said, (who, None), (kind, 25), (strength(line.strength), 3), record_id=line.declaration_id)
    parts = {
        "trigger": Text(clean(line.trigger.text), style="bold"),
        "response": Text(clean(line.response.span.text)) if line.response else None,
        "where": Text(clean(line.area.span.text)) if line.area else None,
        "until": Text(clean(line.deadline.span.text)) if line.deadline else None,
        "promise": Text(clean(line.assurance.text)) if line.assurance else None,
        "source": Text(clean(source), style="dim") if source else None,
    }
    return Group(head, Padding(facts(parts), (0, 0, 0, INDENT)))


def facts(parts: dict[str, Text | None]) -> Table:
    """Return names and values in two columns, without those that have no value."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, min_width=8)
    table.add_column()
    for name, value in parts.items():
        if value is not None:
            table.add_row(name, value)
    return table


def parties(actors: Iterable[Entity], others: Iterable[Entity], *, is_named: bool = False) -> Text:
    """Return who did it and to whom: ``NOR MIL → SUD``, with full names where `is_named`."""
    label = named if is_named else _label
    sides = [", ".join(dict.fromkeys(label(entity) for entity in side)) for side in (actors, others)]
    return Text(" → ".join(side or "?" for side in sides) if sides[1] else sides[0] or "?")


def named(entity: Entity) -> str:
    """Return the entity's name with its country, as ``Ada Mirel (SUD)``."""
    name = clean(entity.name)
    return f"{name} ({entity.country})" if entity.country and entity.kind != "state" else name


def strength(value: int) -> Text:
    """Return the strength of a line, 0 to 3, as dots."""
    return Text.assemble(("●" * value, "red"), ("○" * (3 - value), "dim"))


def interval_words(interval: Interval) -> str:
    """Return the days, as ``2026-03-04``, ``2026-03-04 to 2026-03-10`` or ``until 2026-03-10``; unknown is empty."""
    first, last = _day(interval.from_on), _day(interval.until_on)
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def when(interval: Interval) -> Text:
    """Return the first day as finely as it is known: ``2026-03-04``, ``2026-03``, ``2026`` or ``1990s``."""
    first = _day(interval.from_on)
    if not first:
        return Text("undated", style="dim")
    match interval.precision:
        case "month" | "season":
            return Text(first[:7])
        case "year":
            return Text(first[:4])
        case "decade":
            return Text(f"{first[:4]}s")
        case _:
            return Text(first)


def place_words(place: Place) -> str:
    """Return the place and its country, and how far from which border it is."""
    country = f", {place.country}" if place.country and place.kind != "country" else ""
    if not place.border:
        return clean(place.name) + country
    border = "-".join(place.border.countries)
    return f"{clean(place.name)}{country}, {place.border.distance_km:.0f} km from the {border} border"


def source_words(article: Article) -> str:
    """Return who reported it and when."""
    publisher = shorten(article.publisher or "", 40, placeholder=" …")
    return ", ".join(part for part in (publisher, report_words(article)) if part)


def report_words(article: Article) -> str:
    """Return when it was reported."""
    return f"reported {article.published_on}" if article.published_on else ""


def marked(text: str, around: Span, inside: Span, style: str = "bold underline") -> Text:
    """Return the words of `around` with those of `inside` marked; far ends are cropped between words."""
    start, end = max(around.start, inside.start), min(around.end, inside.end)
    if start >= end:
        return Text(_cropped(clean(text[around.start : around.end])))
    before, after = clean(text[around.start : start]), clean(text[end : around.end])
    room = max(MOST_WORDS - (end - start), 0)
    most = max(room - len(after), room // 2)
    if len(before) > most:
        before = f"… {before[-most:].partition(' ')[2]}"
    return Text.assemble(before, (clean(text[start:end]), style), _cropped(after, max(room - len(before), 0)))


def _head(occurred: Interval, *cells: tuple[Text, int | None], record_id: str) -> Table:
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(width=DATE_WIDTH, no_wrap=True)
    for _, width in cells:
        head.add_column(width=width, ratio=None if width else 1, no_wrap=True, overflow="ellipsis")
    head.add_column(width=ID_WIDTH, no_wrap=True)
    head.add_row(when(occurred), *(cell for cell, _ in cells), Text(short_id(record_id), style="dim"))
    return head


def _entry(head: Table, words: Text, details: list[str | None]) -> RenderableType:
    rest = " · ".join(clean(detail) for detail in details if detail)
    below = Group(words, Text(rest, style="dim")) if rest else words
    return Group(head, Padding(below, (0, 0, 0, INDENT)))


def _label(entity: Entity) -> str:
    return " ".join(part for part in (entity.country or clean(entity.name), entity.sector) if part)


def _speaker(statement: Statement) -> Text:
    speaker, principal = statement.speaker, statement.spokesperson_for
    words = named(speaker) if speaker else "unknown speaker"
    return Text(f"{words} for {named(principal)}" if principal else words)


def _deaths(event: Event) -> str | None:
    if event.fatalities is None:
        return None
    low, high = event.fatalities.low, event.fatalities.high
    return f"{low} dead" if low == high else f"{low} to {high} dead"


def _why_nothing(article: Article) -> str:
    if article.language not in (None, "en"):
        return f"not coded: the text is in another language ({article.language})"
    return "no events, statements or red lines"


def _cropped(text: str, most: int = MOST_WORDS) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"


def _day(day: object) -> str:
    return str(day) if day else ""
