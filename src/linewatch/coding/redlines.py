"""Declared red lines: who draws which line, against whom, with what threatened. Takes a scene, gives records.

A form of declaration becomes a record when somebody with authority stands behind it: the speaker of the statement, or
the subject where the article itself tells it. One sentence declares one line; later declarations of the same line in
the article share its `line_id` and are reaffirmations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from linewatch.coding.areas import find_area
from linewatch.coding.attribution import Attribution
from linewatch.coding.deadlines import find_deadline
from linewatch.coding.forms import Form, find_forms, response_type
from linewatch.coding.holders import codes_of
from linewatch.coding.identity import agree
from linewatch.coding.lineparties import acting_parties, is_warned
from linewatch.coding.linewords import words
from linewatch.coding.modality import is_negated
from linewatch.coding.readings import Reading
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import (
    agent,
    is_passive,
    preposition,
    sentence_span,
    surface_subject,
    token_span,
    with_preposition,
)
from linewatch.coding.toldlines import has_authority, is_relayed, strength_of, told_line
from linewatch.coding.triggeracts import name_act
from linewatch.coding.triggers import read_trigger
from linewatch.records import Entity, RedLine, Response, Statement, Trigger, content_id

FOUND = 0.95
"""A sentence declares a line from this share on."""
CONFIRMED = 0.4
"""The same where a rule finds one, too."""
NEAR = 3
"""So many sentences away at most stands somebody who could draw the line."""
_SAME_LINE = 0.3  # share of content lemmas of two triggers from which they are the same line


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who stands behind a declaration."""

    declarer: Entity
    spokesperson: Entity | None
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the rules find in a sentence; `is_certain` says that it stands where the reader says no."""

    line: RedLine
    is_certain: bool


def code_red_lines(scene: Scene, attribution: Attribution) -> tuple[RedLine, ...]:
    """Return the declarations of the article in text order."""
    rules = {
        sentence.start: rule
        for sentence in scene.doc.sents
        if (rule := _read_sentence(scene, attribution, sentence)) is not None
    }
    readings = read_lines(scene, rules)
    settled = (
        _settle(scene, attribution, rules.get(start), readings.get(start)) for start in sorted({*rules, *readings})
    )
    lines: list[RedLine] = []
    for line in _each_once(line for line in settled if line is not None):
        lines.append(_join_line(lines, line))
    return tuple(lines)


def _each_once(lines: Iterable[RedLine]) -> list[RedLine]:
    """Return the lines without those that tell of one told better: of one declarer, in sentences that both share."""
    kept: list[RedLine] = []
    for line in lines:
        last = kept[-1] if kept else None
        is_same = last is not None and line.evidence.start < last.evidence.end and _has_one_voice(last, line)
        if not is_same:
            kept.append(line)
        elif line.score > kept[-1].score:
            kept[-1] = line
    return kept


def _has_one_voice(one: RedLine, other: RedLine) -> bool:
    return (one.declarer.country or one.declarer.name) == (other.declarer.country or other.declarer.name)


def read_lines(scene: Scene, told: Collection[int] = ()) -> dict[int, Reading]:
    """Return what the reader tells of the sentences that may hold a trigger, by their first tokens.

    Args:
        told: first tokens of sentences in which a rule finds a line.
    """
    reader = scene.knowledge.lines
    if reader is None:
        return {}
    starts = {*reader.worth_asking(scene.doc, _may_hold_line(scene)), *told}
    if not starts:
        return {}
    return {scene.doc[answer.start].sent.start: Reading(scene.doc, answer) for answer in reader.read(scene.doc, starts)}


def _may_hold_line(scene: Scene) -> set[int]:
    """Return the first tokens of the sentences with a word of red lines and somebody near who could draw one."""
    signals = frozenset(words()["reader"]["signals"])
    sentences = list(scene.doc.sents)
    numbers = {token: number for number, part in enumerate(sentences) for token in range(part.start, part.end)}
    drawing = {
        numbers[place]
        for place in scene.cast.by_head
        if any(has_authority(entity) for entity in scene.cast.at(scene.doc[place]))
    }
    return {
        sentence.start
        for number, sentence in enumerate(sentences)
        if any(near in drawing for near in range(number - NEAR, number + NEAR + 1))
        and any(token.lower_ in signals for token in sentence)
    }


def _settle(scene: Scene, attribution: Attribution, ruled: _Ruled | None, reading: Reading | None) -> RedLine | None:
    """Return the declaration of a sentence as rules and reader agree on it; a form that is certain stands alone."""
    rule = ruled.line if ruled else None
    if reading is None or (ruled is not None and ruled.is_certain and reading.share < CONFIRMED):
        return rule
    if reading.share < (FOUND if rule is None else CONFIRMED):
        return None
    line = told_line(scene, attribution, reading, rule)
    if line is not None and rule is None and _is_long_past(scene, scene.doc[reading.answer.start].sent.root):
        return None
    return None if line is None else replace(line, line_id=_line_id(line.declarer, line.trigger))


def _read_sentence(scene: Scene, attribution: Attribution, sentence: TokenSpan) -> _Ruled | None:
    """Return the declaration of a sentence: its most trusted form with a voice and an act to cross it, or None."""
    for form in (forms := find_forms(sentence, scene.knowledge.lexicon)):
        voice = _voice(scene, attribution, form)
        if voice is not None and _can_be_crossed(scene, form, voice) and not _is_bygone(scene, form):
            return _Ruled(_record(scene, form, forms, voice), form.is_certain)
    return None


def _can_be_crossed(scene: Scene, form: Form, voice: _Voice) -> bool:
    """Say whether the trigger is an act that crosses a line: no request or offer, and where needed another's act.

    What is called a red line by its name may be any act, also a visit or a deal.
    """
    if form.name != "red_line" and _act(scene, form)[0] in words()["no_acts"]:
        return False
    if not form.is_loose:
        return True
    subject = surface_subject(form.trigger_head)
    acting = scene.cast.entities(subject, voice.declarer) if subject is not None else ()
    return any(entity.country and entity.country != voice.declarer.country for entity in acting)


def _voice(scene: Scene, attribution: Attribution, form: Form) -> _Voice | None:
    """Return who declares: the acting state named in the words, else the speaker, else the narrated subject."""
    cue = form.response_head if form.response_head is not None and form.trust < 2 else form.cue
    told = attribution.at(cue)
    medium = told.speaker if told is not None and is_relayed(told) else None
    statement = told if medium is None else None
    speaker = statement.speaker if statement else None
    actor = _acting(scene, cue, form, speaker)
    if medium is not None and actor is not None and not agree(actor.country, medium.country):
        return None  # what another country's paper says of it
    if form.owner is not None and speaker is not None:
        owned = scene.cast.entities(form.owner, speaker)
        if owned and owned[0].name != speaker.name and owned[0].country and agree(owned[0].country, speaker.country):
            return _Voice(owned[0], speaker, statement) if has_authority(owned[0]) else None
    body = statement.spokesperson_for if statement else None
    if speaker is not None and not has_authority(body or speaker):
        return None
    if actor is not None and speaker is not None and agree(actor.country, speaker.country):
        is_other = actor.name != speaker.name and speaker.kind == "person"
        return _Voice(actor, speaker if is_other else None, statement) if has_authority(actor) else None
    if speaker is not None and statement is not None:
        return _Voice(body, speaker, statement) if body else _Voice(speaker, None, statement)
    if actor is not None and statement is None and form.trust < 3:
        return _Voice(actor, None, None) if has_authority(actor) and actor.country else None
    return None


def _acting(scene: Scene, cue: Token, form: Form, speaker: Entity | None) -> Entity | None:
    """Return the actor that the words themselves name as the one who will respond or not tolerate."""
    verb = cue if cue.pos_ == "VERB" else form.cue
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    subject = agent(verb)
    if subject is None or form.trigger[0] <= subject.i < form.trigger[1]:
        return None
    found = scene.cast.entities(subject, speaker)
    return found[0] if found else None


def _is_bygone(scene: Scene, form: Form) -> bool:
    """Say whether the declaration is history: told in a finished past or dated more than a year before the report."""
    head = form.response_head or form.cue
    root = head.sent.root
    if _is_long_past(scene, root):
        return True
    return any(child.lower_ == "had" for child in root.children) and root != head


def _is_long_past(scene: Scene, head: Token) -> bool:
    """Say whether a clause is dated more than a year before the report."""
    days, published = scene.when(head), scene.article.published_on
    return bool(published and days.until_on and (published - days.until_on).days > 365)


def _record(scene: Scene, form: Form, forms: list[Form], voice: _Voice) -> RedLine:
    """Return the record of a form with its voice."""
    article_id = scene.article.article_id
    trigger = _trigger(scene, form, forms, voice.declarer)
    response = _response(scene, form)
    evidence = sentence_span(form.cue)
    sentence = form.cue.sent
    ranges = [form.trigger, *[other.trigger for other in forms], *([form.response] if form.response else [])]
    addressees = _addressees(scene, form, voice)
    warned = codes_of(addressees)
    area = find_area(scene, ranges, voice.declarer, warned) or find_area(
        scene, [(sentence.start, sentence.end)], voice.declarer, warned, is_named=False
    )
    telling = [token for token in sentence if not form.trigger[0] <= token.i < form.trigger[1]]  # not "attacks again"
    is_again = any(token.lemma_.lower() in words()["again"]["words"] for token in telling)
    said = voice.statement.said if voice.statement else scene.when(form.cue)
    due = _due(scene, form) if form.is_compellent else None
    names = ", ".join(dict.fromkeys(other.name for other in forms))
    return RedLine(
        declaration_id=content_id("dcl", article_id, evidence.start, trigger.spans[0].start),
        line_id=_line_id(voice.declarer, trigger),
        kind="denial"
        if form.name == "red_line" and is_negated(form.cue)
        else "reaffirmation"
        if is_again
        else "declaration",
        type="compellent" if form.is_compellent else "deterrent",
        declarer=voice.declarer,
        spokesperson=voice.spokesperson,
        addressees=addressees,
        trigger=trigger,
        area=area,
        deadline=None if due is None else find_deadline(scene, due, said),
        response=response,
        assurance=None,
        said=said,
        statement_id=voice.statement.statement_id if voice.statement else None,
        strength=strength_of(response),
        evidence=evidence,
        score=round(0.85 - 0.05 * max(form.trust, 0), 2),
        explanation=f'rule redlines.{form.name} at "{form.cue.text}" (forms in the sentence: {names})',
    )


def _due(scene: Scene, form: Form) -> TokenSpan | None:
    """Return the words of the deadline of a demand: a time after "by" and the like, or an ultimatum's span of time."""
    for marker, time in scene.times_in_sentence(form.cue):
        leads = preposition(marker) in words()["ultimatum"]["leads"]
        if leads or (form.name == "ultimatum" and time.kind == "duration"):
            span = time.span
            return scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    return None


