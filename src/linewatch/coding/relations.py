"""The reader of relations at work: drafts of the lexicon weighed and completed, and pairs that the lexicon missed.

Takes a scene and drafts, gives drafts. The lexicon gives precision and explanations, the model recall: an answer
confirms a draft, gives it the party that the tree did not show, corrects its type or drops it; parties of a sentence
with a word of events that no draft joins are asked about as a pair. All questions of an article go to the model at
once. Without a model, or where a sentence is too long for it, drafts stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from spacy.tokens import Token

from linewatch.coding.attribution import Attribution
from linewatch.coding.candidates import Party, parties_in, tokens_of
from linewatch.coding.drafts import Draft
from linewatch.coding.homes import is_locative
from linewatch.coding.homewords import home_words
from linewatch.coding.modality import read_modality
from linewatch.coding.recipients import is_means
from linewatch.coding.scene import Scene
from linewatch.coding.senses import Group
from linewatch.coding.syntax import ancestors, first_conjunct, sentence_start
from linewatch.coding.triggers import read_trigger
from linewatch.coding.verdicts import is_known, judge, label_of, support_of, type_of
from linewatch.coding.warnings import is_only_told
from linewatch.language.relations import Answer, Question
from linewatch.records import Entity, Modality, Span

MOST_PAIRS = 2
"""Pairs that are asked about in one sentence."""
UNSUPPORTED = 0.04
"""Below this the model does not believe in a draft: it goes, or takes the type that the model is sure of."""
DROPPED = 0.8
"""A draft whose type comes from its modality goes where the model is this sure that there is nothing."""
CORRECTED = 0.8
"""A draft takes another type where the model is this sure of it."""
COMPLETED = 0.6
"""A party is added where the model is this sure that the draft's act joins the two."""
NEARLY = 0.05
"""Of several such parties those count that are at most this much less sure than the surest."""
FOUND = 0.8
"""A pair makes an event of its own where the model is this sure of its type."""
FOUND_AT_HOME = 0.9
"""The same for two parties of one country: who speaks for a people does not act on it."""
_OF_WORDS: frozenset[str] = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
_SHARED: frozenset[str] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types of what parties do with each other where they do it together."""
_SETTLED: frozenset[str] = frozenset({"AGREE", "THREATEN", "REJECT", "CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what it is about: a draft with a party to add, a draft as it stands, or a pair."""

    question: Question
    draft: int | None = None
    party: Party | None = None
    pair: tuple[Party, Party] | None = None


def settle(
    scene: Scene, attribution: Attribution, drafts: Sequence[Draft], words: Iterable[Token], lines: Sequence[Span] = ()
) -> list[Draft]:
    """Return the drafts as the model leaves them, with those that it adds, in the order of their triggers.

    Args:
        words: the tokens that are words of events. Only their sentences are asked about, unless the model was taught
            types of the user's own: those are looked for in all sentences.
        lines: what declares red lines; the threats that they make are coded elsewhere.
    """
    reader = scene.knowledge.reader
    if reader is None:
        return list(drafts)
    worded = dict.fromkeys(sentence_start(token) for token in words)
    all_starts = dict.fromkeys(sentence_start(token) for token in scene.coded_tokens()) if reader.own_types else {}
    asked = [item for item in _questions(scene, drafts, {**worded, **all_starts}) if _may_tell(item)]
    answers = reader.read(scene.doc, [item.question for item in asked])
    told = [
        (item, answer)
        for item, answer in zip(asked, answers, strict=True)
        if answer is not None
        and (
            sentence_start(scene.doc[item.question.first]) in worded
            or (item.pair and type_of(answer, scene.knowledge.ontology) in reader.own_types)
        )
    ]
    settled = [
        weighed
        for number, draft in enumerate(drafts)
        if (weighed := _weigh(scene, draft, [pair for pair in told if pair[0].draft == number])) is not None
    ]
    pairs = [(item.pair, answer) for item, answer in told if item.pair]
    taken = {draft.trigger.i for draft in settled}  # one word is one event
    for draft in _found(scene, attribution, settled, pairs):
        is_line = draft.event_type == "THREATEN" and any(_holds(line, draft.trigger) for line in lines)
        if not is_line and draft.trigger.i not in taken and not _only_warns(scene, draft):
            taken.add(draft.trigger.i)
            settled.append(draft)
    return sorted(settled, key=lambda draft: draft.trigger.i)


