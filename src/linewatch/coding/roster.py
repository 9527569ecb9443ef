"""The actors of an article as a list: each once, with all mentions. Takes a scene and its statements, gives entities.

Here the first person joins its speaker: who says "I" is known only when the statements are.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from linewatch.coding.attribution import Attribution
from linewatch.coding.cast import MOST_MENTIONS, entity_of, is_first_person
from linewatch.coding.scene import Scene
from linewatch.records import Entity, Span


def code_actors(scene: Scene, attribution: Attribution) -> tuple[Entity, ...]:
    """Return the actors in the order of their first mentions, each as that mention."""
    found: dict[int, Entity] = {}
    for head in sorted(scene.cast.by_head):
        for mention, actor in scene.cast.by_head[head]:
            found.setdefault(id(actor), entity_of(mention, actor))
    spoken = _first_persons(scene, attribution)
    actors = [_with_mentions(entity, spoken) for entity in found.values()]
    return tuple(sorted(actors, key=lambda entity: (entity.start, entity.end)))


def _first_persons(scene: Scene, attribution: Attribution) -> dict[tuple[int, int], list[Span]]:
    """Return the words of the first person under the ends of the mention by which their speaker is recorded."""
    found: dict[tuple[int, int], list[Span]] = {}
    for token in filter(is_first_person, scene.doc):
        statement = attribution.at(token)
        if statement is not None and statement.speaker is not None:
            found.setdefault((statement.speaker.start, statement.speaker.end), []).append(_span(token))
    return found


def _with_mentions(entity: Entity, spoken: dict[tuple[int, int], list[Span]]) -> Entity:
    more = [span for mention in entity.mentions for span in spoken.get((mention.start, mention.end), ())]
    mentions = sorted({*entity.mentions, *more}, key=lambda span: (span.start, span.end))
    return replace(entity, mentions=tuple(mentions[:MOST_MENTIONS]))


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token), token.text)
