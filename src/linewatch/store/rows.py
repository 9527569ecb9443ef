"""Records to rows and back. A row carries the record's JSON and the columns by which it is looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Table

from linewatch.addresses import canonical_url, is_front_page
from linewatch.records import (
    MOST_KEPT_BYTES,
    Article,
    CodedArticle,
    Entity,
    Event,
    Place,
    RedLine,
    Rejection,
    Statement,
    Time,
    to_json,
)
from linewatch.store import schema

Row = dict[str, Any]
Record = Article | Event | Statement | RedLine | Place

RECORD_TYPES: dict[Table, type[Any]] = {
    schema.articles: Article,
    schema.events: Event,
    schema.statements: Statement,
    schema.red_lines: RedLine,
    schema.places: Place,
    schema.times: Time,
}
_DECODERS = {table: msgspec.json.Decoder(kind) for table, kind in RECORD_TYPES.items()}


def decode_record(table: Table, text: str) -> Any:
    """Return the record of a row of `table` from its JSON."""
    return _DECODERS[table].decode(text)


def article_digest(coded: CodedArticle) -> str:
    """Return the SHA-256 of the article with all of its records: equal digests mean that nothing has changed."""
    return hashlib.sha256(to_json(coded)).hexdigest()


def article_row(coded: CodedArticle) -> Row:
    """Return the row of the article itself."""
    article = coded.article
    return {
        "article_id": article.article_id,
        "title": article.title,
        "published_on": article.published_on,
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "digest": article_digest(coded),
        "record": _encode(article),
        **derived_columns(article),
    }


def derived_columns(article: Article) -> Row:
    """Return the columns by which versions of a report are found; the front page of a site has no versions."""
    address = canonical_url(article.url) if article.url and is_report(article) else None
    return {
        "canonical_url": None if address is None or is_front_page(address) else address,
        "text_chars": len(article.text),
    }


def is_report(article: Article) -> bool:
    """Return whether the article is a report, and no row of an event file: many rows may have one source."""
    return "importer" not in article.models


def record_rows(coded: CodedArticle) -> dict[Table, list[Row]]:
    """Return the rows of the article's records, by table, in the article's order."""
    columns: dict[Table, list[Row]] = {
        schema.events: [_event_columns(event) for event in coded.events],
        schema.statements: [_statement_columns(statement) for statement in coded.statements],
        schema.red_lines: [_red_line_columns(line) for line in coded.red_lines],
        schema.places: [_place_columns(place) for place in coded.places],
        schema.times: [_time_columns(time) for time in coded.times],
    }
    for rows in columns.values():
        for position, row in enumerate(rows):
            row["article_id"] = coded.article.article_id
            row["position"] = position
    return columns


def rejection_row(rejection: Rejection) -> Row:
    """Return the row of a document that was set aside."""
    return {
        "source": rejection.source,
        "code": rejection.code,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "content": None if rejection.content is None else rejection.content[:MOST_KEPT_BYTES],
    }


def pair_of(countries: Iterable[str | None]) -> str | None:
    """Return the first two different countries in alphabetical order as ``ARM-AZE``, or None where there is one."""
    known = [country for country in dict.fromkeys(countries) if country]
    return "-".join(sorted(known[:2])) if len(known) > 1 else None


def _encode(record: object) -> str:
    return msgspec.json.encode(record).decode()


def _countries(entities: Iterable[Entity | None], *others: str) -> str:
    """Return the entities' countries as ``;ARM;AZE;``, which a LIKE can search without a table of its own."""
    known = {entity.country for entity in entities if entity and entity.country} | set(others)
    return f";{';'.join(sorted(known))};" if known else ""


def _event_columns(event: Event) -> Row:
    return {
        "record_id": event.event_id,
        "event_type": event.event_type,
        "mode": event.mode,
        "modality": event.modality,
        "quad_code": event.quad_code,
        "pair": pair_of([*_first_countries(event.actors, event.recipients)]),
        "countries": _countries([*event.actors, *event.recipients]),
        "from_on": event.occurred.from_on,
        "until_on": event.occurred.until_on,
        "record": _encode(event),
    }


def _first_countries(actors: tuple[Entity, ...], recipients: tuple[Entity, ...]) -> list[str | None]:
    """Return the countries of an event so that the leading actor and the leading recipient come first."""
    leading = [entities[0].country for entities in (actors, recipients) if entities]
    return [*leading, *(entity.country for entity in (*actors, *recipients))]


def _statement_columns(statement: Statement) -> Row:
    speaker = statement.speaker
    return {
        "record_id": statement.statement_id,
        "speaker": speaker.name if speaker else None,
        "countries": _countries([speaker, statement.spokesperson_for]),
        "is_quoted": statement.is_quoted,
        "from_on": statement.said.from_on,
        "until_on": statement.said.until_on,
        "record": _encode(statement),
    }


def _red_line_columns(line: RedLine) -> Row:
    parties = [line.declarer, *line.addressees, *line.trigger.actors, *line.trigger.objects]
    return {
        "record_id": line.declaration_id,
        "line_id": line.line_id,
        "kind": line.kind,
        "type": line.type,
        "declarer_country": line.declarer.country,
        "countries": _countries(parties, *(line.area.countries if line.area else ())),
        "strength": line.strength,
        "from_on": line.said.from_on,
        "until_on": line.said.until_on,
        "record": _encode(line),
    }


def _place_columns(place: Place) -> Row:
    return {
        "record_id": place.place_id,
        "geonames_id": place.geonames_id,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "pair": pair_of(place.border.countries) if place.border else None,
        "distance_km": place.border.distance_km if place.border else None,
        "record": _encode(place),
    }


def _time_columns(time: Time) -> Row:
    return {"kind": time.kind, "from_on": time.from_on, "until_on": time.until_on, "record": _encode(time)}