def questions_of(scene: Scene, drafts: Sequence[Draft], words: Iterable[Token]) -> list[Question]:
    """Return all that is asked about drafts and about the sentences of words of events."""
    return [
        item.question for item in _questions(scene, drafts, dict.fromkeys(sentence_start(token) for token in words))
    ]


def _questions(scene: Scene, drafts: Sequence[Draft], starts: Iterable[int]) -> Iterator[_Asked]:
    """Yield what is to be asked about the sentences that begin at `starts`."""
    drafted: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        drafted.setdefault(sentence_start(draft.trigger), []).append(number)
    for start in starts:
        parties = parties_in(scene, scene.doc[start].sent)
        own = drafted.get(start, [])
        for number in own:
            yield from _about(scene, number, drafts[number], parties, _judges(drafts, drafts[number]))
        joined = {pair for number in own for pair in _pairs_of(drafts[number])}
        for one, other in _open_pairs(parties, joined):
            yield _Asked(Question(one.tokens, other.tokens), pair=(one, other))


def _judges(drafts: Sequence[Draft], draft: Draft) -> frozenset[object]:
    """Return who has not done the draft's act by what stands above it.

    That is who speaks of it, as who condemns an attack has not made it, and whom an assault of which it is part hits.
    """
    above = set(ancestors(draft.trigger))
    others = [other for other in drafts if other.trigger in above]
    told = {_key(entity) for other in others if other.event_type in _OF_WORDS for entity in other.actors}
    assaults = [other for other in others if other.event_type == draft.event_type == "ASSAULT"]
    return frozenset(told | {_key(entity) for other in assaults for entity in other.recipients})


def _about(
    scene: Scene, number: int, draft: Draft, parties: Sequence[Party], judges: frozenset[object]
) -> Iterator[_Asked]:
    """Yield the questions about one draft: as it stands, and with each party that may be missing."""
    trigger = (draft.trigger.i,)
    if draft.is_mutual:
        sides = tokens_of(scene, draft.actors[:1]), tokens_of(scene, draft.actors[1:])
    else:
        sides = tokens_of(scene, draft.actors), tokens_of(scene, draft.recipients)
    yield _Asked(Question(*sides, trigger), draft=number)
    if draft.is_mutual or (draft.actors and draft.recipients):
        return
    present = (*draft.actors, *draft.recipients)
    known = {_key(entity) for entity in present}
    for party in parties:
        if party.key in known or set(party.tokens) & {*sides[0], *sides[1]} or _is_own_state(party, present):
            continue
        if draft.actors:
            if not _is_beside(draft, party):
                yield _Asked(Question(sides[0], party.tokens, trigger), draft=number, party=party)
        elif party.can_act and party.key not in judges and not _is_scene(draft, party):
            yield _Asked(Question(party.tokens, sides[1], trigger), draft=number, party=party)


def _is_beside(draft: Draft, party: Party) -> bool:
    """Say whether a party only stands beside the act: who tells of it, or whom its actor sends to do it."""
    speaker = draft.statement.speaker if draft.statement else None
    if speaker is not None and _key(speaker) == party.key:
        return True
    return draft.event_type in home_words("sends") and party.head.head == draft.trigger and is_means(party.entity)


def _is_scene(draft: Draft, party: Party) -> bool:
    """Say whether a party only tells where an act was done that is not done by states alone, as arrests are."""
    return draft.event_type not in home_words("by_hosts") and is_locative(party.head)


def _open_pairs(parties: Sequence[Party], joined: set[tuple[object, object]]) -> list[tuple[Party, Party]]:
    """Return the ordered pairs of parties that no draft joins, nearest first."""
    pairs = [
        (one, other)
        for one, other in product(parties, parties)
        if one is not other
        and one.can_act
        and not {(one.key, other.key), (other.key, one.key)} & joined
        and not (_is_own_state(other, (one.entity,)) or _is_own_state(one, (other.entity,)))
    ]
    return sorted(pairs, key=lambda pair: abs(pair[0].head.i - pair[1].head.i))[:MOST_PAIRS]


