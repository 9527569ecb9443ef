"""Red lines as the trained reader tells them. Takes a scene and a reading of a sentence, gives a record or None.

The reader tells which words are the parts and what their labels are; who the words mean, whose an area is and which
day a deadline names the rooms beside tell. What a rule found in the same sentence stands where the reader is silent.
"""

from __future__ import annotations

from typing import Any, Final, cast

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from linewatch.coding.areas import area_before, find_area, names_other, read_area
from linewatch.coding.attribution import Attribution
from linewatch.coding.deadlines import find_deadline
from linewatch.coding.forms import is_label
from linewatch.coding.holders import codes_of
from linewatch.coding.homes import is_locative
from linewatch.coding.linekinds import tell_kind
from linewatch.coding.lineparties import acting_parties, find_declarer, find_parties, is_warned, names_nation
from linewatch.coding.linewords import words
from linewatch.coding.modality import is_negated
from linewatch.coding.readings import PRESENT, Reading
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import children, feature, is_finite_past, phrase, relation, surface_subject, token_span
from linewatch.coding.triggeracts import name_act
from linewatch.records import Area, Entity, RedLine, Response, Span, Statement, Trigger, content_id

NONE: Final = "none"
LEAST: Final = 0.2
"""A part that a class says is there is looked for from this share of a word on."""
CERTAIN: Final = 0.9
"""Words of the trigger with this share stand against a rule that found it where the reader sees none of it."""
SURE: Final = 0.4
"""An area's words are looked for from this share on; else the rules find them in the trigger."""
NAMED: Final = 0.05
"""How likely an area has to be where the trigger names a place."""
ADDRESSED: Final = 0.5
"""Words from this share on are those of addressees."""
LABELS: Final = frozenset({"red_line", "not_tolerate", "unacceptable", "ultimatum", "should_avoid"})
"""Forms that draw a line without a response in the same breath; any other demand without one is a request."""
PLAIN: Final = 0.3
"""What a plain declaration has on top of its share, as few lines are of another kind."""
TOLD: Final = 0.8
"""What a kind that words around the trigger tell has on top of its share."""
_TRUST_RULE: Final = 0.4
"""What a label that a rule found, too, has on top of its share."""
_GUESSES: Final = ("owner", "pronoun")
"""Rules by which the country of "its minister" or "she" is known: it hangs on whom the pronoun means."""
_OPEN: Final = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART"})
"""Words with which no trigger ends."""
_TAKING_UP: Final = frozenset({"it", "there", "them", "here"})
"""Words that take up an area named before."""
_MEDIA: Final = "JRN"
_UNNAMED: Final = frozenset({"PRON", "DET", "ADV", "ADP"})
_FAR: Final = 2
"""So many sentences apart at most, trigger and response are evidence together."""


