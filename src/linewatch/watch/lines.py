"""The watch itself: declarations, sightings and decisions → lines with their lives as of a day.

The result does not depend on the order of anything that comes in, but for the ids of what earlier watches have named.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from linewatch.records import Decision, Declared, Line, Sighting, Step
from linewatch.watch.decisions import (
    active_decisions,
    closing_steps,
    corrected,
    regrouped,
    reviewed,
    unrejected,
)
from linewatch.watch.declarations import declare_steps
from linewatch.watch.identity import kept_line, kept_steps
from linewatch.watch.judging import Weights, judge
from linewatch.watch.lifecycle import DECLARES, ENDS, order_of, tell_silences, tell_steps
from linewatch.watch.occurrences import Occurrence, group_sightings
from linewatch.watch.parties import party_of
from linewatch.watch.register import Entry, register_lines
from linewatch.watch.register import order_of as register_order
from linewatch.watch.reports import Report, ReportIndex, ReportKey, read_reports
from linewatch.watch.terms import Terms, read_terms, said_on


def watch_lines(
    declared: Iterable[Declared],
    sighted: Iterable[Sighting],
    decisions: Iterable[Decision] = (),
    *,
    as_of: date,
    is_dossier: bool = False,
    weights: Weights | None = None,
    occurrences: Iterable[Occurrence] | None = None,
    given: Container[str] = frozenset(),
) -> tuple[Line, ...]:
    """Return the register as of a day, each line with its steps, sorted by day of declaration and id.

    Args:
        as_of: nothing that was published later counts; windows and deadlines are over from the day after.
        is_dossier: the reports were chosen because they concern the lines. In a stream of news, where next to none
            does, much more has to speak for a state.
        weights: of the features of a match; those of data/watch.toml unless given.
        occurrences: what `group_sightings` makes of what was sighted up to the day, where that is known already.
        given: the ids of lines and steps that earlier watches have told; what they named keeps its name.
    """
    active = active_decisions(decisions)
    known = [one for one in corrected(declared, active) if _is_in_time(one.article.published_on, as_of)]
    unique = {one.event.event_id: one for one in sighted}.values()
    seen = [one for one in unique if _is_in_time(one.article.published_on, as_of)]
    entries = regrouped([kept_line(entry, given) for entry in register_lines(known)], active)
    groups = group_sightings(seen) if occurrences is None else occurrences
    occurrence_of = {s.event.event_id: number for number, group in enumerate(groups) for s in group}
    reports = read_reports(seen)
    declaring = _declaring(reports, known)
    index = ReportIndex(reports)
    lines = [
        _watch(entry, index, occurrence_of, declaring, active, as_of, is_dossier, weights, given) for entry in entries
    ]
    return tuple(sorted(lines, key=lambda line: (line.declared_on or date.max, line.line_id)))


def _is_in_time(published_on: date | None, as_of: date) -> bool:
    return published_on is None or published_on <= as_of


def _declaring(reports: Iterable[Report], known: Sequence[Declared]) -> dict[ReportKey, Declared]:
    """Return the declarations that stand in the sentences of reports."""
    by_article: dict[str, list[Declared]] = {}
    for one in sorted(known, key=register_order):
        by_article.setdefault(one.article.article_id, []).append(one)
    found: dict[ReportKey, Declared] = {}
    for report in reports:
        for one in by_article.get(report.article_id, ()):
            span, sentence = one.line.evidence, report.sentence
            if span.start < sentence.end and sentence.start < span.end:
                found.setdefault(report.key, one)
    return found


def _watch(
    entry: Entry,
    index: ReportIndex,
    occurrence_of: Mapping[str, int],
    declaring: Mapping[ReportKey, Declared],
    active: Sequence[Decision],
    as_of: date,
    is_dossier: bool,
    weights: Weights | None,
    given: Container[str],
) -> Line:
    """Return one line with its steps."""
    terms = read_terms(entry.force, entry.declarations)
    own = {one.line.declaration_id for one in entry.declarations}
    others = {key: one for key, one in declaring.items() if one.line.declaration_id not in own}
    reports = tuple(
        report
        for report in index.naming(terms.index_names)
        if (report.key in others or report.key not in declaring)
        # in a stream, what the article of the first declaration reports is what led to it
        and (is_dossier or report.article_id != entry.declarations[0].article.article_id)
    )
    declarers = {report.key: party_of(others[report.key].line.declarer) for report in reports if report.key in others}
    judged = [
        one
        for held, some in _by_terms(entry, reports)
        for one in judge(held, some, occurrence_of, declarers, weights, is_dossier=is_dossier)
    ]
    declared = declare_steps(entry)
    closed = closing_steps(entry.line_id, active)
    told = tell_steps(terms, (*declared, *closed), judged, reports, line_id=entry.line_id, is_dossier=is_dossier)
    steps: list[Step] = [*kept_steps(entry, [*declared, *told], given), *closed]
    steps += tell_silences(terms, steps, line_id=entry.line_id, searched=len(reports), as_of=as_of)
    ordered = reviewed(sorted(steps, key=order_of), active)
    kept = unrejected(ordered)
    return Line(
        line_id=entry.line_id,
        terms=entry.force.line,
        declaration_ids=tuple(one.line.declaration_id for one in entry.declarations),
        declared_on=terms.declared_on,
        ended_on=_ended_on(kept),
        state=kept[-1].state,
        steps=ordered,
    )


def _by_terms(entry: Entry, reports: Sequence[Report]) -> Iterator[tuple[Terms, list[Report]]]:
    """Yield the terms that held one after the other, each with the reports of its days; undated ones with the first."""
    forces = entry.forces
    begun = [said_on(force) or date.min for force in forces]
    held: dict[int, list[Report]] = {}
    for report in reports:
        number = max((n for n, day in enumerate(begun) if report.on and day <= report.on), default=0)
        held.setdefault(number, []).append(report)
    yield from ((read_terms(forces[number], entry.declarations), some) for number, some in sorted(held.items()))


def _ended_on(steps: Sequence[Step]) -> date | None:
    """Return the day on which the line ended, None while it holds: also where it was declared anew after its end."""
    ended_on = None
    for step in steps:
        if step.state in ENDS:
            ended_on = step.on
        elif step.state in DECLARES:
            ended_on = None
    return ended_on
