"""Which of the places that bear a name an article means, from the company that the name keeps.

Takes, for each name of one article, the rows that it may mean; gives one row and a score for each name. Beliefs
start from the prior of the rows and are revised a few times: a row gains when other names of the article lie in its
country, in its region or near it, when the name's container ("Paris, Texas") holds it, and when the article is known
to be about its country. All weights are log10 odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.records import PlaceKind
from linewatch.world.distances import EARTH_KM
from linewatch.world.gazetteer import GazetteerRow

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

ROUNDS = 4
MOST_ROWS = 40  # of one name that are weighed; fewer where an article has very many names
MOST_ROWS_IN_ALL = 8_000
MOST_SUPPORTERS = 400  # rows that may draw others by lying near
COUNTRY_WEIGHT = 3.0
ADMIN_WEIGHT = 2.0
NEAR_WEIGHT = 1.2
NEAR_KM = 120.0
CLOSE_WEIGHT = 1.0
CLOSE_KM = 25.0
GIVEN_COUNTRY_WEIGHT = 0.7
CONTAINER_WEIGHT = 8.0
EQUAL_CONTAINER_WEIGHT = 2.0  # where name and container are likelier equals: "Illinois, Missouri", "China, Japan"
LIST_WEIGHT = 2.5  # of what is of one class with its neighbour in a list: "Texas and Georgia"
AREA_WEIGHT = 3.0  # of what lies in the area that other words name: "Paris in Texas"
CONTENTS_WEIGHT = 3.0  # of what holds the name before it: "Buffalo, New York"
KIND_WEIGHT = 1.5
LOCAL_WEIGHT = 3.0  # of a town that a newspaper in English is named after
LOCAL_COUNTRIES = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
WIDE_KM = 10.0  # of a city of a million inhabitants
CUT_PENALTY = 0.8  # where a part of the name alone is known: "Canaan" for "Canaan Valley"
NOBODY = 2.8  # prior of "a place that the gazetteer does not hold"
SUPPORT_FLOOR = 0.05  # beliefs below this support nobody


@dataclass(frozen=True, slots=True)
class Question:
    """One name of the article: its rows, the kind that its words ask for, the rows of its container, the likeliest row
    of each name beside it in a list, of what else holds it, the rows of what it is the container of, whether the rows
    are those of a part of the name, and whether the newspaper is named after it.
    """

    rows: tuple[GazetteerRow, ...]
    kind: PlaceKind | None = None
    containers: tuple[GazetteerRow, ...] = ()
    beside: tuple[GazetteerRow, ...] = ()
    areas: tuple[GazetteerRow, ...] = ()
    contents: tuple[GazetteerRow, ...] = ()
    is_cut: bool = False
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The chosen row and the probability that the name means it and not another place, known or unknown."""

    row: GazetteerRow
    score: float


def choose_senses(questions: Sequence[Question], *, countries: Sequence[str] = ()) -> tuple[Answer | None, ...]:
    """Return the likeliest row for each question, None where there is none to choose from.

    `countries` are ISO 3 codes that the article is known to be about.
    """
    table = _Table(questions, frozenset(countries))
    beliefs = table.beliefs(table.prior)
    for _ in range(ROUNDS):
        beliefs = table.beliefs(table.prior + table.support(beliefs))
    return tuple(table.answer(number, beliefs) for number in range(len(questions)))