def told_line(scene: Scene, attribution: Attribution, reading: Reading, rule: RedLine | None) -> RedLine | None:
    """Return the red line of a reading, None where nobody is found who declares it.

    Args:
        rule: what the rules found in the sentence.
    """
    trigger = _trigger_words(reading, rule)
    if trigger is None:
        return None
    statement = attribution.at(trigger.root)
    if _is_agent(trigger) or _is_denied(trigger) or (statement is None and _has_happened(trigger)):
        return None
    warned = tuple(party for span in reading.parts("addressee", ADDRESSED) for party in find_parties(scene, span))
    ruled = (rule.declarer, rule.spokesperson) if rule else None
    is_known = (
        rule is not None and rule.declarer.country is not None and not _outweighs(reading, rule.declarer, trigger)
    )
    voices = ruled if is_known else _voices(scene, reading, statement, warned, trigger) or ruled
    if voices is None:
        return None
    declarer, spokesperson = voices
    if rule is None and _is_own_doing(scene, trigger, declarer):
        return None
    is_heard = statement is None or _may_speak(reading, statement, declarer)
    is_other = _is_private(declarer) or _is_counted(scene, declarer) or not _is_known(declarer)
    if not is_heard or is_other or _is_no_line(trigger.root.sent):
        return None
    addressees = _addressees(scene, declarer, warned, trigger, rule)
    response = _response(reading, rule)
    form = rule.trigger.form if rule else reading.label("form")
    if response is not None and _asks(response, trigger.root.sent):
        return None
    if (response is None and form not in LABELS) or (rule is None and _is_one_act(trigger, response)):
        return None
    said = statement.said if statement else scene.when(trigger.root)
    due = reading.part("deadline")
    evidence = _evidence(reading, trigger, response)
    return RedLine(
        declaration_id=content_id("dcl", scene.article.article_id, evidence.start, trigger.start_char),
        line_id="",  # it depends on the other lines of the article
        kind=cast(Any, _kind(reading, rule, trigger)),
        type=cast(Any, reading.label("line type", {rule.type: _TRUST_RULE} if rule else None)),
        declarer=declarer,
        spokesperson=spokesperson,
        addressees=addressees,
        trigger=_trigger(scene, reading, rule, trigger, declarer, form),
        area=_area(scene, reading, trigger, declarer, codes_of(addressees)),
        deadline=None if due is None else find_deadline(scene, due, said),
        response=response,
        assurance=None,
        said=said,
        statement_id=statement.statement_id if statement else None,
        strength=strength_of(response),
        evidence=evidence,
        score=round(reading.share, 2),
        explanation=f"model lines {reading.share:.2f}" + (f"; {rule.explanation}" if rule else ""),
    )


def strength_of(response: Response | None) -> int:
    """Return how much is at stake in words: 0 label only, 1 vague, 2 explicit, 3 explicit force."""
    if response is None:
        return 0
    if response.specificity == "vague":
        return 1
    return 3 if response.event_type == "ASSAULT" else 2


def _trigger(
    scene: Scene, reading: Reading, rule: RedLine | None, span: TokenSpan, declarer: Entity, form: str
) -> Trigger:
    """Return the trigger with its act in PLOVER's terms and its parties."""
    known = rule.trigger if rule else None
    named = name_act(span)
    favoured = {known.event_type: _TRUST_RULE} if known and known.event_type else {}
    act = reading.label("act", {named.event_type: named.weight} if named else favoured)
    mode = known.mode if known and known.event_type == act else None
    head = span.root
    subject = surface_subject(head) if head.pos_ in {"VERB", "AUX"} else head
    actors = scene.cast.entities(subject, declarer) if subject is not None else ()
    text = token_span(scene.doc, span.start, span.end)
    return Trigger((text,), text.text, act, mode, actors, (), form)


def _may_speak(reading: Reading, statement: Statement, declarer: Entity) -> bool:
    """Say whether a line may be declared by who says it: somebody with authority, or of the declarer's country."""
    speaker = statement.spokesperson_for or statement.speaker
    if (
        speaker is None
        or is_relayed(statement)
        or (speaker.country and speaker.country == declarer.country)
        or has_authority(speaker)
    ):
        return True
    words_of = reading.doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
    return words_of is not None and reading.peak("spokesperson", words_of) >= PRESENT


def is_relayed(statement: Statement) -> bool:
    """Say whether a medium tells it, so that the words alone say whose commitment it is: "state radio reported"."""
    speaker = statement.spokesperson_for or statement.speaker
    return speaker is not None and speaker.sector == _MEDIA


def _is_private(declarer: Entity) -> bool:
    """Say whether the declarer is known to be no public actor: a firm, a scholar, a newspaper."""
    return declarer.sector is not None and not has_authority(declarer)


def _is_known(declarer: Entity) -> bool:
    """Say whether it is known who declares: whose country, or that it is a bloc or a body with authority."""
    return bool(declarer.country) or declarer.kind == "igo" or has_authority(declarer)


