"""The cast of an article: its mentions joined into actors. Names, titles, "the general", "he", "both sides".

A small coreference by rule. Takes mentions in text order, gives for each nominal the actors that it stands for.
What it cannot join it leaves apart: a wrong join is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from math import inf

from spacy.tokens import Doc, Token

from linewatch.coding.antecedents import (
    PRONOUN_REACH,
    THEY,
    find_antecedent,
    fits,
    fronted_subject,
    gender_of_pronoun,
    salience,
)
from linewatch.coding.homes import Homes
from linewatch.coding.identity import Actor, is_government, is_named_late, is_same, keys_of, takes_up
from linewatch.coding.mentions import Mention
from linewatch.coding.pairwords import names_two
from linewatch.coding.several import Group, Several
from linewatch.coding.syntax import (
    CLAUSAL,
    ancestors,
    children,
    conjuncts,
    feature,
    first_conjunct,
    possessor,
    preposition,
    relation,
    surface_subject,
)
from linewatch.records import Entity

_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
_DEALING = frozenset({"with", "against", "to", "from", "for", "at", "on"})
MOST_MENTIONS = 100  # listed in a record: a text that names one actor a thousand times is no report
_ACTORS_IN_MIND = 200  # latest actors that a pronoun or "both sides" may mean
_LOOKED_AT = 30  # actors of one key that a mention is compared with


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
    builder = _Builder(doc, homes, sentence_of, Several(sentence_of.__getitem__), relatives=_relatives(doc))
    for mention in mentions:
        builder.take(mention)
    builder.complete()
    for actor in builder.actors:
        spans = sorted({mention.span for mention in actor.mentions}, key=lambda span: (span.start, span.end))
        actor.spans = tuple(spans[:MOST_MENTIONS])
    return Cast(doc, builder.by_head)


@dataclass(slots=True)
class _Builder:
    """The state of the reading: actors in the order of their last mention, and who stood together."""

    doc: Doc
    homes: Homes
    sentence_of: list[int]
    several: Several
    actors: list[Actor] = field(default_factory=list)
    by_head: dict[int, list[tuple[Mention, Actor]]] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[Actor]] = field(default_factory=dict)
    relatives: list[tuple[int, int]] = field(default_factory=list)  # "who" as a subject, and the noun before it
    ahead: dict[int, list[Mention]] = field(default_factory=dict)  # pronouns by the subject that follows them

    def take(self, mention: Mention) -> None:
        """Join the mention to its actors, or open a new one."""
        self._read_relatives(mention.head)
        token = self.doc[mention.head]
        if mention.is_pair or (not mention.is_named and names_two(token)):
            parties = self._pair_for(token)
            if parties or mention.is_pair:
                self._note_several(mention, parties)
                return
        if mention.is_pronoun:
            self._take_pronoun(mention)
            return
        mention = self._with_owner(mention)
        actor = self._apposed(mention) or self._known(mention) or self._new(mention)
        self._note(mention, actor)
        for pronoun in self.ahead.pop(mention.head, ()):
            if fits(actor, self.doc[pronoun.head]):
                actor.mentions.insert(0, pronoun)
                self.by_head.setdefault(pronoun.head, []).append((pronoun, actor))
        self._remember(token)

    def complete(self) -> None:
        """Fill the country and sector of actors that belong to another: "a spokesman for the ministry"."""
        for parts in list(self.by_head.values()):
            for mention, actor in list(parts):
                if actor.country is None and not (mention.is_pronoun or mention.is_pair or mention.is_foreign):
                    self._take_from_owner(self.doc[mention.head], actor)

    def _take_pronoun(self, mention: Mention) -> None:
        token = self.doc[mention.head]
        if is_first_person(token) or feature(token, "Person") == "2":
            return
        latest = reversed(self.actors[-_ACTORS_IN_MIND:])
        near = [actor for actor in latest if token.pos_ == "NOUN" or self._is_near(actor, token)]
        actor = find_antecedent(token, near, self.sentence_of.__getitem__)
        if token.lower_ in THEY:
            group, rank = self.several.find_they(token)
            alone = (salience(actor, token, self.sentence_of.__getitem__), actor.last_head) if actor else (-inf, 0)
            if group and (rank, group.head) >= alone:
                self._note_several(mention, group.actors)
                return
        if actor is not None:
            actor.called = actor.called or gender_of_pronoun(token)
            self._note(mention, actor)
        elif subject := fronted_subject(token):
            self.ahead.setdefault(subject.i, []).append(mention)

    def _with_owner(self, mention: Mention) -> Mention:
        """Return the mention with the country of the possessor read before it: "its foreign ministry"."""
        owner = possessor(self.doc[mention.head])
        if mention.country is not None or owner is None:
            return mention
        countries = {actor.country for _, actor in self.by_head.get(owner.i, []) if actor.country}
        return (
            replace(mention, country=countries.pop(), rule=f"{mention.rule}+owner") if len(countries) == 1 else mention
        )

    def _take_from_owner(self, head: Token, actor: Actor) -> None:
        for modifier in children(head, "nmod", "compound"):
            parts = self.by_head.get(modifier.i, [])
            owners = [owner for _, owner in parts if owner.country and owner is not actor and owner.kind != "person"]
            if owners and not (len(owners) > 1 and modifier.dep_ == "nmod:poss"):
                actor.country, actor.sector = owners[0].country, actor.sector or owners[0].sector
                actor.rule = f"{actor.rule}+owner"
                for owner in owners[1:] if actor.is_plural else ():  # "officials of both countries"
                    self._add_like(actor, owner)
                return

    def _add_like(self, actor: Actor, owner: Actor) -> None:
        """Add an actor that shares the mentions of another and belongs to another owner."""
        other = replace(actor, country=owner.country)
        self.actors.append(other)
        for mention in actor.mentions:
            self.by_head[mention.head].append((mention, other))

    def _note(self, mention: Mention, actor: Actor) -> None:
        actor.add(mention)
        self.by_head.setdefault(mention.head, []).append((mention, actor))
        if relation(self.doc[mention.head]) == "nsubj":
            actor.subjects.append(mention.head)
        if not self.actors or self.actors[-1] is not actor:
            if len(actor.mentions) > 1:
                self.actors.remove(actor)
            self.actors.append(actor)
        for key in keys_of(mention):
            known = self.by_key.setdefault(key, [])
            if actor not in known[-_LOOKED_AT:]:
                known.append(actor)

    def _note_several(self, mention: Mention, actors: tuple[Actor, ...]) -> None:
        for actor in actors:
            self._note(replace(mention, is_pair=True), actor)
        kind = relation(self.doc[mention.head])
        if len(actors) > 1 and kind != "nmod":
            self.several.remember(Group(mention.head, actors, kind == "nsubj"))

    def _new(self, mention: Mention) -> Actor:
        home = self.homes.find(mention)
        country, found_by = home or (mention.country, None)
        return Actor(mention.name, mention.kind, mention.title, country, mention.sector, mention.rule, found_by)

    def _known(self, mention: Mention) -> Actor | None:
        """Return the actor that the mention names again, or None."""
        found = {id(actor): actor for key in keys_of(mention) for actor in self.by_key.get(key, [])[-_LOOKED_AT:]}
        same = [actor for actor in found.values() if is_same(actor, mention)]
        if not same and is_government(mention) and (home := self.homes.find(mention)):
            same = self.by_key.get(("state", home[0]), [])[:1]
        if not same and mention.kind == "person" and mention.is_named:
            near = (actor for actor in self.actors[-_LOOKED_AT:] if self._is_near(actor, self.doc[mention.head]))
            same = [actor for actor in near if is_named_late(actor, mention)]
        if not same and mention.is_definite:
            same = [actor for actor in self.actors[-_LOOKED_AT:] if takes_up(actor, mention)]
        return max(same, key=lambda actor: actor.last_head, default=None)

    def _apposed(self, mention: Mention) -> Actor | None:
        """Return the nameless person beside whom the name stands: "a spokesman for the rebels, Ann Roe, said"."""
        token = self.doc[mention.head]
        if mention.kind != "person" or not mention.is_named or relation(token) != "appos":
            return None
        for above in takewhile(lambda above: relation(above) not in CLAUSAL, ancestors(token)):
            for _, actor in self.by_head.get(above.i, []):
                if actor.kind == "person" and not actor.is_named and not actor.is_plural:
                    return actor
        parts = self.by_head.get(next(iter(ancestors(token))).head.i, [])
        nameless = [actor for _, actor in parts if actor.kind == "person" and not actor.is_named]
        return nameless[0] if nameless and not nameless[0].is_plural else None

    def _read_relatives(self, until: int) -> None:
        """Note the subjects of the relative clauses before a token: in "Kenya, which said it left" Kenya said it."""
        while self.relatives and self.relatives[0][0] < until:
            pronoun, noun = self.relatives.pop(0)
            for _, actor in self.by_head.get(noun, []):
                actor.subjects.append(pronoun)

    def _pair_for(self, token: Token) -> tuple[Actor, ...]:
        if token.lower_ in {"each", "one", "other", "another"}:  # "blame each other": the subject's parties
            subject = surface_subject(token.head)
            members = conjuncts(subject) if subject is not None else []
            parties = tuple(actor for member in members for _, actor in self.by_head.get(member.i, []))
            if parties:
                return parties
        subject = surface_subject(token.head) if relation(token) != "nsubj" else None
        dealing = [actor for _, actor in self.by_head.get(subject.i, [])] if subject is not None else []
        return self.several.find_pair(token, self.actors[-_ACTORS_IN_MIND:], dealing)

    def _remember(self, token: Token) -> None:
        first = first_conjunct(token)
        actors = {id(actor): actor for member in conjuncts(first) for _, actor in self.by_head.get(member.i, [])}
        if len(actors) > 1:
            self.several.remember(Group(token.i, tuple(actors.values()), relation(first) == "nsubj"))
        elif relation(token) == "obj" or preposition(token) in _DEALING:  # "A thanked B": the two of them
            subjects = children(token.head, "nsubj")
            actors |= {id(actor): actor for subject in subjects for _, actor in self.by_head.get(subject.i, [])}
            countries = {actor.country for actor in actors.values() if actor.country and actor.kind != "person"}
            if len(actors) == len(countries) == 2:
                both = sorted(actors.values(), key=lambda actor: actor.mentions[0].head)
                self.several.remember(Group(token.i, tuple(both), is_named=False))

    def _is_near(self, actor: Actor, token: Token) -> bool:
        return self.sentence_of[token.i] - self.sentence_of[actor.last_head] <= PRONOUN_REACH


def _relatives(doc: Doc) -> list[tuple[int, int]]:
    """Return the relative pronouns that are subjects, each with the noun that it stands for."""
    return [
        (token.i, token.head.head.i)
        for token in doc
        if relation(token) == "nsubj" and token.tag_ in {"WDT", "WP"} and token.head.dep_ == "acl:relcl"
    ]