def _trigger(scene: Scene, form: Form, forms: list[Form], declarer: Entity) -> Trigger:
    """Return the trigger with its act in PLOVER's terms and its parties."""
    span = token_span(scene.doc, *form.trigger)
    spans = [span]
    for other in (token_span(scene.doc, *other.trigger) for other in forms):
        if all(other.end <= known.start or known.end <= other.start for known in spans):
            spans.append(other)
    event_type, mode = _act(scene, form)
    named = name_act(scene.doc[slice(*form.trigger)])
    if named is not None and named.event_type != event_type:
        event_type, mode = named.event_type, None
    head = form.trigger_head
    subject = surface_subject(head) if head.pos_ in {"VERB", "AUX"} else head
    actors = scene.cast.entities(subject, declarer) if subject is not None else ()
    return Trigger(tuple(spans), span.text, event_type, mode, actors, (), form.name)


def _act(scene: Scene, form: Form) -> tuple[str | None, str | None]:
    """Return type and mode of the act in the trigger: its first word that the lexicon or the table of acts knows."""
    tokens = [form.trigger_head, *(scene.doc[i] for i in range(*form.trigger))]
    for token in tokens:
        if token.pos_ not in {"VERB", "NOUN"}:
            continue
        if token.lemma_.lower() in words()["acts"]:
            return words()["acts"][token.lemma_.lower()], None
        trigger = read_trigger(token, scene.knowledge.lexicon)
        if trigger is not None:
            return trigger.group.event_type, trigger.group.mode
    return None, None