def _is_counted(scene: Scene, declarer: Entity) -> bool:
    """Say whether the declarer is so many of something: "2,000 peacekeepers" draw no line."""
    span = scene.doc.char_span(declarer.start, declarer.end, alignment_mode="expand")
    return span is not None and bool(children(span.root, "nummod"))


def _is_agent(trigger: TokenSpan) -> bool:
    """Say whether the words only tell by whom something is done: "by rival firms" crosses no line."""
    return trigger[0].lower_ == "by" and relation(trigger.root) in {"obl", "nmod"}


def _has_happened(trigger: TokenSpan) -> bool:
    """Say whether the act is the subject of a verb in the past: "a drone that crossed the border came down"."""
    act, head = trigger.root, trigger.root.head
    return relation(act) == "nsubj" and is_finite_past(head) and not children(head, "aux")


def _is_denied(trigger: TokenSpan) -> bool:
    """Say whether the words tell what was not done: "has not moved any soldiers to the temple"; no condition does."""
    verbs = {trigger.root, *(token.head for token in trigger if relation(token) == "obj")}
    return any(relation(verb) != "advcl" and is_negated(verb) and _is_past(verb) for verb in verbs)


def _is_own_doing(scene: Scene, trigger: TokenSpan, declarer: Entity) -> bool:
    """Say whether the words tell what the declarer itself agreed, decided or began to do."""
    act = trigger.root
    subject = surface_subject(act) if relation(act) == "xcomp" and is_finite_past(act.head) else None
    acting = scene.cast.entities(subject, declarer) if subject is not None else ()
    return any(entity.country and entity.country == declarer.country for entity in acting)


def _is_past(verb: Token) -> bool:
    return any(child.lemma_ == "have" or feature(child, "Tense") == "Past" for child in children(verb, "aux"))


def _is_no_line(sentence: TokenSpan) -> bool:
    """Say whether the sentence says that there is no red line at all."""
    return any(is_label(token) and any(child.lower_ == "no" for child in token.children) for token in sentence)


def _asks(response: Response, sentence: TokenSpan) -> bool:
    """Say whether the response is asked about: "if they decide, what is to happen to us?"."""
    end = response.span.end - sentence.start_char
    return sentence.text.rstrip("\"'”’ \n").endswith("?") and 0 < end <= len(sentence.text)


def has_authority(entity: Entity) -> bool:
    """Say whether the entity can draw a line: a state, a body of state, an armed group, a bloc; no retired officer."""
    table = words()["authority"]
    is_past = entity.kind == "person" and any(word in table["past"] for word in entity.text.lower().split())
    return not is_past and (entity.sector in table["sectors"] or entity.kind in table["kinds"])


def _kind(reading: Reading, rule: RedLine | None, trigger: TokenSpan) -> str:
    """Return the kind: a declaration unless reader, rule or words around are sure of another."""
    favoured = {"declaration": PLAIN}
    if rule is not None:
        favoured[rule.kind] = favoured.get(rule.kind, 0.0) + _TRUST_RULE
    told = tell_kind(trigger)
    if told is not None:
        favoured[told] = favoured.get(told, 0.0) + TOLD
    return reading.label("kind", favoured)


def _trigger_words(reading: Reading, rule: RedLine | None) -> TokenSpan | None:
    """Return the words of the trigger: the rule's where there is one, unless the reader is sure that others are it."""
    told = reading.part("trigger", least=LEAST, is_inside=True)
    if rule is not None:
        span = rule.trigger.spans[0]
        ruled = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        is_elsewhere = told is not None and reading.peak("trigger", told) >= CERTAIN
        if ruled is None or not (is_elsewhere and reading.peak("trigger", ruled) < LEAST):
            return ruled
    while told is not None and len(told) > 1 and told[-1].pos_ in _OPEN:
        told = told[:-1]
    return told


