"""Reports held against one line → occurrences with the state that they tell of it. Takes terms and reports.

Every report is judged by itself; the reports of one occurrence that tell the same then stand together.
What was published before the line was declared is no report of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linewatch.watch.features import Match, match_report
from linewatch.watch.parties import Party, best_likeness, likeness
from linewatch.watch.reports import Report, ReportKey
from linewatch.watch.states import NONE, STATES, state_shares
from linewatch.watch.streams import may_tell, stream_shares
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Reports of one occurrence, the first one first. `match` is that of the report that tells it most plainly."""

    reports: tuple[Report, ...]
    match: Match
    state: str
    score: float

    @property
    def on(self) -> date | None:
        """The first day."""
        return self.reports[0].on

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The events of all reports; those that stand for a sentence without any come last."""
        events = [sighting.event for report in self.reports for sighting in report.sightings]
        return tuple(event.event_id for event in sorted(events, key=lambda event: not event.event_type))

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles, each once."""
        return tuple(dict.fromkeys(report.article_id for report in self.reports))


@dataclass(frozen=True, slots=True)
class _Told:
    """A report by itself: how it matches, and the share of each state."""

    report: Report
    match: Match
    shares: Mapping[str, float]

    @property
    def state(self) -> str:
        """The likeliest state."""
        return max(self.shares, key=self.shares.__getitem__)


def judge(
    terms: Terms,
    reports: Iterable[Report],
    occurrence_of: Mapping[str, int],
    declarers: Mapping[ReportKey, Party],
    weights: Weights | None = None,
    *,
    is_dossier: bool = False,
) -> tuple[Judged, ...]:
    """Return what tells something of the line, by day.

    Args:
        occurrence_of: the number of the occurrence of each event id.
        declarers: who declares a line in a report, by the key of the report.
        weights: of the features; those of data/watch.toml unless given.
        is_dossier: the reports were chosen because they concern the line, and fitted weights judge them.
    """
    told = []
    concerning = (report for report in reports if _may_concern(terms, report))
    for report in sorted((one for one in concerning if is_dossier or may_tell(terms, one)), key=_order):
        match = match_report(terms, report)
        able = _open_states(terms, declarers.get(report.key), is_dossier=is_dossier)
        shares = state_shares(match.features, weights) if is_dossier else stream_shares(terms, report, match)
        told.append(_Told(report, match, {state: share * (state in able) for state, share in shares.items()}))
    groups = list(_by_occurrence(told, occurrence_of))
    judged = (one for group in (groups if is_dossier else _gathered(groups)) for one in _settle(group))
    return tuple(sorted(judged, key=lambda one: _order(one.reports[0])))


def _settle(group: Sequence[_Told]) -> Iterator[Judged]:
    """Yield what the reports of one occurrence tell: those of one state together.

    A report that tells nothing by itself follows the others where it is not unlikely that it tells the same.
    """
    states = [state for state in STATES if state != NONE and any(one.state == state for one in group)]
    members: dict[str, list[_Told]] = {state: [] for state in states}
    for one in group:
        state = max(states, key=lambda name: one.shares[name], default=NONE)
        if state != NONE and (one.state != NONE or one.shares[state] >= read_tables().match["follow"]):
            members[state].append(one)
    for state, told in members.items():
        plainest = max(told, key=lambda one: one.shares[state])
        yield Judged(tuple(one.report for one in told), plainest.match, state, plainest.shares[state])


def _open_states(terms: Terms, declarer: Party | None, *, is_dossier: bool) -> frozenset[str]:
    """Return what a report can tell: who declares a line repeats one, takes one back, responds or threatens.

    In a stream the register tells which line is repeated or taken back: it is another one.
    """
    if declarer is None:
        return frozenset(STATES)
    if likeness(declarer, terms.declarer) == 1.0:
        return frozenset({NONE, "answered", *(("reaffirmed", "withdrawn") if is_dossier else ())})
    return frozenset({NONE, "tested"} if best_likeness([declarer], terms.targets) == 1.0 else {NONE})


def _may_concern(terms: Terms, report: Report) -> bool:
    published = report.published_on
    return terms.declared_on is None or published is None or published >= terms.declared_on


def _by_occurrence(told: Sequence[_Told], occurrence_of: Mapping[str, int]) -> Iterable[list[_Told]]:
    """Return the reports of each occurrence, by day; a report of several belongs to the one with most reports."""
    numbers = {
        one.report.key: {occurrence_of[event] for event in one.report.event_ids if event in occurrence_of}
        for one in told
    }
    sizes = Counter(number for found in numbers.values() for number in found)
    groups: dict[object, list[_Told]] = {}
    for one in told:
        found = numbers[one.report.key]
        name = max(found, key=lambda number: (sizes[number], -number)) if found else one.report.key
        groups.setdefault(name, []).append(one)
    return groups.values()


def _gathered(groups: Sequence[list[_Told]]) -> Iterable[list[_Told]]:
    """Return the groups with those in which no act was coded put to the nearest that tells the same in the same days.

    A sentence without an event, and an accusation, are of no occurrence by themselves.
    """
    is_firm = [any(not one.report.types <= read_tables().kinds["claiming"] for one in group) for group in groups]
    kept: list[list[_Told]] = []
    told_on: dict[tuple[str, date], int] = {}  # by state and day: the first group that tells it then
    for group, firm in sorted(zip(groups, is_firm, strict=True), key=lambda pair: not pair[1]):
        near = None if firm else _nearest(group, told_on)
        if near is None:
            kept.append(list(group))
        else:
            kept[near].extend(group)
        number = len(kept) - 1 if near is None else near
        for told in _days_told(group):
            told_on[told] = min(number, told_on.get(told, number))
    return [sorted(group, key=lambda one: _order(one.report)) for group in kept]


def _nearest(group: Sequence[_Told], told_on: Mapping[tuple[str, date], int]) -> int | None:
    """Return the number of the nearest group that tells the same, the first of several; None where none is near."""
    most = int(read_tables().occurrences["days"])
    near = [
        (abs(days), told_on[state, other])
        for state, day in _days_told(group)
        for days in range(-most, most + 1)
        if (state, (other := day + timedelta(days=days))) in told_on
    ]
    return min(near)[1] if near else None


def _days_told(group: Sequence[_Told]) -> Iterator[tuple[str, date]]:
    return ((one.state, one.report.on) for one in group if one.state != NONE and one.report.on)


def _order(report: Report) -> tuple[date, tuple[str, int]]:
    return report.on or date.max, report.key
