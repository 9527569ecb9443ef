"""Whether an event is an act of politics: one of its parties has standing. Takes a scene and drafts, gives drafts.

PLOVER codes what states, powers and people do in public. "Attack", "agree" and "threaten" are words of sport, show
business, weather and trade as well; there no party is a public actor, or a nation is a team, an origin or a scene. The
words that tell it are data/standing.toml. What the user's own files name is always wanted. It never changes a draft.
Source: PLOVER manual draft 2.0, chapters 1 and 2 (events are acts between political actors; sectors).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from linewatch.coding.drafts import Draft
from linewatch.coding.homewords import home_words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import agent, first_conjunct, preposition, relation, with_preposition
from linewatch.ontology import read_table
from linewatch.records import Entity

SPORT: Final = "sport"
STAGE: Final = "stage"
NATURE: Final = "nature"

_SHIPPED: Final = frozenset({"actors.toml", "countries.toml", "model"})  # what rules name before a colon
_ROLE: Final = "actors.toml:roles"
_PROVEN: Final = ("actors.toml:organisations", "actors.toml:holders")
_GUESSED: Final = ("country of", "scene of", "dateline")  # in rules of countries that no word beside the actor tells
_BESIDE: Final = frozenset({"amod", "compound", "nmod"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


class Standing(IntEnum):
    """How surely somebody in a sentence is a party of political acts."""

    NONE = 0
    TOUCHED = 1  # counts for acts that tell by themselves that they are public
    NATION = 2  # the bare name of a state or people: in sport a team
    PUBLIC = 3


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of data/standing.toml, described there."""

    public: frozenset[str]
    people: frozenset[str]
    telling: frozenset[str]
    shared: frozenset[str]
    played: frozenset[str]
    powers: frozenset[str]
    private: frozenset[str]
    nation: frozenset[str]
    acting: frozenset[str]
    settings: dict[str, tuple[frozenset[str], frozenset[str]]]


