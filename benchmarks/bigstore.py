"""Makes a large store of invented records, for benchmarks: ``python -m benchmarks.bigstore FILE [--events 100000]``.

Reports of five sentences about invented doings of real pairs of countries; the records are made with the sentences,
without the model, and their spans are true. The same numbers give the same store.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from linewatch.records import (
    Area,
    Article,
    CodedArticle,
    Dyad,
    Entity,
    Event,
    Interval,
    Line,
    Place,
    Reason,
    Reasons,
    RedLine,
    Span,
    Statement,
    Step,
    Time,
    Trigger,
    content_id,
)
from linewatch.store import Store

EVENTS_AN_ARTICLE = 4
BATCH = 500
FIRST_DAY = date(2026, 1, 1)
DAYS = 600

COUNTRIES = {
    "ARM": ("Armenia", "Goris", 39.51, 46.34),
    "AZE": ("Azerbaijan", "Lachin", 39.64, 46.55),
    "IRN": ("Iran", "Jolfa", 38.94, 45.63),
    "TUR": ("Turkey", "Kars", 40.61, 43.1),
    "GEO": ("Georgia", "Gori", 41.98, 44.11),
    "RUS": ("Russia", "Belgorod", 50.6, 36.59),
    "UKR": ("Ukraine", "Kharkiv", 49.99, 36.23),
    "IND": ("India", "Kargil", 34.56, 76.13),
    "PAK": ("Pakistan", "Skardu", 35.3, 75.63),
    "CHN": ("China", "Shiquanhe", 32.5, 80.1),
    "ISR": ("Israel", "Metula", 33.28, 35.57),
    "LBN": ("Lebanon", "Marjayoun", 33.36, 35.59),
}
ACTS = (
    ("ASSAULT", "heavy-weapons", 4, -9.5, "shelled"),
    ("THREATEN", "violence", 3, -7.0, "threatened"),
    ("MOBILIZE", "troops", 4, -6.0, "moved troops towards"),
    ("ACCUSE", None, 3, -3.5, "accused"),
    ("CONSULT", "visit", 1, 4.0, "met envoys of"),
    ("AGREE", None, 1, 2.5, "offered talks to"),
    ("AID", None, 2, 6.0, "sent blankets to"),
    ("SANCTION", "convict", 4, -4.0, "closed a crossing to"),
)
PUBLISHERS = tuple(f"{name} {kind}" for name in ("Border", "Valley", "Harbour", "Pass") for kind in ("Post", "Wire"))


def make_article(number: int) -> CodedArticle:
    """Return the report of this number with four events, two statements, places, times and now and then a red line."""
    chance = random.Random(number)
    one, other = chance.sample(sorted(COUNTRIES), 2)
    acts = [chance.choice(ACTS) for _ in range(EVENTS_AN_ARTICLE)]
    name, rival, town = COUNTRIES[one][0], COUNTRIES[other][0], COUNTRIES[other][1]
    told = [f"{name} {act[4]} {rival} near {town} on Tuesday, report {number} says." for act in acts]
    warning = f"“If {rival} sends one more soldier across the border, we will answer,” {name}'s president said."
    filler = "Officials on both sides gave few details, and travellers told of long queues at the crossings. " * 6
    text = "\n\n".join([*told, warning, filler.strip()])
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    article = Article(
        article_id=content_id("art", number),
        title=f"{name} and {rival}: report {number}",
        text=text,
        published_on=day,
        publisher=chance.choice(PUBLISHERS),
        url=f"https://example.org/{number}",
        language="en",
        models={"linewatch": "0.1.0"},
    )
    place = _place(text, other, town, number)
    said = Interval(day, day, "day", "relative-to-publication")
    actor, recipient = _entity(text, name, one, "GOV"), _entity(text, rival, other, "MIL")
    statement = Statement(
        content_id("stm", number), actor, None, (recipient,), _span(text, "said."),
        (_span(text, warning.split(",” ")[0].strip("“")),), True, said, article.publisher, None, 0.9,
    )  # fmt: skip
    events = tuple(
        _event(text, number, position, act, actor, recipient, place, said, statement if position == 3 else None)
        for position, act in enumerate(acts)
    )
    time = Time(_span(text, "Tuesday"), "date", day, day, "day", "relative-to-publication", str(day))
    lines = (_red_line(text, number, warning, actor, recipient, said, (one, other)),) if number % 20 == 0 else ()
    return CodedArticle(article, (place,), (time,), (statement,), events, lines)


def make_lines(articles: Iterator[CodedArticle]) -> Iterator[Line]:
    """Yield a register: a line for each declaration, tested by the events of its own report."""
    for coded in articles:
        for terms in coded.red_lines:
            line_id = terms.line_id
            first = Step(
                content_id("step", line_id), line_id, "declared", terms.said.from_on, 1.0, "It was declared.",
                declaration_id=terms.declaration_id, article_ids=(coded.article.article_id,),
            )  # fmt: skip
            steps = [first, *(_step(line_id, event, coded.article.article_id) for event in coded.events)]
            yield Line(line_id, terms, (terms.declaration_id,), terms.said.from_on, None, steps[-1].state, tuple(steps))


def fill(path: Path, events: int) -> None:
    """Write a store of so many events with its register."""
    numbers = range(events // EVENTS_AN_ARTICLE)
    with Store.open(path, create=True) as store:
        for start in range(0, len(numbers), BATCH):
            store.save([make_article(number) for number in numbers[start : start + BATCH]])
        declared = (make_article(number) for number in numbers if number % 20 == 0)
        store.save_lines(make_lines(declared), raised_at=datetime(2027, 9, 1, tzinfo=UTC))


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _entity(text: str, name: str, country: str, sector: str) -> Entity:
    span = _span(text, name)
    return Entity(name, span.start, span.end, name, None, country, sector, "state", (span,))


def _place(text: str, country: str, town: str, number: int) -> Place:
    lat, lon = COUNTRIES[country][2:]
    chance = random.Random(number + 1)
    lat, lon = round(lat + chance.uniform(-1, 1), 3), round(lon + chance.uniform(-1, 1), 3)
    return Place(
        content_id("plc", number), town, _span(text, town), lat, lon, number, "PPL", country, None, "settlement", 2.0,
        0.9, (), Dyad((min(country, "GEO"), max(country, "GEO")), 12.0, 2.0),
    )  # fmt: skip


def _event(
    text: str,
    number: int,
    position: int,
    act: tuple[str, str | None, int, float, str],
    actor: Entity,
    recipient: Entity,
    place: Place,
    occurred: Interval,
    statement: Statement | None,
) -> Event:
    sentence = text.split("\n\n")[position]
    return Event(
        content_id("evt", number, position), act[0], act[1], ("military",), "194", act[2], act[3], (actor,),
        (recipient,), place.place_id, occurred, "actual", statement.statement_id if statement else None, None,
        _span(text, act[4]), (_span(text, sentence),), 0.8, "rule verbs: the subject does it to the object",
    )  # fmt: skip


def _red_line(
    text: str, number: int, warning: str, actor: Entity, recipient: Entity, said: Interval, pair: tuple[str, str]
) -> RedLine:
    condition = warning.split(",")[0].removeprefix("“If ")
    trigger = Trigger((_span(text, condition),), condition, "MOBILIZE", "troops", (recipient,), (), "if")
    area = Area(_span(text, "the border"), "border", (min(pair), max(pair)))
    return RedLine(
        content_id("dcl", number), content_id("line", number), "declaration", "deterrent", actor, None, (recipient,),
        trigger, area, None, None, None, said, content_id("stm", number), number % 4, _span(text, warning), 0.8, "if",
    )  # fmt: skip


def _step(line_id: str, event: Event, article_id: str) -> Step:
    reason = Reason(0.8, "as the line has it")
    step = Step(
        content_id("step", line_id, event.event_id), line_id, "tested", event.occurred.from_on, 0.7, "It was tested.",
        Reasons(reason, reason, reason, reason), None, (event.event_id,), (article_id,), ("Border Post",),
    )  # fmt: skip
    return replace(step, state="crossed" if event.event_type == "ASSAULT" else "tested")


def main() -> None:
    """Make the store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    arguments = parser.parse_args()
    fill(arguments.path, arguments.events)
    print(f"{arguments.path}: {arguments.path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