def _weigh(scene: Scene, draft: Draft, told: Sequence[tuple[_Asked, Answer]]) -> Draft | None:
    """Return the draft as the answers about it leave it, None where they speak against it."""
    ontology = scene.knowledge.ontology
    own = next((answer for item, answer in told if item.party is None), None)
    if own is None or not is_known(own, draft.event_type, draft.cameo, ontology):
        return draft
    added = [
        (support_of(answer, draft.event_type, draft.cameo, ontology), item.party)
        for item, answer in told
        if item.party is not None
    ]
    support = support_of(own, draft.event_type, draft.cameo, ontology)
    if fitting := _fitting(added):
        best = max(share for share, _ in fitting)
        draft = _complete(draft, [party for share, party in fitting], best)
        support = max(support, best)
    if draft.group.is_own or draft.group.frame or draft.is_by_rule or draft.modality != "actual":
        return draft
    if draft.reading.modality != "actual":  # the table of modality has made the type: the model may only drop it
        is_spared = draft.reading.modality == "negated" or scene.knowledge.version is not None
        return draft if is_spared or judge(own, ontology).nothing <= DROPPED else None
    if support >= UNSUPPORTED:
        return replace(draft, score=round((draft.score + support) / 2, 3))
    verdict, is_whole = judge(own, ontology), draft.is_mutual or bool(draft.actors and draft.recipients)
    if not is_whole or verdict.share <= CORRECTED:  # names of the user's own the model has never seen
        return draft if is_whole and scene.knowledge.version is not None else None
    if own.heads.classes[verdict.kind][0] in ontology.turned_types(draft.event_type):
        return draft  # how an act stands the words of modality tell
    return _correct(scene, draft, own)


def _fitting(added: Sequence[tuple[float, Party]]) -> list[tuple[float, Party]]:
    """Return the parties that the model is sure of: the surest, those nearly as sure, and those coordinated with it."""
    best = max(added, key=lambda item: item[0], default=None)
    if best is None or best[0] < COMPLETED:
        return []
    first = first_conjunct(best[1].head)
    return [
        (share, party)
        for share, party in added
        if share >= COMPLETED and (share >= best[0] - NEARLY or first_conjunct(party.head) == first)
    ]


def _complete(draft: Draft, parties: Sequence[Party], share: float) -> Draft:
    """Return the draft with the parties on the side that it lacks."""
    entities = tuple(party.entity for party in parties)
    side = "recipients" if draft.actors else "actors"
    note = f"{draft.explanation}; model relations: {side} {share:.2f}"
    if draft.actors:
        return replace(draft, recipients=entities, explanation=note)
    return replace(draft, actors=entities, explanation=note)


