"""Who stands behind "both sides", "the two presidents" and a "they" that means several: those who last stood together.

Takes actors as they are read, gives groups of them. Two who were named together or dealt with each other come first,
then the two of whom the article says most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from linewatch.coding.antecedents import PRONOUN_REACH, SUBJECT_BONUS
from linewatch.coding.identity import Actor, role_head
from linewatch.coding.pairwords import kind_of_pair

_KEPT = 20  # groups: a sentence that names a thousand parties is no report
_SIDES = frozenset({"MIL", "REB", "PRM", "UAF", "OPP", "PTY"})  # sectors of bodies that are a side of their own


@dataclass(frozen=True, slots=True)
class Group:
    """Actors that stood together at a token; `is_subject` when they acted together there."""

    head: int
    actors: tuple[Actor, ...]
    is_subject: bool = False
    is_named: bool = True  # together in one nominal, not only in one clause


@dataclass(slots=True)
class Several:
    """The latest groups of the article, in text order."""

    sentence_of: Callable[[int], int]
    groups: list[Group] = field(default_factory=list)

    def remember(self, group: Group) -> None:
        """Take in one more group, and forget those of long ago."""
        self.groups.append(group)
        del self.groups[:-_KEPT]

    def find_pair(self, token: Token, actors: Sequence[Actor], dealing: Sequence[Actor]) -> tuple[Actor, ...]:
        """Return the two for whom the noun at the token stands, nobody where the article does not tell.

        Args:
            actors: all so far, in the order of their last mentions.
            dealing: those who have to do with the two in this very clause, so they are others.
        """
        for group in reversed(self.groups):
            if self._distance(group.head, token) > PRONOUN_REACH:
                break
            is_meant = group.is_named and (_is_bare(token) or _are_sides(group, token))
            is_meant = is_meant or all(_suits(actor, token) for actor in group.actors)
            if len(group.actors) == 2 and is_meant and not any(actor in dealing for actor in group.actors):
                return group.actors
        suiting = [actor for actor in actors if _suits(actor, token) and actor not in dealing]
        if kind_of_pair(token) in {"any", "state"} or _is_bare(token):
            suiting.sort(key=lambda actor: len(actor.mentions))
        return tuple(sorted(suiting[-2:], key=lambda actor: actor.mentions[0].head)) if len(suiting) > 1 else ()

    def find_they(self, token: Token) -> tuple[Group | None, float]:
        """Return the group that a plural pronoun may mean, and how near it is: as `antecedents` counts."""
        named = [group for group in self.groups[-2:] if group.is_named]
        if not named or self._distance(named[-1].head, token) > PRONOUN_REACH:
            return None, 0.0
        bonus = SUBJECT_BONUS if named[-1].is_subject else 0.0
        return named[-1], bonus - self._distance(named[-1].head, token)

    def _distance(self, head: int, token: Token) -> int:
        return self.sentence_of(token.i) - self.sentence_of(head)


def _are_sides(group: Group, token: Token) -> bool:
    return kind_of_pair(token) == "any" and all(actor.kind != "person" for actor in group.actors)


def _is_bare(token: Token) -> bool:
    """Say whether no noun tells of what kind the two are."""
    return token.lower_ in {"both", "neither", "each", "other", "one", "another"}


def _suits(actor: Actor, token: Token) -> bool:
    """Say whether an actor may be one of the two that a noun means."""
    kind = kind_of_pair(token)
    if kind is None and not _is_bare(token):
        return not actor.is_plural and role_head(token.lemma_) in actor.roles
    if kind == "person":
        return actor.kind == "person" and not actor.is_plural
    if kind == "state":
        return actor.kind == "state"
    is_body = actor.is_named or actor.kind == "organisation"
    return actor.kind == "state" or (actor.kind != "person" and actor.sector in _SIDES and is_body)
