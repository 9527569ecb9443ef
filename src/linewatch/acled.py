"""What ACLED would call our records: a PLOVER event, or a whole coded report → event type and sub-type.

The table is data (data/acled.toml): rules of type and mode, sectors of the parties and words of the sentence, tried in
their order. It says nothing of an event that PLOVER does not have; sub-types beside ACLED's have no event type.

Source: ACLED codebook (2023), which names the sub-types; the rules and their words are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from linewatch.errors import ModelError
from linewatch.ontology import read_table
from linewatch.records import CodedArticle, Entity, Event

NO_EVENT: Final = "none"
"""What a rule calls a text in which nothing was coded."""

_TABLE: Final = "acled.toml"
_HAPPENED: Final = frozenset({"actual", "historical"})
_LEAD_CHARS: Final = 600
"""How far the words reach that say what a report is about."""


@dataclass(frozen=True, slots=True)
class Subtype:
    """A sub-type by the name of the table; `event_type` is None where ACLED has no such event.

    `plover` is what an event of ACLED is here, as TYPE or TYPE/mode; None where PLOVER has no such event.
    """

    name: str
    event_type: str | None
    sub_event_type: str
    meaning: str
    plover: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: every condition that it states must hold.

    `types` are types or type/mode, `cues` groups of words that must all occur, `order` groups that must follow each
    other, `without` groups that must not occur.
    """

    name: str
    types: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    cues: tuple[re.Pattern[str], ...] = ()
    order: re.Pattern[str] | None = None
    without: tuple[re.Pattern[str], ...] = ()

    def fits(self, event: Event | None, text: str) -> bool:
        """Say whether the rule holds of an event, or of a text without one, in the words of `text`."""
        return (
            (not self.types or not self.types.isdisjoint(_kinds(event)))
            and (not self.actors or _has_sector(event.actors if event else (), self.actors))
            and (not self.recipients or _has_sector(event.recipients if event else (), self.recipients))
            and all(cue.search(text) for cue in self.cues)
            and (self.order is None or self.order.search(text) is not None)
            and not any(cue.search(text) for cue in self.without)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The sub-types by name, the rules in the order in which they are tried, and what each PLOVER type may become."""

    subtypes: Mapping[str, Subtype]
    rules: tuple[Rule, ...]
    allowed: Mapping[str, frozenset[str]]
    default: str


def subtype_of(event: Event) -> Subtype | None:
    """Return the sub-type of one event by its own fields and the words of its sentence, None where ACLED has none.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    table = read_rules()
    for rule in table.rules:
        if rule.name in table.allowed[event.event_type] and rule.fits(event, event.evidence[0].text):
            return table.subtypes[rule.name]
    return None


def subtype_named(sub_event_type: str) -> Subtype | None:
    """Return the sub-type that ACLED calls so, whatever the case; None where it has none of that name.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    named = (kind for kind in read_rules().subtypes.values() if kind.event_type)
    return next((kind for kind in named if kind.sub_event_type.lower() == sub_event_type.lower()), None)


def main_subtype(coded: CodedArticle) -> Subtype:
    """Return the sub-type of what a report is about: of its events that happened the one that the earliest rule names.

    The words are those of the beginning of the report, and a report without events has only them.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    table, lead = read_rules(), coded.article.text[:_LEAD_CHARS]
    events: list[Event | None] = [event for event in coded.events if event.modality in _HAPPENED]
    _, name = min((_first(table, event, lead) for event in [*events, None]), key=lambda found: found[0])
    return table.subtypes[name]


@cache
def read_rules() -> Table:
    """Return the table; it is read once.

    Raises:
        ModelError: LW302 when it is missing, LW301 when it is damaged.
    """
    raw = read_table(_TABLE)
    try:
        subtypes = {row["name"]: _subtype(row) for row in raw["subtypes"]}
        rules = tuple(_rule(row, raw) for row in raw["rules"])
        allowed = {name: _allowed(names, subtypes) for name, names in raw["allowed"].items()}
    except (KeyError, TypeError) as error:
        raise ModelError("LW301", f"a row is wrong ({error}); install Linewatch again", _TABLE) from error
    if lost := {raw["default"], *(rule.name for rule in rules)} - set(subtypes):
        raise ModelError("LW301", f"there is no sub-type {', '.join(sorted(lost))}; install Linewatch again", _TABLE)
    return Table(subtypes, rules, allowed, raw["default"])


def _first(table: Table, event: Event | None, text: str) -> tuple[int, str]:
    """Return the number and the sub-type of the first rule that fits."""
    for number, rule in enumerate(table.rules):
        if rule.fits(event, text):
            return number, rule.name
    return len(table.rules), table.default


def _kinds(event: Event | None) -> set[str]:
    return {NO_EVENT} if event is None else {event.event_type, f"{event.event_type}/{event.mode}"}


def _has_sector(entities: tuple[Entity, ...], sectors: frozenset[str]) -> bool:
    return any(entity.sector in sectors for entity in entities)


def _subtype(row: dict[str, Any]) -> Subtype:
    return Subtype(row["name"], row.get("event_type"), row["sub_event_type"], row["meaning"], row.get("plover"))


def _allowed(names: list[str], subtypes: Mapping[str, Subtype]) -> frozenset[str]:
    """Return the sub-types that are meant by their own names or by those of their event types."""
    return frozenset(name for name, kind in subtypes.items() if name in names or kind.event_type in names)


def _rule(row: dict[str, Any], raw: dict[str, Any]) -> Rule:
    """Return a rule with the groups of words and sectors that it names."""
    words = {name: _alternatives(raw["cues"][name]) for name in _cue_names(row)}
    sectors = {key: frozenset(raw["sectors"][row[key]] if key in row else ()) for key in ("actors", "recipients")}
    cues, without = ([_compile(words[name]) for name in row.get(key, ())] for key in ("cues", "without"))
    order = r"\b[^.]{0,90}?".join(words[name] for name in row.get("order", ()))
    kinds = frozenset(row.get("types", ()))
    return Rule(row["name"], kinds, cues=tuple(cues), order=_compile(order) if order else None,
                without=tuple(without), **sectors)  # fmt: skip


def _cue_names(row: dict[str, Any]) -> Iterator[str]:
    for key in ("cues", "order", "without"):
        yield from row.get(key, ())


def _alternatives(words: list[str]) -> str:
    """Return a pattern of any of the words, longest first; ``*`` stands for any ending."""
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for word in words)
    return rf"\b(?:{'|'.join(sorted(parts, key=len, reverse=True))})"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}\b", re.IGNORECASE)
