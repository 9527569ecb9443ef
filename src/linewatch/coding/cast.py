"""The cast of an article: its mentions joined into actors. Names, titles, "the general", "he", "both sides".

A small coreference by rule. Takes mentions in text order, gives for each nominal the actors that it stands for.
What it cannot join it leaves apart: a wrong join is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Token

from linewatch.coding.homes import Homes
from linewatch.coding.mentions import Mention
from linewatch.coding.syntax import children, conjuncts, feature, first_conjunct, possessor, relation
from linewatch.ontology import read_table
from linewatch.records import Entity, EntityKind, Span

_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
_PORTFOLIOS = frozenset(
    {
        "foreign", "defence", "defense", "interior", "finance", "prime", "vice", "justice", "energy", "trade", "health",
        "economy", "information", "transport", "border", "air", "navy", "naval", "ground", "security",
    }
)  # fmt: skip
MOST_MENTIONS = 100  # listed in a record: a text that names one actor a thousand times is no report
_LOOKED_AT = 30  # actors of one key that a mention is compared with
_PRONOUN_REACH = 4  # sentences back in which a pronoun may find its antecedent


@dataclass(slots=True, eq=False)
class Actor:
    """One actor of the article, completed as more mentions of it are read."""

    name: str
    kind: EntityKind
    title: str | None
    country: str | None
    sector: str | None
    rule: str | None
    inferred_by: str | None = None  # the rule that found the country where no mention tells it
    roles: set[str] = field(default_factory=set)
    portfolios: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    last_subject: int = -1  # token of its last mention as a subject
    sex: str | None = None  # "he" or "she", where a title, a role or a pronoun tells
    spans: tuple[Span, ...] = ()  # of its mentions, set when the cast is complete

    def add(self, mention: Mention) -> None:
        """Take in one more mention: longer names win, unknown fields are filled."""
        self.mentions.append(mention)
        if mention.is_pronoun or mention.is_pair:
            self.sex = self.sex or _sex_of(mention.name.lower())
            return
        told = (_sex_told(word) for words in (mention.role, mention.title) if words for word in _words(words.lower()))
        self.sex = self.sex or next(filter(None, told), None)
        for words in filter(None, (mention.role, mention.title)):
            self.roles |= {_role_head(word) for word in _words(words)}
            self.portfolios |= _portfolio(words)
        if mention.is_named and self.kind != "state" and (self.kind != "person" or mention.kind == "person"):
            is_longer = len(mention.name) > len(self.name) or not self.mentions[0].is_named
            self.name = mention.name if is_longer else self.name
        self.title = max(self.title, mention.title, key=lambda title: len(title or ""))
        if mention.country and (self.country is None or (self.inferred_by and self.mentions[0] is not mention)):
            self.country, self.inferred_by = mention.country, None
        self.sector = self.sector or mention.sector


@dataclass(frozen=True, slots=True)
class Cast:
    """Who stands behind each nominal of the document."""

    doc: Doc
    by_head: dict[int, list[tuple[Mention, Actor]]]

    def at(self, token: Token) -> list[Entity]:
        """Return the actors of the nominal that the token heads, without those coordinated with it."""
        return [entity_of(mention, actor) for mention, actor in self.by_head.get(token.i, ())]

    def parts(self, token: Token | None) -> list[tuple[Mention, Actor]]:
        """Return the mentions and actors of the nominal and of everything coordinated with it."""
        if token is None:
            return []
        return [part for member in conjuncts(token) for part in self.by_head.get(member.i, [])]

    def entities(self, token: Token | None, speaker: Entity | None = None) -> tuple[Entity, ...]:
        """Return the actors of a nominal as entities, each once; "we" and "our" give the speaker."""
        if token is None:
            return ()
        found: dict[int, Entity] = {}
        for member in conjuncts(token):
            if is_first_person(member) and speaker is not None:
                span = {"start": member.idx, "end": member.idx + len(member), "text": member.text}
                found[-1] = replace(speaker, **span, inferred_by="first person of the speaker")  # type: ignore[arg-type]
        for mention, actor in self.parts(token):
            found.setdefault(id(actor), entity_of(mention, actor))
        return tuple(found.values())


def is_first_person(token: Token) -> bool:
    """Say whether a token stands for who speaks; "US" in capitals is a country."""
    return token.lower_ in _FIRST_PERSON and (token.text == "I" or not token.text.isupper())


def entity_of(mention: Mention, actor: Actor) -> Entity:
    """Return the actor as the record of this mention of it."""
    return Entity(
        text=mention.span.text,
        start=mention.span.start,
        end=mention.span.end,
        name=actor.name,
        title=actor.title,
        country=actor.country,
        sector=actor.sector,
        kind=actor.kind,
        mentions=actor.spans,
        inferred_by=_rule_of(mention, actor),
    )


def _rule_of(mention: Mention, actor: Actor) -> str | None:
    """Return how the actor of a mention is known: by the mention, or by what stands elsewhere."""
    rule = mention.rule if mention.rule != "pronoun" else f"pronoun+{actor.rule}"
    return f"{rule}+{actor.inferred_by}" if actor.inferred_by and not mention.country else rule


def read_cast(doc: Doc, mentions: Iterable[Mention], homes: Homes) -> Cast:
    """Return the cast of the document.

    Args:
        homes: what tells the country of those whose mentions do not.
    """
    sentence_of = [number for number, sentence in enumerate(doc.sents) for _ in sentence]
    builder = _Builder(doc, homes, sentence_of)
    for mention in mentions:
        builder.take(mention)
    builder.complete()
    for actor in builder.actors:
        spans = sorted({mention.span for mention in actor.mentions}, key=lambda span: (span.start, span.end))
        actor.spans = tuple(spans[:MOST_MENTIONS])
    return Cast(doc, builder.by_head)


@dataclass(slots=True)
class _Builder:
    """The state of the reading: actors in the order of their last mention, and the last pair of parties."""

    doc: Doc
    homes: Homes
    sentence_of: list[int]
    actors: list[Actor] = field(default_factory=list)
    pair: tuple[Actor, ...] = ()
    by_head: dict[int, list[tuple[Mention, Actor]]] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[Actor]] = field(default_factory=dict)

    def take(self, mention: Mention) -> None:
        """Join the mention to its actor, or open a new one."""
        if mention.is_pair:
            for actor in self._pair_for(mention):
                self._note(mention, actor)
            return
        if mention.is_pronoun:
            antecedent = self._antecedent(mention)
            if antecedent is not None:
                self._note(mention, antecedent)
            return
        mention = self._with_owner(mention)
        actor = self._known(mention) or self._new(mention)
        self._note(mention, actor)
        self._remember_pair(mention)

    def complete(self) -> None:
        """Fill the country and sector of actors that belong to another: "a spokesman for the ministry"."""
        for parts in self.by_head.values():
            for mention, actor in parts:
                if actor.country is None and not (mention.is_pronoun or mention.is_pair or mention.is_foreign):
                    self._take_from_owner(self.doc[mention.head], actor)

    def _with_owner(self, mention: Mention) -> Mention:
        """Return the mention with the country of the possessor read before it: "its foreign ministry"."""
        owner = possessor(self.doc[mention.head])
        if mention.country is not None or owner is None:
            return mention
        countries = [actor.country for _, actor in self.by_head.get(owner.i, []) if actor.country]
        return replace(mention, country=countries[0], rule=f"{mention.rule}+owner") if countries else mention

    def _take_from_owner(self, head: Token, actor: Actor) -> None:
        for modifier in children(head, "nmod", "compound"):
            for _, owner in self.by_head.get(modifier.i, []):
                if owner.country and owner is not actor and owner.kind != "person":
                    actor.country, actor.sector = owner.country, actor.sector or owner.sector
                    actor.rule = f"{actor.rule}+owner"
                    return

    def _note(self, mention: Mention, actor: Actor) -> None:
        actor.add(mention)
        self.by_head.setdefault(mention.head, []).append((mention, actor))
        if relation(self.doc[mention.head]) == "nsubj":
            actor.last_subject = mention.head
        if not self.actors or self.actors[-1] is not actor:
            if len(actor.mentions) > 1:
                self.actors.remove(actor)
            self.actors.append(actor)
        for key in _keys(mention):
            known = self.by_key.setdefault(key, [])
            if actor not in known[-_LOOKED_AT:]:
                known.append(actor)

    def _new(self, mention: Mention) -> Actor:
        home = self.homes.find(mention)
        country, found_by = home or (mention.country, None)
        return Actor(mention.name, mention.kind, mention.title, country, mention.sector, mention.rule, found_by)

    def _known(self, mention: Mention) -> Actor | None:
        """Return the actor that the mention names again, or None."""
        found = {id(actor): actor for key in _keys(mention) for actor in self.by_key.get(key, [])[-_LOOKED_AT:]}
        same = [actor for actor in found.values() if self._is_same(actor, mention)]
        return max(same, key=_last_head, default=None)

    def _is_same(self, actor: Actor, mention: Mention) -> bool:
        is_guess = actor.inferred_by is not None and mention.kind == "person" and mention.is_named
        if not is_guess and not agree(actor.country, mention.country):
            return False
        if mention.kind == "person" and mention.is_named:
            return actor.kind == "person" and _same_person(actor, mention)
        if mention.kind == "state" and not mention.role:
            return actor.kind == "state" and actor.country == mention.country
        if mention.is_named:
            return _folded(actor.name) == _folded(mention.name)
        if mention.role is None or _portfolio(mention.role) - actor.portfolios != frozenset():
            return False
        if mention.kind == "person":
            return actor.kind == "person" and not mention.is_plural and _role_head(mention.role) in actor.roles
        return actor.kind == mention.kind and _role_head(mention.role) in actor.roles

    def _pair_for(self, mention: Mention) -> tuple[Actor, ...]:
        token = self.doc[mention.head]
        if token.lower_ in {"each", "one", "other", "another"}:  # "blame each other": the subject's parties
            members = [member for subject in children(token.head, "nsubj") for member in conjuncts(subject)]
            parties = tuple(actor for member in members for _, actor in self.by_head.get(member.i, []))
            return parties or self.pair
        return self.pair

    def _remember_pair(self, mention: Mention) -> None:
        token = self.doc[mention.head]
        members = conjuncts(first_conjunct(token))
        actors = {id(actor): actor for member in members for _, actor in self.by_head.get(member.i, [])}
        if len(actors) == 1 and relation(token) in {"obj", "obl"}:  # "A thanked B": the two of them
            subjects = children(token.head, "nsubj")
            acting = [actor for subject in subjects for _, actor in self.by_head.get(subject.i, [])]
            actors |= {id(actor): actor for actor in acting}
        countries = {actor.country for actor in actors.values() if actor.country and actor.kind != "person"}
        if len(actors) == len(countries) == 2:
            self.pair = tuple(actors.values())

    def _antecedent(self, mention: Mention) -> Actor | None:
        """Return the actor of a pronoun: the one of its kind that was a subject last, else the nearest one."""
        token = self.doc[mention.head]
        if is_first_person(token) or feature(token, "Person") == "2":
            return None
        fitting = [
            actor
            for actor in takewhile(lambda actor: self._is_near(actor, token), reversed(self.actors))
            if _fits_pronoun(actor, token) and not self._is_beside(actor, token)
        ]
        latest = max(fitting, key=lambda actor: actor.last_subject, default=None)
        if latest is not None and latest.last_subject >= 0:
            return latest
        return fitting[0] if fitting else None

    def _is_beside(self, actor: Actor, token: Token) -> bool:
        """Say whether the actor is the subject of the pronoun's own verb: in "she thanked her" two persons appear."""
        if relation(token) not in {"obj", "iobj"} or feature(token, "Reflex") == "Yes":
            return False
        return actor.last_subject >= 0 and self.doc[actor.last_subject].head == token.head

    def _is_near(self, actor: Actor, token: Token) -> bool:
        return self.sentence_of[token.i] - self.sentence_of[_last_head(actor)] <= _PRONOUN_REACH


