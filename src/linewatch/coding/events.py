"""Who did what to whom: event words of the lexicon, their frames filled from the parse. Takes a scene, gives records.

Per trigger: the sense that fits, actors and recipients by the sense's slots, modality, the type that PLOVER gives to
that modality, the statement that it stands in, day and place of its clause. What lacks both an actor and a recipient is
no event. Source: PLOVER manual, chapters 2 and 3; decisions in data/plover.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Token

from linewatch.coding.forms import CONDITIONAL
from linewatch.coding.modality import PURPOSE, Reading, read_modality
from linewatch.coding.scene import Scene
from linewatch.coding.senses import Group, Sense
from linewatch.coding.slots import Slots
from linewatch.coding.statements import innermost
from linewatch.coding.syntax import children, owners, sentence_span, token_span
from linewatch.coding.triggers import Trigger, read_trigger
from linewatch.ontology import Ontology
from linewatch.records import Entity, Event, Interval, Modality, RedLine, Statement, content_id

_OBLIGATIONS = frozenset({"must", "should", "ought", "need", "solution", "require", "necessary"})
_OLD = timedelta(days=365)
_VERBAL = frozenset({1, 3})  # quad codes of cooperation and conflict in words


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event in the making: the words, the sense, the parties and how it stands."""

    trigger: Token
    event_type: str
    mode: str | None
    group: Group
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    reading: Reading
    modality: Modality
    statement: Statement | None
    score: float
    explanation: str


def code_events(
    scene: Scene, statements: tuple[Statement, ...], red_lines: tuple[RedLine, ...]
) -> tuple[Event, ...]:
    """Return the events of the article in the order of their triggers; later reports of one occurrence point back.

    An act that would cross a declared line has not happened: it is the line's trigger and no event.
    """
    supposed = [span for line in red_lines if line.trigger.form in CONDITIONAL for span in line.trigger.spans]
    triggers: list[Trigger] = []
    taken: set[int] = set()
    for token in scene.doc:
        if token.i in taken:
            continue
        trigger = read_trigger(token)
        if trigger is not None and not any(span.start <= token.idx < span.end for span in supposed):
            taken |= trigger.used
            triggers.append(trigger)
    drafts = [draft for trigger in triggers if (draft := _draft(scene, statements, trigger)) is not None]
    return tuple(_point_back([_record(scene, draft) for draft in drafts]))


def _draft(scene: Scene, statements: tuple[Statement, ...], trigger: Trigger) -> _Draft | None:
    """Return the event that a trigger makes, or None when no party is known or the modality drops it."""
    token, group, slots, is_noun = trigger.token, trigger.group, trigger.slots, trigger.is_noun
    statement = innermost(statements, token.idx, token.idx + len(token))
    speaker = statement.speaker if statement else None
    actors = _parties(scene, slots, ("by", *group.actor_nouns) if is_noun else group.actor, speaker)
    recipients = _parties(scene, slots, group.recipient_nouns if is_noun else group.recipient, speaker)
    if not recipients and not is_noun and Ontology.open().quad_code(group.event_type) in _VERBAL:
        recipients = _clause_parties(scene, slots, speaker, actors)
    if group.both or (is_noun and group.event_type == "CONSULT" and group.mode != "visit"):
        shared = _parties(scene, slots, ("between", "with", "among", "and"), speaker)
        parties = _distinct([*actors, *recipients, *shared])
        if len(parties) < 2 and is_noun:
            parties = _distinct([*parties, *_parties(scene, slots, ("subj",), speaker)])
        actors, recipients = parties, ()
    recipients = tuple(entity for entity in recipients if not _is_among(entity, actors))
    if not (actors or recipients) or (group.speech and not recipients) or (group.both and len(actors) < 2):
        return None
    return _with_modality(token, trigger.sense, actors, recipients, read_modality(token), statement)


def _with_modality(
    token: Token,
    sense: Sense,
    actors: tuple[Entity, ...],
    recipients: tuple[Entity, ...],
    reading: Reading,
    statement: Statement | None,
) -> _Draft | None:
    """Return the draft with the type that PLOVER gives to its modality."""
    group, ontology = sense.group, Ontology.open()
    why = f'lexicon {group.id}: "{sense.entry.text}"'
    score = round(sense.weight * (0.9 if actors and recipients else 0.75) * (0.9 if reading.cue else 1.0), 3)
    speaker = statement.speaker if statement else None
    if speaker and actors and (reading.cue or "").lower() in _OBLIGATIONS and not _is_among(speaker, actors):
        mode = ontology.carried_mode("REQUEST", group.event_type, group.mode)
        note = f'{why}; "{reading.cue}" by a speaker about another makes it a REQUEST'
        return _Draft(token, "REQUEST", mode, group, (speaker,), actors, reading, "actual", statement, score, note)
    if reading.cue == PURPOSE:
        return None
    if reading.modality == "actual":
        return _Draft(
            token, group.event_type, group.mode, group, actors, recipients, reading, "actual", statement, score, why
        )
    modal = ontology.modal_type(group.event_type, reading.modality, "future" if reading.is_future else "past")
    if modal is None:
        return None
    if modal == group.event_type:
        modality: Modality = reading.modality
        return _Draft(
            token,
            modal,
            group.mode,
            group,
            actors,
            recipients,
            reading,
            modality,
            statement,
            score,
            f'{why}; {reading.modality} by "{reading.cue}"',
        )
    mode = ontology.carried_mode(modal, group.event_type, group.mode)
    note = f'{why}; {reading.modality} by "{reading.cue}": {group.event_type} becomes {modal}'
    return _Draft(token, modal, mode, group, actors, recipients, reading, "actual", statement, score, note)


