"""Declarations of many articles → the register: one entry for each line, with all its declarations.

Takes declarations in any order, gives groups that do not depend on it: they are read from the oldest on, and each joins
the line that it is most like, or begins one. The line is called by the id of its oldest declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linewatch.records import Declared, RedLine, content_id
from linewatch.watch.parties import best_likeness, party_of
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import lands_of, said_on
from linewatch.watch.words import read_words

TAKING_BACK: Final = frozenset({"withdrawal", "denial"})
_AGAIN: Final = frozenset({"reaffirmation", "amendment", *TAKING_BACK})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register; its declarations are the oldest first."""

    line_id: str
    declarations: tuple[Declared, ...]

    @property
    def force(self) -> Declared:
        """The declaration whose words hold now: the latest that sets other terms, else the first."""
        return self.forces[-1]

    @property
    def forces(self) -> tuple[Declared, ...]:
        """The declarations whose words held one after the other: the first, and each that sets other terms."""
        holding = [self.declarations[0]]
        for one in self.declarations[1:]:
            if one.line.kind not in TAKING_BACK and amends(holding[-1].line, one.line):
                holding.append(one)
        return tuple(holding)


def register_lines(declared: Iterable[Declared]) -> tuple[Entry, ...]:
    """Return the lines that were declared, by their ids."""
    groups: dict[tuple[str, str], list[list[Declared]]] = {}
    for one in sorted({order_of(one): one for one in declared}.values(), key=order_of):
        known = groups.setdefault(party_of(one.line.declarer).key, [])
        ranked = [
            (max(_is_told_same(group, one), likeness(group[0], one), likeness(group[-1], one)), group)
            for group in known
        ]
        best, group = max(ranked, key=lambda pair: pair[0], default=(0.0, []))
        if group and best >= _least(one.line):
            group.append(one)
        else:
            known.append([one])
    return tuple(sorted((make_entry(group) for known in groups.values() for group in known), key=lambda e: e.line_id))


def make_entry(group: Sequence[Declared]) -> Entry:
    """Return the entry of declarations of one line, which is called by the oldest."""
    ordered = sorted(group, key=order_of)
    return Entry(content_id("line", ordered[0].line.declaration_id), tuple(ordered))


def order_of(declared: Declared) -> tuple[date, str, str]:
    """Return what declarations are ordered by: day, article, id."""
    return said_on(declared) or date.max, declared.article.article_id, declared.line.declaration_id


def amends(before: RedLine, after: RedLine) -> bool:
    """Say whether a later declaration sets other terms: it says so, or has another deadline, width, area or response.

    An area of the same kind is another one where it has more or fewer countries, a response where type and words
    differ. What one of the two leaves open is no change.
    """
    if after.kind == "amendment":
        return True
    due = [line.deadline.until_on for line in (before, after) if line.deadline and line.deadline.until_on]
    if len(due) == 2 and due[0] != due[1]:
        return True
    ours, theirs = before.area, after.area
    if ours and theirs:
        if ours.distance_km and theirs.distance_km and ours.distance_km != theirs.distance_km:
            return True
        lands, others = set(ours.countries), set(theirs.countries)
        if ours.kind == theirs.kind and lands and others and (lands < others or others < lands):
            return True
    told = [line.response for line in (before, after) if line.response and line.response.specificity == "explicit"]
    if len(told) < 2 or after.kind == "reaffirmation" or told[0].event_type == told[1].event_type:
        return False
    return read_words(told[0].span.text).likeness(read_words(told[1].span.text)) < read_tables().register["response"]


def likeness(one: Declared, other: Declared) -> float:
    """Return how likely two declarations of one declarer draw one line; 0 where areas or addressees contradict.

    What one of the two does not say is left out of the mean.
    """
    parts = {
        "words": read_words(one.line.trigger.text).likeness(read_words(other.line.trigger.text)),
        "act": _act_likeness(one.line, other.line),
        "area": _area_likeness(one, other),
        "addressee": _addressee_likeness(one.line, other.line),
    }
    if parts["addressee"] == 0.0 or _are_apart(one, other):
        return 0.0
    shares = read_tables().register
    told: Mapping[str, float] = {name: value for name, value in parts.items() if value is not None}
    return sum(shares[name] * value for name, value in told.items()) / sum(shares[name] for name in told)


def _least(line: RedLine) -> float:
    """Return from which likeness on a declaration joins a line: less where it says itself that it is no first one."""
    return read_tables().register["least_again" if line.kind in _AGAIN else "least"]


def _is_told_same(group: Sequence[Declared], one: Declared) -> float:
    """Return 1 where the coder of their article says that the declaration is of the group's line."""
    return float(
        any(
            known.article.article_id == one.article.article_id and known.line.line_id == one.line.line_id
            for known in group
        )
    )


def _act_likeness(one: RedLine, other: RedLine) -> float | None:
    ours, theirs = one.trigger.event_type, other.trigger.event_type
    if ours is None or theirs is None:
        return None
    return 1.0 if ours == theirs else 0.5 * (theirs in read_tables().acts.get(ours, ()))


def _area_likeness(one: Declared, other: Declared) -> float | None:
    ours, theirs = _area_names(one), _area_names(other)
    if ours and theirs and ours & theirs:
        return 1.0
    lands, others = _lands(one.line), _lands(other.line)
    if not lands or not others:
        return None
    return len(lands & others) / len(lands | others)


def _are_apart(one: Declared, other: Declared) -> bool:
    """Say whether both name places, none of them in common, in different countries."""
    ours, theirs = ([p for p in declared.places if p.kind != "country"] for declared in (one, other))
    lands, others = ({place.country for place in places} for places in (ours, theirs))
    return bool(ours and theirs) and not _area_names(one) & _area_names(other) and not lands & others


def _area_names(declared: Declared) -> frozenset[str]:
    places = " ".join(place.name for place in declared.places if place.kind != "country")
    return read_words("in " + places).names


def _lands(line: RedLine) -> frozenset[str]:
    return frozenset([*(line.area.countries if line.area else ()), *lands_of(line)])


def _addressee_likeness(one: RedLine, other: RedLine) -> float | None:
    ours, theirs = ([party_of(e) for e in line.addressees if e.country] for line in (one, other))
    return best_likeness(ours, theirs) if ours and theirs else None