def _keys(mention: Mention) -> set[tuple[str, str]]:
    """Return under what an actor with this mention can be found again: family name, name, state, words of its roles."""
    if mention.is_pronoun or mention.is_pair:
        return set()
    names = _folded(mention.name).split()
    keys = {("role", _role_head(word)) for words in (mention.role, mention.title) if words for word in _words(words)}
    if mention.kind == "state":
        keys.add(("state", mention.country or ""))
    if mention.is_named and names:
        keys |= {("family", names[-1]), ("name", " ".join(names))}
    return keys


def _words(phrase: str) -> list[str]:
    return phrase.replace(",", " ").split()


def _last_head(actor: Actor) -> int:
    return actor.mentions[-1].head


@cache
def _sex_words() -> dict[str, dict[str, frozenset[str]]]:
    raw = read_table("persons.toml")
    return {sex: {key: frozenset(words) for key, words in lists.items()} for sex, lists in raw.items()}


def _sex_of(pronoun: str) -> str | None:
    """Return "he" or "she" for a pronoun that stands for one person, else None."""
    return next((sex for sex, lists in _sex_words().items() if pronoun in lists["pronouns"]), None)


def _sex_told(word: str) -> str | None:
    """Return "he" or "she" for a word of a title or role that tells it, else None."""
    return next((sex for sex, lists in _sex_words().items() if word in lists["words"]), None)