def _correct(scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """Return the draft with the type that the model gives it."""
    verdict = judge(answer, scene.knowledge.ontology)
    event_type, mode, cameo = answer.heads.classes[verdict.kind]
    group = Group("relations", event_type, cameo=cameo or None)
    note = f"{draft.explanation}; model relations: {event_type} {verdict.share:.2f} and not {draft.event_type}"
    modality = _modality_of(event_type, answer)
    mode = mode or answer.mode(event_type) or ""
    return replace(
        draft, event_type=event_type, mode=mode or None, group=group, modality=modality, score=round(verdict.share, 3),
        explanation=note,
    )  # fmt: skip


def _found(
    scene: Scene,
    attribution: Attribution,
    drafts: Sequence[Draft],
    told: Sequence[tuple[tuple[Party, Party], Answer]],
) -> Iterator[Draft]:
    """Yield a draft for each pair that the model is sure of and that no draft joins by now."""
    ontology = scene.knowledge.ontology
    joined: dict[object, set[tuple[object, object]]] = {}  # pairs by sentence, and by label in the whole article
    for draft in drafts:
        for key in (sentence_start(draft.trigger), label_of(draft.event_type, draft.cameo, ontology)):
            joined.setdefault(key, set()).update(_pairs_of(draft))
    labels = {(sentence_start(draft.trigger), label_of(draft.event_type, draft.cameo, ontology)) for draft in drafts}
    best: dict[frozenset[tuple[str, str | None]], float] = {}
    for (one, other), answer in told:
        share = judge(answer, ontology).share
        best[frozenset((one.key, other.key))] = max(share, best.get(frozenset((one.key, other.key)), 0.0))
    for (one, other), answer in told:
        verdict = judge(answer, ontology)
        if verdict.share < best[frozenset((one.key, other.key))]:
            continue
        is_domestic = one.entity.country == other.entity.country
        if verdict.share < (FOUND_AT_HOME if is_domestic else FOUND):
            continue
        event_type, mode, cameo = answer.heads.classes[verdict.kind]
        start, label = sentence_start(one.head), label_of(event_type, cameo or None, ontology)
        taken = joined.get(start, set()) | joined.get(label, set())
        if (start, label) in labels or _is_joined(one, other, taken):
            continue
        trigger = _word_between(one.head, other.head)
        reading = read_modality(trigger)
        if reading.modality == "hypothetical":
            continue
        is_mutual = event_type in _SHARED and _act_together(one.head, other.head)
        yield Draft(
            trigger=trigger,
            event_type=event_type,
            mode=mode or answer.mode(event_type),
            group=Group("relations", event_type, cameo=cameo or None),
            actors=(one.entity, other.entity) if is_mutual else (one.entity,),
            recipients=() if is_mutual else (other.entity,),
            reading=reading,
            modality=_modality_of(event_type, answer),
            statement=attribution.at(trigger),
            score=round(verdict.share, 3),
            explanation=f"model relations: {event_type} {verdict.share:.2f}",
        )


def _only_warns(scene: Scene, draft: Draft) -> bool:
    """Say whether the word that joins a pair is a warning that threatens nobody."""
    trigger = read_trigger(draft.trigger, scene.knowledge.lexicon) if draft.event_type == "THREATEN" else None
    return trigger is not None and is_only_told(scene, trigger, draft.actors, draft.recipients)


def _act_together(one: Token, other: Token) -> bool:
    """Say whether two parties are coordinated, so that what they do is done by both: "France and Egypt signed"."""
    return one == other or first_conjunct(one) == first_conjunct(other)


def _modality_of(event_type: str, answer: Answer) -> Modality:
    """Return how an act stands; a type that already says so ("will help" is AGREE) is itself a fact."""
    best = max(answer.modalities, key=lambda name: answer.modalities[name])
    if event_type in _SETTLED or best == "historical":
        return "actual"
    return best  # type: ignore[return-value]


def _word_between(one: Token, other: Token) -> Token:
    """Return the word that joins two tokens: the lowest verb or noun above both, else what governs the first."""
    above = {token.i for token in ancestors(other)}
    shared = next((token for token in ancestors(one) if token.i in above and token.pos_ in {"VERB", "NOUN"}), None)
    return shared if shared is not None else one.head


def _is_own_state(party: Party, others: Sequence[Entity]) -> bool:
    """Say whether a party is the state whose organ or citizen one of the others is: whom it speaks or acts for."""
    return party.entity.kind == "state" and any(other.country == party.entity.country for other in others)


def _may_tell(item: _Asked) -> bool:
    """Say whether an answer can lead to anything: a pair makes an event only where it is known whose both are."""
    return item.pair is None or all(_is_placed(party) for party in item.pair)


def _is_placed(party: Party) -> bool:
    """Say whether it is known whose a party is: "warships" alone may be the first party's own."""
    return party.entity.country is not None or party.entity.kind == "igo"


def _is_joined(one: Party, other: Party, joined: set[tuple[object, object]]) -> bool:
    """Say whether a draft has the two already, by their names or, of two countries, by these."""
    ours = one.entity.country, other.entity.country
    return (one.key, other.key) in joined or (None not in ours and (ours in joined or ours[::-1] in joined))


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.idx < span.end


def _pairs_of(draft: Draft) -> Iterator[tuple[object, object]]:
    others = draft.actors if draft.is_mutual else draft.recipients
    for one, other in product(draft.actors, others):
        yield _key(one), _key(other)
        if one.country != other.country:
            yield one.country, other.country


def _key(entity: Entity) -> tuple[str, str | None]:
    return entity.name.casefold(), entity.country
