"""Who did what to whom: event words of the lexicon, their frames filled from the parse. Takes a scene, gives records.

Per trigger: the sense that fits, actors and recipients by the sense's slots, modality, the type that PLOVER gives to
that modality, the statement that it stands in, day and place of its clause. What lacks both an actor and a recipient is
no event. Source: PLOVER manual, chapters 2 and 3; decisions in data/plover.toml.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from linewatch.coding.attribution import Attribution
from linewatch.coding.drafts import Draft
from linewatch.coding.forms import CONDITIONAL
from linewatch.coding.governors import join_governed
from linewatch.coding.manner import join_manners
from linewatch.coding.modality import PURPOSE, is_bygone, is_question, read_modality
from linewatch.coding.occurrences import join_reports
from linewatch.coding.parties import actors_of, distinct, is_among, parties_of, sides_of
from linewatch.coding.recipients import recipients_of
from linewatch.coding.relations import settle
from linewatch.coding.scene import Scene
from linewatch.coding.senses import Group
from linewatch.coding.standing import keep_standing
from linewatch.coding.syntax import agent, children, sentence_span, token_span
from linewatch.coding.triggers import Trigger, read_trigger
from linewatch.coding.warnings import is_only_told
from linewatch.ontology import Ontology
from linewatch.records import Event, Interval, Modality, RedLine, content_id

_OBLIGATIONS = frozenset({"must", "should", "ought", "need", "solution", "require", "necessary"})
_OLD = timedelta(days=365)
_ONE_SIDED = frozenset({"visit", "third-party"})  # modes of CONSULT in which one party comes to others
_FORCE = 4  # quad code of conflict in deeds
_DEEDS = frozenset({2, _FORCE})
_DEMAND = Group("demand", "REQUEST", speech=True)


def code_events(scene: Scene, attribution: Attribution, red_lines: tuple[RedLine, ...]) -> tuple[Event, ...]:
    """Return the events of the article in the order of their triggers, each occurrence once."""
    drafts, words = draft_events(scene, attribution, red_lines)
    declared = [line.evidence for line in red_lines]
    settled = join_manners(settle(scene, attribution, drafts, words, declared))
    return join_reports([_record(scene, draft) for draft in keep_standing(scene, settled)])


def draft_events(
    scene: Scene, attribution: Attribution, red_lines: tuple[RedLine, ...]
) -> tuple[list[Draft], list[Token]]:
    """Return what the lexicon makes of the article, and all words of events that it found, drafts or not.

    An act that would cross a declared line has not happened: it is the line's trigger and no event.
    """
    supposed = [span for line in red_lines if line.trigger.form in CONDITIONAL for span in line.trigger.spans]
    drafts: list[Draft] = []
    words: list[Token] = []
    taken: set[int] = set()
    asked = {token.i for sentence in scene.doc.sents if is_question(sentence) for token in sentence}
    for token in scene.coded_tokens():
        if token.i in asked or token.i in taken or any(span.start <= token.idx < span.end for span in supposed):
            continue
        trigger = read_trigger(token, scene.knowledge.lexicon)
        if trigger is not None:
            taken |= trigger.used
            words.append(token)
            draft = _draft(scene, attribution, trigger)
        else:
            draft = _read_demand(scene, attribution, token)
        if draft is not None:
            drafts.append(draft)
    return join_governed(drafts), words


def _draft(scene: Scene, attribution: Attribution, trigger: Trigger) -> Draft | None:
    """Return the event that a trigger makes, or None when no party is known or the modality drops it."""
    token, group, slots, is_noun = trigger.token, trigger.group, trigger.slots, trigger.is_noun
    statement = attribution.at(token)
    speaker = statement.speaker if statement else None
    actors = (actors_of(scene, slots, ("by", *group.actor_nouns), speaker) if is_noun
              else parties_of(scene, slots, group.actor, speaker))  # fmt: skip
    recipients = recipients_of(scene, trigger, group.recipient_nouns if is_noun else group.recipient, actors, speaker)
    if group.both or (is_noun and group.event_type == "CONSULT" and group.mode not in _ONE_SIDED):
        shared = parties_of(scene, slots, ("between", "with", "among", "and"), speaker)
        parties = distinct([*actors, *recipients, *shared])
        if len(parties) < 2 and is_noun:
            parties = distinct([*parties, *parties_of(scene, slots, ("subj",), speaker)])
        actors, recipients = parties, ()
    others = tuple(entity for entity in recipients if not is_among(entity, actors))
    if is_noun and recipients and not others:
        is_suffered = _is_suffered(group, scene) and all(is_among(entity, recipients) for entity in actors)
        actors, others = ((), recipients) if is_suffered else sides_of(scene, token, slots, actors, speaker)
    is_mutual = not (group.both or is_noun or others) and min(len(actors), len(recipients)) > 1  # "blamed each other"
    recipients = recipients if is_mutual else others
    if not (actors or recipients) or (group.speech and not recipients) or (group.both and len(actors) < 2):
        return None
    if is_only_told(scene, trigger, actors, recipients):
        return None
    reading, sense = read_modality(token), trigger.sense
    score = sense.weight * (0.9 if actors and recipients else 0.75) * (0.9 if reading.cue else 1.0)
    draft = Draft(
        trigger=token,
        event_type=group.event_type,
        mode=group.mode,
        group=group,
        actors=actors,
        recipients=recipients,
        reading=reading,
        modality="actual",
        statement=statement,
        score=round(score, 3),
        explanation=f'lexicon {group.id}: "{sense.entry.text}"',
    )
    return _with_modality(draft, scene.knowledge.ontology)


def _is_suffered(group: Group, scene: Scene) -> bool:
    """Say whether what stands after "of" suffers the deed of a noun: "the murder of four envoys"."""
    return group.recipient_nouns[:1] == ("of",) and scene.knowledge.ontology.quad_code(group.event_type) in _DEEDS


def _with_modality(draft: Draft, ontology: Ontology) -> Draft | None:
    """Return the draft with the type that PLOVER gives to its modality, or None where that drops it."""
    reading = draft.reading
    speaker = draft.statement.speaker if draft.statement else None
    cue = (reading.cue or "").lower()
    if speaker and draft.actors and cue in _OBLIGATIONS and not is_among(speaker, draft.actors):
        mode = ontology.carried_mode("REQUEST", draft.event_type, draft.mode)
        note = f'{draft.explanation}; "{reading.cue}" by a speaker about another makes it a REQUEST'
        asked = replace(draft, actors=(speaker,), recipients=draft.actors, is_by_rule=True)
        return replace(asked, event_type="REQUEST", mode=mode, explanation=note)
    if reading.modality == "actual" or (reading.is_tried and _is_violent(draft)):
        return draft
    if reading.is_denied:
        return replace(draft, modality="negated", explanation=f'{draft.explanation}; denied by "{reading.cue}"')
    modal = ontology.modal_type(draft.event_type, reading.modality, "future" if reading.is_future else "past")
    is_force = ontology.quad_code(draft.event_type) == _FORCE
    if modal is None or reading.cue == PURPOSE or reading.is_void or (reading.is_hindered and is_force):
        return None
    note = f'{draft.explanation}; {reading.modality} by "{reading.cue}"'
    if modal == draft.event_type:
        return replace(draft, modality=reading.modality, explanation=note)
    mode = ontology.carried_mode(modal, draft.event_type, draft.mode)
    return replace(draft, event_type=modal, mode=mode, explanation=f"{note}: {draft.event_type} becomes {modal}")


def _is_violent(draft: Draft) -> bool:
    """Say whether to try is to do: CAMEO counts an attempt to assassinate among assaults, and who storms riots."""
    return draft.event_type == "ASSAULT" or (draft.event_type, draft.mode) == ("PROTEST", "riot")


def _read_demand(scene: Scene, attribution: Attribution, verb: Token) -> Draft | None:
    """Return the REQUEST of a speaker who says that another must do what the lexicon has no word for."""
    if verb.pos_ != "VERB" or not any(child.lower_ in _OBLIGATIONS for child in children(verb, "aux")):
        return None
    statement = attribution.at(verb)
    speaker = statement.speaker if statement else None
    subject = agent(verb)
    if speaker is None or subject is None:
        return None
    bound = tuple(entity for entity in scene.cast.entities(subject, speaker) if entity.country or entity.sector)
    if not bound or is_among(speaker, bound) or all(entity.country == speaker.country for entity in bound):
        return None
    reading = read_modality(verb)
    note = f'rule events.demand: "{reading.cue}" by a speaker about another'
    return Draft(
        verb, "REQUEST", None, _DEMAND, (speaker,), bound, reading, "actual", statement, 0.5, note, is_by_rule=True
    )


def _record(scene: Scene, draft: Draft) -> Event:
    """Return the record of a draft with its day, its place and PLOVER's numbers."""
    ontology = scene.knowledge.ontology
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
        evidence=(sentence_span(draft.trigger),),
        score=draft.score,
        explanation=draft.explanation,
    )


def _occurred(scene: Scene, draft: Draft) -> Interval:
    """Return the days of the event: its clause's, or for words said inside a statement that statement's."""
    own = scene.when(draft.trigger)
    if own.from_on is not None or draft.statement is None:
        return own
    is_verbal_act = draft.event_type != draft.group.event_type or draft.group.speech
    said = draft.statement.said
    return replace(said, method=f"statement:{said.method}") if is_verbal_act and said.from_on else own


def _historical(scene: Scene, draft: Draft, occurred: Interval) -> Modality:
    """Return "historical" for what lies years back, by its clause or its day, else the draft's modality."""
    published = scene.article.published_on
    if is_bygone(draft.trigger) and draft.modality == "actual":
        return "historical"
    is_old = published and occurred.until_on and published - occurred.until_on > _OLD
    return "historical" if is_old and draft.modality == "actual" else draft.modality
