"""Records in words, as the pages say them. Plain text alone: the templates escape it, nothing here makes HTML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache

from linewatch.ontology import Ontology
from linewatch.records import Decision, Entity, Interval, Line, Place, RedLine
from linewatch.wording import SIGNS, STATES, visible
from linewatch.world.countries import read_table

_FEED_SIGNS = {"disabled": "⊘", "failing": "✖", "overdue": "▲", "not asked yet": "◌", "good": "○"}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
VERBS = {
    "add": "added",
    "merge": "merged",
    "split": "split",
    "correct": "corrected",
    "close": "closed",
    "confirm": "confirmed",
    "reject": "rejected",
    "undo": "undid",
}


def clean(value: object) -> object:
    """Return text with each control, direction or invisible character shown as U+FFFD; other values as they are."""
    if not isinstance(value, str):
        return value
    seen = visible(value)
    return value if seen == value else seen  # as it is, so that Markup stays Markup


@cache
def country_names() -> dict[str, str]:
    """Return the names of the countries by code."""
    return {row["iso3"]: row["name"] for row in reversed(read_table("countries.toml")["states"])}


def country(code: str | None) -> str:
    """Return the name of a country, or the code itself where it has none."""
    return country_names().get(code or "", code or "unknown")


def pair(codes: str | None) -> str:
    """Return two countries by name, as ``Armenia – Azerbaijan``."""
    return " – ".join(country(code) for code in (codes or "").split("-"))


def entity(one: Entity) -> str:
    """Return who it is, as ``Ada Mirel (SUD GOV)``."""
    codes = " ".join(part for part in (one.country, one.sector) if part)
    return f"{one.name} ({codes})" if codes else one.name


def entities(some: Iterable[Entity]) -> str:
    """Return who they are, each once."""
    return ", ".join(dict.fromkeys(entity(one) for one in some))


def who(one: Entity) -> str:
    """Return the country's name of a state's actor, which its sector follows, else the name."""
    if one.country and (one.kind == "state" or one.sector):
        return country(one.country)
    return f"{one.name}, {one.country}" if one.country else one.name


def sector(code: str) -> str:
    """Return what a sector is, as ``armed forces of a state``."""
    ontology = Ontology.open()
    return ontology.sectors.get(code) or ontology.non_state.get(code, code)


def distinct(some: Iterable[Entity]) -> list[Entity]:
    """Return the entities that `who` and the sector tell apart."""
    return list({(who(one), one.sector): one for one in reversed(tuple(some))}.values())[::-1]


def when(interval: Interval | None) -> str:
    """Return the days as finely as they are known; unknown is ``no day``."""
    if interval is None or (interval.from_on is None and interval.until_on is None):
        return "no day"
    first, last = interval.from_on, interval.until_on
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"


def where(place: Place) -> str:
    """Return the place and how far from which border it is."""
    words = f"{place.name}, {country(place.country)}" if place.country and place.kind != "country" else place.name
    if place.border is None:
        return words
    distance = f"{place.border.distance_km:.0f} ± {place.border.error_km:.0f} km"
    return f"{words}; {distance} from the border {'–'.join(place.border.countries)}"


def state(name: str) -> str:
    """Return a state in words."""
    return STATES[name]


def glyph(name: str) -> str:
    """Return the sign of a state; no two are alike."""
    return SIGNS[name]


def line_title(line: Line) -> str:
    """Return a line in one sentence: who warns whom, and what would cross it."""
    return declaration_title(line.terms)


def declaration_title(terms: RedLine) -> str:
    """Return a declaration in one sentence: who warns whom, and what would cross it."""
    declarer = terms.declarer
    who = country(declarer.country) if declarer.country else declarer.name
    whom = ", ".join(dict.fromkeys(country(each.country) if each.country else each.name for each in terms.addressees))
    return f"{who} → {whom}: {terms.trigger.text}" if whom else f"{who}: {terms.trigger.text}"


def decision(one: Decision) -> str:
    """Return what somebody decided, without the id."""
    return VERBS.get(one.verb, one.verb)


def ended(sentence: str) -> str:
    """Return a sentence with a capital letter at its start and a full stop at its end."""
    words = f"{sentence[:1].upper()}{sentence[1:]}"
    return words if not words or words[-1] in ".!?…" else f"{words}."


def feed_state(name: str) -> str:
    """Return a feed's state with its sign."""
    return f"{_FEED_SIGNS[name]} {name}"


def moment(at: datetime) -> str:
    """Return a moment as ``2026-03-31 14:05 UTC``."""
    return f"{minute(at)} UTC"


def minute(at: datetime) -> str:
    """Return a moment as ``2026-03-31 14:05``, where UTC stands above it."""
    return f"{at:%Y-%m-%d %H:%M}"


def week(place: int, of: int, latest_on: date) -> str:
    """Return which week it is of so many that end with a day."""
    last = latest_on - timedelta(weeks=of - 1 - place)
    return f"{last - timedelta(days=6)} to {last}"


def number(value: float) -> str:
    """Return a number with thin separators."""
    return f"{value:,.0f}".replace(",", "\u202f")


def day(value: date | None) -> str:
    """Return a day, or a dash."""
    return str(value) if value else "–"
