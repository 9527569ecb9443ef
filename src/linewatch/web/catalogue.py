"""All events as columns in memory: filters, counts and pages over a hundred thousand events in milliseconds.

Takes the outlines of the store's events, the latest first; gives row numbers and counts. It holds no record: what is
shown is loaded from the store by its keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import WebError
from linewatch.store.rows import pair_of
from linewatch.store.scanning import EventOutline

Rows = NDArray[np.intp]
Ints = NDArray[np.int32]

FACETS = ("pair", "event_type", "modality", "publisher", "speaker", "place")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted; None does not filter."""

    pair: str | None = None
    country: str | None = None
    event_type: str | None = None
    quad_code: int | None = None
    modality: str | None = None
    place: str | None = None
    publisher: str | None = None
    speaker: str | None = None
    from_on: date | None = None
    until_on: date | None = None

    def given(self) -> dict[str, str]:
        """Return what is filtered by, as the parameters of an address."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: str(value) for name, value in values if value is not None}


@dataclass(frozen=True, slots=True)
class Count:
    """How many events have a value."""

    value: str
    events: int


@dataclass(frozen=True, slots=True)
class Bin:
    """The events of some days, by quad code: verbal and material cooperation, verbal and material conflict."""

    from_on: date
    until_on: date
    events: int
    by_quad: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PairTension:
    """Two countries, their events, and the sum of hostility of each bin: intensities below zero, negated, of facts."""

    pair: str
    events: int
    latest_on: date | None
    tension: tuple[float, ...]
    recent: float


class _Column:
    """Values as small numbers: `codes` has one for each event, `values` what they mean; 0 is none."""

    def __init__(self, cells: Iterable[str | None]) -> None:
        known: dict[str | None, int] = {None: 0}
        self.codes = np.fromiter((known.setdefault(cell or None, len(known)) for cell in cells), np.int32)
        self.values: list[str] = [value or "" for value in known]
        self._numbers = {value: number for value, number in known.items() if value}

    def mask(self, value: str) -> NDArray[np.bool_]:
        return np.equal(self.codes, self._numbers.get(value, -1))

    def mask_any(self, wanted: Iterable[int]) -> NDArray[np.bool_]:
        return np.isin(self.codes, list(wanted))

    def containing(self, words: str) -> NDArray[np.bool_]:
        sought = words.casefold()
        return self.mask_any(number for number, value in enumerate(self.values) if sought in value.casefold())

    def counts(self, rows: Rows, most: int) -> tuple[Count, ...]:
        numbers = np.bincount(self.codes[rows], minlength=len(self.values)).tolist()
        ranked = sorted(range(1, len(self.values)), key=lambda code: (-numbers[code], self.values[code]))
        return tuple(Count(self.values[code], numbers[code]) for code in ranked[:most] if numbers[code])


@dataclass
class Catalogue:
    """The events of a store at one moment, the latest first."""

    outlines: Sequence[EventOutline]
    _columns: Mapping[str, _Column] = field(init=False)

    def __post_init__(self) -> None:
        events = self.outlines
        self._columns = {
            name: _Column(getattr(event, name) for event in events)
            for name in (*FACETS, "countries", "place_country", "mode")
        }
        self._days = np.fromiter((event.day.toordinal() if event.day else 0 for event in events), np.int32)
        self._quads = np.fromiter((event.quad_code for event in events), np.int8)
        self._intensities = np.fromiter((event.intensity for event in events), np.float64)
        self._has_point = np.fromiter((event.lat is not None for event in events), np.bool_)

    def __len__(self) -> int:
        return len(self.outlines)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {event.event_id: number for number, event in enumerate(self.outlines)}

    @property
    def latest_on(self) -> date | None:
        """The latest day of an event."""
        return self.outlines[0].day if len(self.outlines) else None

    def find(self, wanted: Filter) -> Rows:
        """Return the numbers of the events that are wanted, the latest first."""
        mask = np.ones(len(self), np.bool_)
        for name in ("event_type", "modality", "publisher", "speaker"):
            value = getattr(wanted, name)
            if value is not None:
                mask &= self._columns[name].mask(value)
        if wanted.pair is not None:
            mask &= self._columns["pair"].mask(pair_of(wanted.pair.upper().split("-")) or "")
        if wanted.country is not None:
            mask &= self._columns["countries"].containing(f";{wanted.country};")
        if wanted.place is not None:
            mask &= self._columns["place"].containing(wanted.place)
        if wanted.quad_code is not None:
            mask &= self._quads == wanted.quad_code
        if wanted.from_on is not None:
            mask &= self._days >= wanted.from_on.toordinal()
        if wanted.until_on is not None:
            mask &= (self._days <= wanted.until_on.toordinal()) & (self._days > 0)
        return np.flatnonzero(mask)

    def key(self, number: int) -> tuple[str, int]:
        """Return the article and the position of an event, by which the store finds it."""
        return self.outlines[number].article_id, self.outlines[number].position

    def page(self, rows: Rows, *, cursor: str | None, limit: int) -> tuple[list[EventOutline], str | None]:
        """Return the next `limit` of these events after the one that `cursor` names, and the next cursor.

        Raises:
            WebError: LW612 the store has no such event.
        """
        start = 0
        if cursor is not None:
            if cursor not in self._numbers:
                raise WebError("LW612", "begin at the first page again")
            start = int(np.searchsorted(rows, self._numbers[cursor], side="right"))
        shown = [self.outlines[number] for number in rows[start : start + limit].tolist()]
        return shown, shown[-1].event_id if shown and start + limit < len(rows) else None

    def facets(self, rows: Rows, *, most: int = 12) -> dict[str, tuple[Count, ...]]:
        """Return the most frequent values among these events, by column."""
        return {name: self._columns[name].counts(rows, most) for name in FACETS}

    def values(self, name: str) -> list[str]:
        """Return every value of a column, sorted."""
        return sorted(self._columns[name].values[1:])

    def histogram(self, rows: Rows, *, bins: int = 60) -> tuple[Bin, ...]:
        """Return the events over time, in at most `bins` bins of whole days, weeks, months of 30 days or longer."""
        days = self._days[rows]
        quads = self._quads[rows][days > 0]
        days = days[days > 0]
        if not days.size:
            return ()
        first, last = int(days.min()), int(days.max())
        width = next(
            (each for each in (1, 7, 30, 91, 365) if (last - first) // each < bins), (last - first) // bins + 1
        )
        number = (last - first) // width + 1
        counts = np.zeros((number, 4), np.int64)
        np.add.at(counts, ((days - first) // width, np.clip(quads, 1, 4) - 1), 1)
        return tuple(_bin(first + place * width, width, row) for place, row in enumerate(counts.tolist()))

    def tensions(self, *, most: int, bins: int = 26, bin_days: int = 7) -> tuple[PairTension, ...]:
        """Return the pairs of countries with the most hostility lately, over `bins` bins that end with the latest day.

        `recent` is the hostility of the last four bins.
        """
        pairs, latest = self._columns["pair"], int(self._days.max(initial=0))
        ages = (latest - self._days) // bin_days
        is_fact = self._columns["modality"].mask("actual") & (self._intensities < 0) & (self._days > 0)
        rows = np.flatnonzero(is_fact & (ages < bins) & (pairs.codes > 0))
        sums = np.zeros((len(pairs.values), bins))
        np.add.at(sums, (pairs.codes[rows], bins - 1 - ages[rows]), -self._intensities[rows])
        events = np.bincount(pairs.codes, minlength=len(pairs.values))
        recent = sums[:, -4:].sum(axis=1)
        ranked = sorted(
            range(1, len(pairs.values)), key=lambda code: (-recent[code], -int(events[code]), pairs.values[code])
        )
        return tuple(self._tension(code, sums[code], float(recent[code]), int(events[code])) for code in ranked[:most])

    def on_map(self, rows: Rows, *, most: int) -> list[EventOutline]:
        """Return those of these events that have a point, at most so many, the latest first."""
        return [self.outlines[number] for number in rows[self._has_point[rows]][:most].tolist()]

    def _tension(self, code: int, sums: NDArray[np.float64], recent: float, events: int) -> PairTension:
        days = self._days[self._columns["pair"].codes == code]
        latest = int(days.max(initial=0))
        return PairTension(
            self._columns["pair"].values[code],
            events,
            date.fromordinal(latest) if latest else None,
            tuple(round(value, 1) for value in sums.tolist()),
            round(recent, 1),
        )


def _bin(first: int, width: int, row: list[int]) -> Bin:
    start = date.fromordinal(first)
    return Bin(start, start + timedelta(days=width - 1), sum(row), (row[0], row[1], row[2], row[3]))