def _parties(scene: Scene, slots: Slots, names: Iterable[str], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return the entities of the first slot that has any; coordination counts as one slot."""
    for name in names:
        found = _distinct(entity for token in slots.get(name, []) for entity in _entities(scene, token, speaker))
        if found:
            return found
    return ()


def _entities(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands behind a token: the cast's actors, the nation of an adjective, the owner of a thing."""
    found = scene.cast.entities(token, speaker)
    if found:
        return found
    nation = scene.book.country(token.text)
    if nation is not None:
        span = token_span(scene.doc, token.i, token.i + 1)
        rule = f"countries.toml:{nation.how}"
        return (Entity(span.text, span.start, span.end, span.text, None, nation.iso3, "GOV", "state", (span,), rule),)
    if token.pos_ in {"NOUN", "PROPN"}:
        for owner in owners(token):
            found = _entities(scene, owner, speaker) if owner.i != token.i else ()
            if found:
                return found
    return ()


def _clause_parties(scene: Scene, slots: Slots, speaker: Entity | None, actors: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return whom the governed clause concerns: its subject ("demanded that X leave"), else its object."""
    for clause in [*slots.get("ccomp", []), *slots.get("xcomp", [])]:
        for token in [*children(clause, "nsubj"), *children(clause, "obj"), *children(clause, "obl")]:
            found = [entity for entity in _entities(scene, token, speaker) if not _is_among(entity, actors)]
            if found:
                return _distinct(found)
    return ()


def _distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities, each actor once."""
    found: dict[tuple[str, str | None], Entity] = {}
    for entity in entities:
        found.setdefault((entity.name.casefold(), entity.country), entity)
    return tuple(found.values())


def _is_among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.name.casefold() == other.name.casefold() and entity.country == other.country for other in others)


def _record(scene: Scene, draft: _Draft) -> Event:
    """Return the record of a draft with its day, its place and PLOVER's numbers."""
    ontology = Ontology.open()
    article_id = scene.article.article_id
    trigger = token_span(scene.doc, draft.trigger.i, draft.trigger.i + 1)
    place = scene.where(draft.trigger)
    occurred = _occurred(scene, draft)
    group = draft.group
    is_own_type = draft.event_type == group.event_type
    return Event(
        event_id=content_id("evt", article_id, draft.event_type, draft.mode, trigger.start, trigger.end),
        event_type=draft.event_type,
        mode=draft.mode,
        contexts=group.contexts,
        cameo_code=group.cameo if is_own_type and group.cameo else ontology.cameo_for(draft.event_type, draft.mode),
        quad_code=ontology.quad_code(draft.event_type),
        intensity=ontology.intensity(draft.event_type, draft.mode),
        actors=draft.actors,
        recipients=draft.recipients,
        place_id=place.place_id if place else None,
        occurred=occurred,
        modality=_historical(scene, draft, occurred),
        statement_id=draft.statement.statement_id if draft.statement else None,
        fatalities=None,
        trigger=trigger,
        evidence=sentence_span(draft.trigger),
        score=draft.score,
        explanation=draft.explanation,
    )


def _occurred(scene: Scene, draft: _Draft) -> Interval:
    """Return the days of the event: its clause's, or for words said inside a statement that statement's."""
    own = scene.when(draft.trigger)
    if own.from_on is not None or draft.statement is None:
        return own
    is_verbal_act = draft.event_type != draft.group.event_type or draft.group.speech
    said = draft.statement.said
    return replace(said, method=f"statement:{said.method}") if is_verbal_act and said.from_on else own


def _historical(scene: Scene, draft: _Draft, occurred: Interval) -> Modality:
    """Return "historical" for what ended more than a year before publication, else the draft's modality."""
    published = scene.article.published_on
    is_old = published and occurred.until_on and published - occurred.until_on > _OLD
    return "historical" if is_old and draft.modality == "actual" else draft.modality


def _point_back(events: list[Event]) -> list[Event]:
    """Return the events with `same_as` set on later reports of the same occurrence within the article."""
    pointed: list[Event] = []
    for event in events:
        first = next((other for other in pointed if other.same_as is None and _is_same(other, event)), None)
        pointed.append(replace(event, same_as=first.event_id) if first else event)
    return pointed


def _is_same(one: Event, other: Event) -> bool:
    """Say whether two events may be one occurrence: same type, parties and modality, no contradicting day or place."""
    if (one.event_type, one.modality) != (other.event_type, other.modality):
        return False
    if _codes(one.actors) != _codes(other.actors) or _codes(one.recipients) != _codes(other.recipients):
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    days = one.occurred.from_on, other.occurred.from_on
    places = one.place_id, other.place_id
    return all(None in pair or pair[0] == pair[1] for pair in (days, places))


def _codes(entities: Sequence[Entity]) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((entity.country, entity.sector) for entity in entities)