def keep_standing(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are acts of politics, as they were."""
    return [draft for draft in drafts if has_standing(scene, draft)]


def has_standing(scene: Scene, draft: Draft) -> bool:
    """Say whether a draft is an act of politics, by its parties and by what its sentence is about."""
    reader = scene.knowledge.reader
    if draft.group.is_own or (reader is not None and draft.event_type in reader.own_types):
        return True
    if _is_of_things(draft):
        return False
    is_telling = draft.event_type in _words().telling
    settings = settings_of(draft.trigger.sent, (*draft.actors, *draft.recipients))
    doing = max((standing_of(scene, actor, settings) for actor in draft.actors), default=Standing.NONE)
    if NATURE in settings and is_telling and doing < Standing.NATION:
        return False
    met = max((_standing_met(scene, draft, entity, settings) for entity in draft.recipients), default=Standing.NONE)
    least = Standing.PUBLIC if SPORT in settings else Standing.NATION
    return max(doing, met) >= (Standing.TOUCHED if is_telling else least)


def standing_of(scene: Scene, entity: Entity, settings: frozenset[str] = frozenset()) -> Standing:
    """Return the standing of an entity in a sentence about `settings`."""
    words, head, rule = _words(), _head(scene, entity), entity.inferred_by or ""
    if _is_own(rule):
        return Standing.PUBLIC
    if entity.kind in {"state", "people"} or rule == "place":
        return _standing_of_nation(head, rule, settings)
    told = _role_words(entity, head)
    if told & words.private or _is_named_for(entity):
        return Standing.NONE
    is_proven = any(known in rule for known in _PROVEN)
    if entity.kind == "igo" or (is_proven and entity.sector in {*words.public, "ELI"}):
        return Standing.PUBLIC
    is_played = SPORT in settings and told & (words.shared | words.played)
    if entity.sector in words.public and not is_played and (entity.country or not told & words.shared):
        return Standing.PUBLIC
    if settings & {SPORT, STAGE}:
        return Standing.TOUCHED if entity.sector in words.people else Standing.NONE
    if _is_of_nation(entity) or (told & words.powers and entity.sector in {None, "ELI"}):
        return Standing.NATION
    is_somebody = entity.sector is None and (entity.kind != "organisation" or rule.startswith(_ROLE))
    is_touched = is_somebody or is_proven or entity.sector in words.public | words.people
    return Standing.TOUCHED if is_touched else Standing.NONE


def settings_of(sentence: TokenSpan, parties: Sequence[Entity] = ()) -> frozenset[str]:
    """Return what a sentence is about besides politics: the names of the settings whose words stand in it.

    Args:
        parties: whose own words do not count: a basketball team, too, may do something to a state.
    """
    spans = [(party.start, party.end) for party in parties]
    found = {
        word
        for token in sentence
        if token.pos_ in _NOMINAL and not any(start <= token.idx < end for start, end in spans)
        for word in (token.lemma_.lower(), token.lower_)
    }
    return frozenset(
        name for name, (alone, together) in _words().settings.items() if found & alone or len(found & together) > 1
    )


def _standing_met(scene: Scene, draft: Draft, entity: Entity, settings: frozenset[str]) -> Standing:
    """Return the standing of a recipient: where an actor of no country and sector does something is no party of it."""
    found = standing_of(scene, entity, settings)
    if draft.event_type in _words().telling or any(actor.country or actor.sector for actor in draft.actors):
        return found
    where = preposition(first_conjunct(_head(scene, entity)))
    is_scene = entity.inferred_by == "place" or (entity.kind == "state" and where in home_words("locative"))
    return Standing.NONE if is_scene else found


def _standing_of_nation(head: Token, rule: str, settings: frozenset[str]) -> Standing:
    """Return the standing of the name or adjective of a nation: none beside a thing of trade, sport or stage."""
    is_beside = relation(head) in _BESIDE and head.head.lemma_.lower() in _words().nation
    is_origin = STAGE in settings and rule.endswith(":adjective")
    return Standing.NONE if is_beside or is_origin else Standing.NATION


def _role_words(entity: Entity, head: Token) -> frozenset[str]:
    """Return the last word of a title and the head of what is no person's name: "captain", "court"."""
    title = (entity.title or "").casefold().split()[-1:]
    is_name = entity.kind == "person" and _ROLE not in (entity.inferred_by or "")
    return frozenset(title if is_name else [*title, head.lemma_.lower()])


def _is_of_nation(entity: Entity) -> bool:
    """Say whether words beside people tell whose they are: "British nationals" are Britons."""
    is_guessed = any(word in (entity.inferred_by or "") for word in _GUESSED)
    return entity.sector in _words().people and entity.kind == "group" and bool(entity.country) and not is_guessed


def _is_named_for(entity: Entity) -> bool:
    """Say whether the name of a body tells its world: "the Hadar Athletics Federation"."""
    named = {word.casefold() for word in entity.name.split()} if entity.kind != "person" else frozenset()
    return any(named & alone for alone, _ in _words().settings.values())


def _is_of_things(draft: Draft) -> bool:
    """Say whether a storm, a price or an illness is what acts: "was hit by prices", "the threat of drought"."""
    if draft.trigger.pos_ == "VERB":
        doer = agent(draft.trigger)
        doers = [doer] if doer is not None and not draft.actors else []
    else:
        doers = with_preposition(draft.trigger, "of")
    return any(doer.lemma_.lower() in _words().acting | _words().settings[NATURE][0] for doer in doers)


def _is_own(rule: str) -> bool:
    """Say whether a rule is an entry of the user's own files."""
    file, colon, _ = rule.removeprefix("pronoun+").partition(":")
    return bool(colon) and file not in _SHIPPED


def _head(scene: Scene, entity: Entity) -> Token:
    span = scene.doc.char_span(entity.start, entity.end, alignment_mode="expand")
    assert span is not None and len(span)  # entities stand on words
    return span.root


@cache
def _words() -> _Words:
    table = read_table("standing.toml")
    parts = [table[part] for part in ("sectors", "types", "roles", "things")]
    lists = {name: frozenset(entry) for part in parts for name, entry in part.items()}
    settings = {
        name: (frozenset(entry["alone"]), frozenset(entry["together"])) for name, entry in table["settings"].items()
    }
    return _Words(**lists, settings=settings)
