"""Terms that an analyst puts right: ``until_on=2026-03-31`` → the fields of the declaration that hold them.

A decision keeps whole fields (`area`, `trigger`) in their JSON form, which the watch sets in place of those that were
read. Countries that the analyst names become actors that say so in `inferred_by`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import msgspec

from linewatch.errors import UsageError
from linewatch.records import Area, AreaKind, Deadline, Entity, LineType, RedLine

TERMS = {
    "type": "deterrent or compellent",
    "event_type": "the PLOVER type of the act that crosses it, as MOBILIZE",
    "mode": "the PLOVER mode of that act",
    "actor_countries": "the countries whose act would cross it, as ARM,AZE",
    "declarer_country": "the country that draws it, as GRC",
    "addressee_countries": "the countries that are warned, as ARM,AZE",
    "area_kind": f"one of {', '.join(get_args(AreaKind))}",
    "area_countries": "the countries of the area, as ARM,AZE",
    "distance_km": "how far from the border or place an act still counts, in km",
    "until_on": "the last day of the deadline, as 2026-03-31",
}
"""What may be put right, and in which form it is written."""

_CHOICES = {"type": get_args(LineType), "area_kind": get_args(AreaKind)}


def corrected_fields(line: RedLine, pairs: Sequence[str], *, by: str) -> dict[str, Any]:
    """Return the fields of `line` that ``TERM=VALUE`` pairs change, each whole and in its JSON form.

    Raises:
        UsageError: LW001 a term is unknown or has another form.
    """
    given = dict(_read_pair(pair) for pair in pairs)
    fixed = line
    for term, value in given.items():
        fixed = _with_term(fixed, term, value, by)
    changed = {name for name in RedLine.__slots__ if getattr(fixed, name) != getattr(line, name)}
    return {name: value for name, value in msgspec.to_builtins(fixed).items() if name in changed}


def _read_pair(pair: str) -> tuple[str, Any]:
    term, _, text = pair.partition("=")
    if term not in TERMS:
        raise UsageError("LW001", f"{term!r} is no term; there are {', '.join(TERMS)}", "lines correct")
    text = text.strip()
    try:
        return term, _read_value(term, text)
    except ValueError as error:
        raise UsageError("LW001", f"{text!r} is no {term}; write {TERMS[term]}", "lines correct") from error


def _read_value(term: str, text: str) -> Any:
    if not text or text not in _CHOICES.get(term, (text,)):
        raise ValueError(text)
    if term == "distance_km":
        return float(text)
    if term == "until_on":
        return date.fromisoformat(text)
    if term.endswith("_countries"):
        return tuple(code.strip().upper() for code in text.split(","))
    return text


def _with_term(line: RedLine, term: str, value: Any, by: str) -> RedLine:
    """Return the declaration with one term set."""
    area = line.area or Area(line.evidence, "none", ())
    match term:
        case "type":
            return replace(line, type=value)
        case "event_type" | "mode":
            return replace(line, trigger=replace(line.trigger, **{term: value}))
        case "actor_countries":
            return replace(line, trigger=replace(line.trigger, actors=_parties(line.trigger.actors, value, by)))
        case "declarer_country":
            return replace(line, declarer=replace(line.declarer, country=value.upper(), inferred_by=f"analyst:{by}"))
        case "addressee_countries":
            return replace(line, addressees=_parties(line.addressees, value, by))
        case "area_kind":
            return replace(line, area=replace(area, kind=value))
        case "area_countries":
            return replace(line, area=replace(area, countries=tuple(sorted(value))))
        case "distance_km":
            return replace(line, area=replace(area, distance_km=value))
        case _:
            deadline = line.deadline or Deadline(line.evidence, None, None)
            return replace(line, deadline=replace(deadline, until_on=value))


def _parties(known: tuple[Entity, ...], countries: Sequence[str], by: str) -> tuple[Entity, ...]:
    """Return those of `known` that belong to the countries, and an actor of its own for each country that has none."""
    kept = tuple(entity for entity in known if entity.country in countries)
    missing = [code for code in countries if all(entity.country != code for entity in kept)]
    made = (Entity("", 0, 0, code, country=code, kind="state", inferred_by=f"analyst:{by}") for code in missing)
    return (*kept, *made)