def _response(scene: Scene, form: Form) -> Response | None:
    """Return what is threatened, or None where the words only name the line."""
    if form.response is None or form.response_head is None:
        return None
    start, end = form.response
    if start < form.trigger[0] < end:  # "will shoot down any drone": the drone is the trigger
        end = form.trigger[0]
    span = token_span(scene.doc, start, end)
    head = form.response_head
    lexicon = scene.knowledge.lexicon
    named = response_type(head, lexicon)
    if named is None or head.lemma_.lower() in words()["response"]["vague_verbs"]:
        means = [noun for name in ("with", "by") for noun in with_preposition(head, name)]  # "answered with airstrikes"
        named = next((known for noun in means if (known := response_type(noun, lexicon)) is not None), None)
    if named is None:
        return Response(span, "ASSAULT", "violence", "vague")
    event_type, mode = named
    threatened = scene.knowledge.ontology.carried_mode("THREATEN", event_type, mode)
    return Response(span, event_type, threatened, "explicit")


def _addressees(scene: Scene, form: Form, voice: _Voice) -> tuple[Entity, ...]:
    """Return who is warned: the object of the warning, those told, else the states and forces named in the trigger."""
    told = scene.cast.entities(form.addressee)
    if not told and voice.statement is not None:
        told = tuple(entity for entity in voice.statement.addressees if entity.country or has_authority(entity))
    if not told:
        told = tuple(acting_parties(scene, scene.doc[slice(*form.trigger)]))
    own = voice.declarer
    if not any(entity.country and is_warned(entity, own) for entity in told):
        beside = [entity for token in form.cue.sent for entity in scene.cast.entities(token) if entity.kind == "state"]
        others = {entity.country for entity in beside} - {own.country}
        told = (*told, *(entity for entity in beside if len(others) == 1))
    return tuple({entity.name: entity for entity in told if is_warned(entity, own)}.values())