def _voices(
    scene: Scene, reading: Reading, statement: Statement | None, warned: tuple[Entity, ...], trigger: TokenSpan
) -> tuple[Entity, Entity | None] | None:
    """Return declarer and spokesperson."""
    uttering, declaring = reading.part("spokesperson"), reading.part("declarer", least=LEAST)
    speaker = _speaker(scene, uttering, statement)
    told = declaring or uttering
    if told is None:
        return (speaker, None) if speaker is not None and speaker.country and has_authority(speaker) else None
    declaring, uttering = declaring or told, uttering or told
    declarer = find_declarer(scene, declaring, speaker, codes_of(warned), trigger)
    is_apart = declaring.sent.start != trigger.sent.start and declarer.kind == "igo"  # a bloc spoken of elsewhere
    is_sure = reading.peak("declarer", declaring) >= PRESENT and not (is_apart and declaring != uttering)
    if not is_sure and speaker is not None and not speaker.country and speaker.kind != "igo":
        declarer = find_declarer(scene, uttering, None, codes_of(warned), trigger)
    if speaker is not None and not _may_differ(scene, declarer, speaker, codes_of(warned), is_sure):
        declarer = _named(scene, reading, speaker.country) or speaker
    is_other = (uttering.start, uttering.end) != (declaring.start, declaring.end)
    return declarer, speaker if is_other and speaker != declarer else None


def _speaker(scene: Scene, uttering: TokenSpan | None, statement: Statement | None) -> Entity | None:
    """Return who utters the line: whom the words name, else the statement's speaker, also where he is known better."""
    said = statement.speaker if statement is not None else None
    if uttering is None:
        return said
    named = find_parties(scene, uttering)[0]
    is_same = said is not None and said.start < named.end and named.start < said.end
    return said if is_same and not named.country else named


def _may_differ(scene: Scene, declarer: Entity, speaker: Entity, warned: tuple[str, ...], is_sure: bool) -> bool:
    """Say whether the declarer can stand beside the speaker: of one country, a bloc, or the speaker's is a guess."""
    if speaker.country is None and speaker.kind != "igo":
        return True
    if speaker.country == declarer.country or (is_sure and declarer.kind == "igo"):
        return True
    is_guess = _is_guess(speaker) and not names_nation(scene, speaker)
    return is_sure and is_guess and names_nation(scene, declarer) and declarer.country not in warned


def _outweighs(reading: Reading, declarer: Entity, trigger: TokenSpan) -> bool:
    """Say whether the reader's own declarer counts for more: it is sure and close, and the other's country a guess."""
    own = reading.part("declarer", least=LEAST)
    if own is None or not _is_guess(declarer):
        return False
    is_close = own.sent.start == trigger.sent.start or own.sent.end == trigger.sent.start
    return is_close and reading.peak("declarer", own) >= PRESENT


def _is_guess(entity: Entity) -> bool:
    """Say whether the country of an actor hangs on whom a pronoun means."""
    return any(rule in (entity.inferred_by or "") for rule in _GUESSES)


