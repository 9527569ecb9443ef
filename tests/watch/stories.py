"""Invented declarations and sightings for tests of the watch, made by hand: no model is asked.

Countries are real, since parties are compared by country; what they do here is made up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from linewatch.records import (
    Area,
    Article,
    Deadline,
    Declared,
    Entity,
    Event,
    Interval,
    Place,
    RedLine,
    Response,
    Sighting,
    Span,
    Statement,
    Trigger,
    content_id,
)

START = date(2031, 3, 1)
LINE = "Chad warned Niger that any Niger soldiers who enter the Kouar valley will be bombed."


def article(text: str, on: date, publisher: str = "The Sahel Post") -> Article:
    return Article(content_id("art", text, on, publisher), None, text, on, publisher)


def whole(text: str) -> Span:
    return Span(0, len(text), text)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def entity(name: str, country: str | None, sector: str | None = "GOV") -> Entity:
    return Entity(name, 0, len(name), name, country=country, sector=sector)


CHAD, NIGER = entity("Chad", "TCD"), entity("Niger", "NER")


def place(name: str, lat: float, lon: float, country: str, text: str = "", **columns: Any) -> Place:
    at = span(text, name) if name in text else Span(0, len(name), name)
    made: dict[str, Any] = {
        "geonames_id": None, "feature_code": None, "admin1": None, "kind": "settlement", "radius_km": 5.0, "score": 0.9,
    }  # fmt: skip
    return Place(content_id("plc", name), name, at, lat, lon, country=country, **{**made, **columns})


KOUAR = place("Kouar", 14.0, 15.0, "TCD", LINE)


def declare(
    on: date = START,
    text: str = LINE,
    *,
    trigger: str = "any Niger soldiers who enter the Kouar valley",
    response: str | None = "will be bombed",
    declarer: Entity = CHAD,
    addressees: tuple[Entity, ...] = (NIGER,),
    places: tuple[Place, ...] = (KOUAR,),
    publisher: str = "The Sahel Post",
    due: date | None = None,
    **columns: Any,
) -> Declared:
    """Return a declaration; `columns` set further fields of the line."""
    source = article(text, on, publisher)
    fields: dict[str, Any] = {
        "kind": "declaration", "type": "deterrent", "spokesperson": None,
        "area": Area(whole(text), "territory", ("TCD",)),
        "deadline": Deadline(whole(text), due, due) if due else None,
        "response": Response(span(text, response), "ASSAULT", "violence", "explicit") if response else None,
        "assurance": None, "said": Interval(), "statement_id": None, "strength": 3, "score": 0.8,
        "explanation": "rule redlines.relative_clause",
    }  # fmt: skip
    words = span(text, trigger)
    line = RedLine(
        declaration_id=content_id("dcl", source.article_id, words.start),
        line_id=content_id("line", trigger),
        declarer=declarer,
        addressees=addressees,
        trigger=Trigger((words,), trigger, "MOBILIZE", "troops", addressees, (), "relative_clause"),
        evidence=whole(text),
        **{**fields, **columns},
    )
    return Declared(source, line, places)


def sight(
    text: str,
    on: date,
    kind: str = "",
    *,
    actors: tuple[Entity, ...] = (),
    recipients: tuple[Entity, ...] = (),
    at: Place | None = None,
    quad_code: int = 4,
    modality: str = "actual",
    speaker: Entity | None = None,
    publisher: str = "The Sahel Post",
    intensity: float = -9.0,
) -> Sighting:
    """Return what one sentence reports; its event has the empty type unless a kind is given."""
    source = article(text, on, publisher)
    said = None
    if speaker is not None:
        said = Statement(
            content_id("stm", source.article_id), speaker, None, (), whole(text), (whole(text),), False, Interval(),
            publisher, None, 0.9,
        )  # fmt: skip
    event = Event(
        event_id=content_id("evt", source.article_id, kind),
        event_type=kind,
        mode=None,
        contexts=(),
        cameo_code=None,
        quad_code=quad_code if kind else 0,
        intensity=intensity if kind else 0.0,
        actors=actors,
        recipients=recipients,
        place_id=at.place_id if at else None,
        occurred=Interval(),
        modality=modality,  # type: ignore[arg-type]
        statement_id=said.statement_id if said else None,
        fatalities=None,
        trigger=whole(text),
        evidence=(whole(text),),
        score=0.8,
        explanation="made by hand",
    )
    return Sighting(source, event, at, said)


def day(number: int) -> date:
    """Return the day so many days after the declaration."""
    return date.fromordinal(START.toordinal() + number)


def story() -> tuple[list[Declared], list[Sighting]]:
    """Return a line that is declared, repeated, tested, crossed in five reports, denied, answered, and taken back."""
    declared = [
        declare(),
        declare(publisher="Radio Djado"),
        declare(
            day(3), "Chad repeated that Niger soldiers entering the Kouar valley will be bombed.",
            trigger="Niger soldiers entering the Kouar valley", kind="reaffirmation",
        ),
        declare(
            day(40), "Chad withdrew its warning about Niger soldiers in the Kouar valley.",
            trigger="Niger soldiers in the Kouar valley", response=None, kind="withdrawal",
        ),
    ]  # fmt: skip
    crossing = "Niger soldiers entered the Kouar valley"
    sighted = [
        sight("Niger troops moved up to the Kouar valley but did not enter it.", day(5), "MOBILIZE", actors=(NIGER,), at=KOUAR),
        *(
            sight(f"{crossing} {words}.", day(10), "MOBILIZE", actors=(NIGER,), at=KOUAR, publisher=name, speaker=CHAD)
            for words, name in (
                ("at dawn", "A"), ("on foot", "B"), ("in lorries", "C"), ("in force", "D"), ("with tanks", "E"),
            )
        ),
        sight("Niger denied that its soldiers had entered the valley.", day(11), "REJECT", actors=(NIGER,), quad_code=3),
        sight("Chad bombed Niger soldiers in the Kouar valley in reply.", day(12), "ASSAULT", actors=(CHAD,), recipients=(NIGER,), at=KOUAR),
        sight("Mali soldiers entered a market in Timbuktu.", day(10), "MOBILIZE", actors=(entity("Mali", "MLI"),), at=place("Timbuktu", 16.8, -3.0, "MLI")),
    ]  # fmt: skip
    return declared, sighted
