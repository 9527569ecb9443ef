"""Records as flat rows with constant columns, for CSV. Lists are joined by ``;``; unknown is empty.

Columns are only ever added at the end, and each addition raises the schema version of the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from linewatch.records import Article, CodedArticle, Entity, Event, Place, RedLine, Statement

Row = dict[str, Any]

ARTICLE = ("article_id", "published_on", "publisher", "title", "url")
EVENT = (
    "event_id",
    *ARTICLE,
    "event_type",
    "mode",
    "contexts",
    "cameo_code",
    "quad_code",
    "intensity",
    "modality",
    "actor_names",
    "actor_countries",
    "actor_sectors",
    "recipient_names",
    "recipient_countries",
    "recipient_sectors",
    "from_on",
    "until_on",
    "precision",
    "date_method",
    "place_id",
    "place_name",
    "place_country",
    "lat",
    "lon",
    "border",
    "border_distance_km",
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
    "statement_id",
    "same_as",
    "score",
    "trigger",
    "evidence",
    "start",
    "end",
    "explanation",
)
STATEMENT = (
    "statement_id",
    *ARTICLE,
    "speaker_name",
    "speaker_title",
    "speaker_country",
    "speaker_sector",
    "spokesperson_for",
    "addressee_names",
    "is_quoted",
    "from_on",
    "until_on",
    "content",
    "start",
    "end",
    "reported_by",
    "venue",
    "score",
)
RED_LINE = (
    "declaration_id",
    "line_id",
    *ARTICLE,
    "kind",
    "type",
    "declarer_name",
    "declarer_country",
    "spokesperson_name",
    "addressee_names",
    "addressee_countries",
    "trigger",
    "trigger_type",
    "trigger_mode",
    "trigger_actors",
    "area",
    "area_kind",
    "area_countries",
    "area_distance_km",
    "deadline",
    "deadline_until_on",
    "response",
    "response_type",
    "response_specificity",
    "assurance",
    "from_on",
    "until_on",
    "statement_id",
    "strength",
    "score",
    "evidence",
    "start",
    "end",
    "explanation",
)


def event_rows(coded: CodedArticle) -> Iterator[Row]:
    """Yield the rows of an article's events."""
    places = {place.place_id: place for place in coded.places}
    for event in coded.events:
        yield event_row(event, coded.article, places.get(event.place_id or ""))


def event_row(event: Event, article: Article, place: Place | None) -> Row:
    """Return the row of an event; `place` is the one that its `place_id` names."""
    return {
        **_article(article),
        **_fields(event, EVENT),
        **_parties("actor", event.actors),
        **_parties("recipient", event.recipients),
        **_fields(event.occurred, EVENT),
        "date_method": event.occurred.method,
        **_place(place),
        **{f"fatalities_{name}": getattr(event.fatalities, name, None) for name in ("low", "best", "high")},
        "contexts": ";".join(event.contexts),
        "trigger": event.trigger.text,
        "evidence": event.evidence[0].text,
        "start": event.evidence[0].start,
        "end": event.evidence[0].end,
    }


def statement_row(statement: Statement, article: Article) -> Row:
    """Return the row of a statement; content that is split around its cue is joined by `` … ``."""
    return {
        **_article(article),
        **_fields(statement, STATEMENT),
        **{
            f"speaker_{name}": getattr(statement.speaker, name, None) for name in ("name", "title", "country", "sector")
        },
        **_fields(statement.said, STATEMENT),
        "spokesperson_for": statement.spokesperson_for.name if statement.spokesperson_for else None,
        "addressee_names": _joined(entity.name for entity in statement.addressees),
        "content": " … ".join(span.text for span in statement.content),
        "start": min((span.start for span in statement.content), default=None),
        "end": max((span.end for span in statement.content), default=None),
    }


def red_line_row(line: RedLine, article: Article) -> Row:
    """Return the row of a declaration of a red line."""
    area, deadline, response = line.area, line.deadline, line.response
    return {
        **_article(article),
        **_fields(line, RED_LINE),
        "declarer_name": line.declarer.name,
        "declarer_country": line.declarer.country,
        "spokesperson_name": line.spokesperson.name if line.spokesperson else None,
        "addressee_names": _joined(entity.name for entity in line.addressees),
        "addressee_countries": _joined(entity.country for entity in line.addressees),
        "trigger": line.trigger.text,
        "trigger_type": line.trigger.event_type,
        "trigger_mode": line.trigger.mode,
        "trigger_actors": _joined(entity.name for entity in line.trigger.actors),
        "area": area.span.text if area else None,
        "area_kind": area.kind if area else None,
        "area_countries": _joined(area.countries) if area else None,
        "area_distance_km": area.distance_km if area else None,
        "deadline": deadline.span.text if deadline else None,
        "deadline_until_on": deadline.until_on if deadline else None,
        "response": response.span.text if response else None,
        "response_type": response.event_type if response else None,
        "response_specificity": response.specificity if response else None,
        "assurance": line.assurance.text if line.assurance else None,
        "from_on": line.said.from_on,
        "until_on": line.said.until_on,
        "evidence": line.evidence.text,
        "start": line.evidence.start,
        "end": line.evidence.end,
    }


def _article(article: Article) -> Row:
    return {name: getattr(article, name) for name in ARTICLE}


def _fields(record: object, columns: tuple[str, ...]) -> Row:
    """Return those columns that the record has under the same name."""
    return {name: getattr(record, name) for name in columns if hasattr(record, name)}


def _parties(role: str, entities: tuple[Entity, ...]) -> Row:
    return {
        f"{role}_names": _joined(entity.name for entity in entities),
        f"{role}_countries": _joined(entity.country for entity in entities),
        f"{role}_sectors": _joined(entity.sector for entity in entities),
    }


def _place(place: Place | None) -> Row:
    border = place.border if place else None
    return {
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "border": "-".join(border.countries) if border else None,
        "border_distance_km": border.distance_km if border else None,
    }


def _joined(values: Iterable[str | None]) -> str:
    return ";".join(value or "" for value in values)