def _named(scene: Scene, reading: Reading, country: str | None) -> Entity | None:
    """Return the actor of a country whose words are likeliest to name the declarer."""
    shares = reading.answer.roles["declarer"]
    found = [
        (share, entity)
        for place, share in shares.items()
        for entity in scene.cast.at(scene.doc[place])
        if entity.country == country
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _addressees(
    scene: Scene, declarer: Entity, warned: tuple[Entity, ...], trigger: TokenSpan, rule: RedLine | None
) -> tuple[Entity, ...]:
    """Return who is warned: those told, else the rule's, else the states and forces that the trigger names."""
    named = (token for token in trigger.root.sent if not is_locative(token))  # not "said at a forum in Singapore"
    beside = [entity for token in named for entity in scene.cast.entities(token) if entity.kind == "state"]
    others = {entity.country for entity in beside} - {declarer.country}
    choices = (
        warned,
        rule.addressees if rule else (),
        acting_parties(scene, trigger),
        beside if len(others) == 1 else (),
    )
    found = next((list(some) for some in choices if any(is_warned(entity, declarer) for entity in some)), [])
    kept = {(entity.name, entity.country): entity for entity in found if is_warned(entity, declarer)}
    return tuple(kept.values())


def _area(scene: Scene, reading: Reading, trigger: TokenSpan, declarer: Entity, warned: tuple[str, ...]) -> Area | None:
    share = 1 - reading.answer.labels["area"][NONE]
    named = find_area(scene, [(trigger.start, trigger.end)], declarer, warned)
    if share < (PRESENT if named is None else NAMED):
        return None
    span = reading.part("area", least=SURE)
    if span is None:
        return named or _area_beside(scene, reading, trigger, declarer, warned)
    if span[0].lower_ in _TAKING_UP or all(token.pos_ in _UNNAMED for token in span):
        return area_before(scene, span[0], declarer, warned) or named
    if names_other(span.root) or not any(token.pos_ in {"NOUN", "PROPN"} and len(token) > 1 for token in span):
        return named
    low, high = phrase(span.root)
    words_of = scene.doc[min(low, span.start) : max(high, span.end)]
    told = read_area(scene, words_of, None, declarer, warned)
    is_vaguer = told.kind == "territory" and named is not None and named.kind != "territory"
    return named if is_vaguer else told  # "its border with Mali" rather than "Mali"


def _area_beside(
    scene: Scene, reading: Reading, trigger: TokenSpan, declarer: Entity, warned: tuple[str, ...]
) -> Area | None:
    """Return the area of a trigger that names none: what its "it" takes up, else what the response would hit."""
    pronoun = next((token for token in trigger if token.lower_ in _TAKING_UP), None)
    if pronoun is not None:
        return area_before(scene, pronoun, declarer, warned)
    response = reading.part("response", least=LEAST)
    return None if response is None else find_area(scene, [(response.start, response.end)], declarer, warned)


def _response(reading: Reading, rule: RedLine | None) -> Response | None:
    """Return what is threatened."""
    known = rule.response if rule else None
    favoured = (
        {known.event_type: _TRUST_RULE} if known and known.event_type and known.specificity == "explicit" else None
    )
    label = reading.label("response", favoured)
    span = reading.part("response", least=LEAST)
    if span is not None and len(span) == 1 and span.root.pos_ in {"ADV", "PRON"}:  # "there" threatens nothing
        span = None
    if label == NONE:
        return None
    if span is not None:
        own = token_span(reading.doc, span.start, span.end)
    elif known is not None:
        own = known.span
    else:
        return None
    mode = reading.label("mode")
    specificity = reading.label("specificity", {NONE: -1.0})
    return Response(own, label, None if mode == NONE else mode, cast(Any, specificity))


def _is_one_act(trigger: TokenSpan, response: Response | None) -> bool:
    """Say whether trigger and response are mostly the same words: "will go on sending food"."""
    if response is None:
        return False
    common = min(trigger.end_char, response.span.end) - max(trigger.start_char, response.span.start)
    return 2 * common > min(len(trigger.text), response.span.end - response.span.start)


def _evidence(reading: Reading, trigger: TokenSpan, response: Response | None) -> Span:
    """Return the sentences from the trigger to the response, the trigger's alone where the other is far away."""
    sentences = list(reading.doc.sents)
    numbers = [number for number, sentence in enumerate(sentences) if sentence.start <= trigger.start < sentence.end]
    if response is not None:
        start = response.span.start
        numbers += [n for n, sentence in enumerate(sentences) if sentence.start_char <= start < sentence.end_char]
    first, last = min(numbers), max(numbers)
    if last - first > _FAR:
        first = last = numbers[0]
    return token_span(reading.doc, sentences[first].start, sentences[last].end)