class _Table:
    """All rows of all questions side by side, as arrays."""

    def __init__(self, questions: Sequence[Question], countries: frozenset[str]) -> None:
        most = max(3, min(MOST_ROWS, MOST_ROWS_IN_ALL // max(1, len(questions))))
        picked = [(number, row) for number, question in enumerate(questions) for row in question.rows[:most]]
        self.rows = [row for _, row in picked]
        self.group = np.array([number for number, _ in picked], dtype=np.intp)
        self.groups = len(questions)
        self.prior = np.array([_prior(row, questions[number], countries) for number, row in picked], dtype=np.float64)
        self.is_small = np.array([row.radius_km < NEAR_KM for row in self.rows], dtype=np.bool_)
        self.point = _unit_vectors(self.rows)
        self.lands = _memberships([row.countries for row in self.rows])
        self.regions = _memberships([_region(row) for row in self.rows])

    def beliefs(self, odds: Floats) -> Floats:
        """Return the probability of each row within its name, "no known place" being one more choice."""
        weight = np.power(10.0, np.clip(odds, -20.0, 20.0))
        total = np.bincount(self.group, weights=weight, minlength=self.groups) + 10.0**NOBODY
        return np.asarray(weight / total[self.group], dtype=np.float64)

    def support(self, beliefs: Floats) -> Floats:
        """Return the log10 odds that each row gains from the other names."""
        gain = COUNTRY_WEIGHT * self._shared(self.lands, beliefs) + ADMIN_WEIGHT * self._shared(self.regions, beliefs)
        near, close = self._near(beliefs)
        return np.asarray(gain + NEAR_WEIGHT * near + CLOSE_WEIGHT * close, dtype=np.float64)

    def _shared(self, members: tuple[Indices, Indices], beliefs: Floats) -> Floats:
        """Return, for each row, how surely other names lie in one of its areas: 0 (no other) to 1 (many)."""
        rows, areas = members
        _, pairs = np.unique(self.group[rows] * (areas.max(initial=0) + 1) + areas, return_inverse=True)
        others = np.bincount(areas, beliefs[rows])[areas] - np.bincount(pairs, beliefs[rows])[pairs]
        shared = np.zeros(len(self.rows))
        np.maximum.at(shared, rows, 1.0 - np.exp(-others))
        return shared

    def _near(self, beliefs: Floats) -> tuple[Floats, Floats]:
        """Return, for each row, how surely another name lies within some 100 km, and within some 25: 0 to 1."""
        strong = np.flatnonzero((beliefs > SUPPORT_FLOOR) & self.is_small)
        strong = strong[np.argsort(-beliefs[strong], kind="stable")[:MOST_SUPPORTERS]]
        chord_km = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * self.point @ self.point[strong].T)) * EARTH_KM
        others = beliefs[strong] * (self.group[:, None] != self.group[strong])
        near, close = (1.0 - np.exp(-(np.exp(-chord_km / km) * others).sum(axis=1)) for km in (NEAR_KM, CLOSE_KM))
        return near, close

    def answer(self, number: int, beliefs: Floats) -> Answer | None:
        """Return the likeliest row of one question."""
        first, stop = np.searchsorted(self.group, (number, number + 1))
        if first == stop:
            return None
        best = first + int(np.argmax(beliefs[first:stop]))
        return Answer(self.rows[best], round(float(beliefs[best]), 4))


def _prior(row: GazetteerRow, question: Question, countries: frozenset[str]) -> float:
    odds = row.prior
    if countries.intersection(row.countries):
        odds += GIVEN_COUNTRY_WEIGHT
    if question.kind is not None:
        odds += KIND_WEIGHT if row.kind == question.kind else 0.0
    if any(_holds(container, row) for container in question.containers):
        is_equal = are_equals(question.rows[0], question.containers[0])
        odds += EQUAL_CONTAINER_WEIGHT if is_equal else CONTAINER_WEIGHT
    if any(_holds(area, row) for area in question.areas):
        odds += AREA_WEIGHT
    if _is_wide(row) and any(_holds(row, content) for content in question.contents):
        odds += CONTENTS_WEIGHT
    if any(are_equals(row, other) for other in question.beside):
        odds += LIST_WEIGHT
    if question.is_local and LOCAL_COUNTRIES.intersection(row.countries):
        odds += LOCAL_WEIGHT
    return odds - (CUT_PENALTY if question.is_cut else 0.0)


def are_equals(one: GazetteerRow, other: GazetteerRow) -> bool:
    """Say whether two rows are two countries, or two regions of one country, so that neither is part of the other."""
    if one.row_id == other.row_id:
        return False
    if one.kind == other.kind == "country":
        return True
    return one.feature_code == other.feature_code == "ADM1" and one.countries == other.countries


def _holds(container: GazetteerRow, row: GazetteerRow) -> bool:
    """Say whether a country or first-order region holds a row, or a town or region of its country lies close by."""
    if container.row_id == row.row_id or not set(container.countries).intersection(row.countries):
        return False
    if container.kind == "country":
        return row.kind != "country"
    if container.feature_code == "ADM1" and row.admin1 is not None:
        return container.admin1 == row.admin1
    return _distance_km(container, row) < container.radius_km * 1.5 + 10.0


def _is_wide(row: GazetteerRow) -> bool:
    """Say whether a place may stand after the name of another that it holds: "Brooklyn, New York"."""
    return row.kind != "settlement" or row.radius_km >= WIDE_KM


def _distance_km(one: GazetteerRow, other: GazetteerRow) -> float:
    points = _unit_vectors([one, other])
    return float(np.linalg.norm(points[0] - points[1])) * EARTH_KM


def _region(row: GazetteerRow) -> tuple[str, ...]:
    return (f"{row.countries[0]}/{row.admin1}",) if row.admin1 and row.countries else ()


def _unit_vectors(rows: Sequence[GazetteerRow]) -> Floats:
    lat = np.radians([row.lat for row in rows], dtype=np.float64)
    lon = np.radians([row.lon for row in rows], dtype=np.float64)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def _memberships(areas_of: Sequence[tuple[str, ...]]) -> tuple[Indices, Indices]:
    """Return pairs of row and area as two arrays, areas numbered in the order of their names."""
    numbers = {area: number for number, area in enumerate(sorted({area for areas in areas_of for area in areas}))}
    pairs = [(row, numbers[area]) for row, areas in enumerate(areas_of) for area in areas]
    return np.array([row for row, _ in pairs], dtype=np.intp), np.array([area for _, area in pairs], dtype=np.intp)