def _key_words(trigger: Trigger) -> frozenset[str]:
    """Return the content words of a trigger, folded, that tell it from others."""
    found = " ".join(span.text for span in trigger.spans).lower().replace("’", "'").split()
    return frozenset(word.strip("\"'“”,.;:()") for word in found if len(word) > 3)


def _line_id(declarer: Entity, trigger: Trigger) -> str:
    return content_id("line", declarer.country or declarer.name, *sorted(_key_words(trigger)))


def _join_line(lines: list[RedLine], line: RedLine) -> RedLine:
    """Return the declaration under the `line_id` of an earlier one in the article that draws the same line."""
    for earlier in lines:
        if _is_same_line(earlier, line):
            kind = line.kind if line.kind != "declaration" else "reaffirmation"
            return replace(line, line_id=earlier.line_id, kind=kind)
    return line


def _is_same_line(one: RedLine, other: RedLine) -> bool:
    """Say whether two declarations draw one line: same declarer, compatible area, similar trigger."""
    if not _has_one_voice(one, other):
        return False
    if one.area and other.area and one.area.kind != other.area.kind:
        return False
    ours, theirs = _key_words(one.trigger), _key_words(other.trigger)
    smaller = min(len(ours), len(theirs))
    return smaller > 0 and len(ours & theirs) / smaller > _SAME_LINE