def _fits_pronoun(actor: Actor, token: Token) -> bool:
    """Say whether number and kind allow the pronoun to stand for the actor."""
    word = token.lower_
    is_plural = any(mention.is_plural and not mention.is_pair for mention in actor.mentions)
    if sex := _sex_of(word):
        return actor.kind == "person" and not is_plural and actor.sex in {None, sex}
    if word in {"it", "its", "itself"}:
        return actor.kind in {"state", "organisation", "group", "igo"} and not (is_plural and actor.kind == "group")
    return actor.kind in {"group", "people", "organisation"} or is_plural


def agree(one: str | None, other: str | None) -> bool:
    """Say whether two codes may be one's: equal, or one of them unknown."""
    return one is None or other is None or one == other


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'").removesuffix("'s").strip()


def _portfolio(role: str) -> frozenset[str]:
    """Return the words of a role that tell one office from its neighbour: the foreign from the defence ministry."""
    return _PORTFOLIOS & frozenset(role.casefold().split())


def _role_head(role: str) -> str:
    """Return the last word of a role without a plural ending."""
    word = role.casefold().split()[-1]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _same_person(actor: Actor, mention: Mention) -> bool:
    """Say whether two personal names are one person's: same family name, no contradicting given name."""
    ours, theirs = _folded(actor.name).split(), _folded(mention.name).split()
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0][0] == theirs[0][0]
