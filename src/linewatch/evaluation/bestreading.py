"""The best reading of a passage that is known to declare a line, where the coder finds none. Takes records, gives one.

Who declares is the last party before the verb of saying; the response begins with its modal verb or
after "or", the trigger is the clause of condition or what stands before. It is for scenarios alone, where a person has
said that the passage declares a line: of a report nobody may assume that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from linewatch.records import (
    Area,
    CodedArticle,
    Entity,
    Interval,
    RedLine,
    Response,
    Span,
    Trigger,
    content_id,
)
from linewatch.world.actors import ActorBook

_DEMANDING: Final = re.compile(
    r"\b(?:said|says|warn|told|tells|declar|announc|vow|promis|pledg|threaten|demand|order|gave|gives|barr|stat(?:ed|es)"
    r"|caution|advis|insist|swore|made it|let it|wrote|set|urg|refus)\w*"
)
_MODAL: Final = re.compile(r"\b(?:would|will|shall|'ll|’ll)\b")
_OR: Final = re.compile(r"\b(?:or|otherwise|or else)\s+(?=(?:be|face|see|risk|lose|suffer|expect)\b)")
_CONDITION: Final = re.compile(r"\b(?:if|unless|once|when|until|the moment|should|as soon as|in case)\b")
_SAYING: Final = re.compile(r"\b(?:that|said|warned|told|declared|announced|vowed)\b")
_LEAST_WORDS: Final = 12  # characters of a trigger


class _Parts(NamedTuple):
    """Half-open ranges of characters."""

    trigger: tuple[int, int]
    response: tuple[int, int] | None


def read_best_line(coded: CodedArticle, actors: Sequence[Entity]) -> RedLine | None:
    """Return the line that a passage most likely declares, None where it names nobody who could.

    Args:
        actors: all that take part in the passage, in the order of their first mentions.
    """
    text = coded.article.text
    declarer = _declarer(coded, actors)
    if declarer is None:
        return None
    parts = _split(text)
    trigger = _span(text, parts.trigger)
    others = _others(coded, actors, declarer)
    named = tuple(entity for entity in others if trigger.start <= entity.start < trigger.end)
    countries = tuple(dict.fromkeys(place.country for place in coded.places if place.country))
    response = _span(text, parts.response) if parts.response else None
    return RedLine(
        declaration_id=content_id("dcl", coded.article.article_id, 0, trigger.start),
        line_id=content_id("line", coded.article.article_id),
        kind="declaration",
        type="deterrent",
        declarer=declarer,
        spokesperson=None,
        addressees=others,
        trigger=Trigger((trigger,), trigger.text, None, None, named[:1], (), "none"),
        area=Area(trigger, "territory", countries) if countries else None,
        deadline=None,
        response=Response(response, "ASSAULT", "violence", "vague") if response else None,
        assurance=None,
        said=Interval(),
        statement_id=None,
        strength=1,
        evidence=_span(text, (0, len(text))),
        score=0.3,
        explanation="best reading of a passage that is known to declare a line",
    )


def _declarer(coded: CodedArticle, actors: Sequence[Entity]) -> Entity | None:
    """Return the last party before the verb of saying or demanding, else the first party of all."""
    text = coded.article.text
    able = [entity for entity in actors if entity.country or entity.kind == "igo"]
    verb = _DEMANDING.search(text)
    end = verb.start() if verb is not None else 0
    before = [entity for entity in able if entity.start < end] or list(_named_entities(text[:end]))
    return max(before, key=lambda entity: (entity.end, -entity.start), default=able[0] if able else None)


def _named_entities(text: str) -> Iterator[Entity]:
    """Yield the states and bodies that a text names, also where the pipeline sees no party in them."""
    for start, end, known in ActorBook.open().find_names(text):
        if known.country or known.kind == "igo":
            yield Entity(text[start:end], start, end, known.name, None, known.country, known.sector, known.kind)


def _others(coded: CodedArticle, actors: Sequence[Entity], declarer: Entity) -> tuple[Entity, ...]:
    """Return the parties beside the declarer; countries that only tell where count where there are no others."""
    own = {declarer.sector, "GOV", None}
    others = [
        entity
        for entity in actors
        if entity.name != declarer.name and not (entity.country == declarer.country and entity.sector in own)
    ]
    where = {place.span.start for place in coded.places if place.kind == "country"}
    return tuple(entity for entity in others if entity.start not in where) or tuple(others)


def _split(text: str) -> _Parts:
    """Return where trigger and response stand."""
    alternative, modal = _OR.search(text), _MODAL.search(text)
    if alternative is not None:
        return _Parts((0, alternative.start()), (alternative.end(), len(text)))
    if modal is None:
        return _Parts((0, len(text)), None)
    later = _CONDITION.search(text, modal.end())
    if later is not None:
        return _Parts((later.end(), len(text)), (modal.end(), later.start()))
    response = (modal.end(), len(text))
    for lead, least in ((_CONDITION, 1), (_SAYING, _LEAST_WORDS)):
        match = lead.search(text, 0, modal.start())
        if match is not None and modal.start() - match.end() >= least:
            return _Parts((match.end(), modal.start()), response)
    return _Parts((0, modal.start()), response)


def _span(text: str, stretch: tuple[int, int]) -> Span:
    """Return the words of a range without blanks at its ends."""
    words = text[slice(*stretch)].strip() or text[slice(*stretch)]
    start = text.index(words, stretch[0])
    return Span(start, start + len(words), words)
