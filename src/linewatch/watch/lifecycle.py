"""What was judged of a line → the steps of its life, and those that silence brings. Takes judged reports, gives steps.

A response needs something to respond to, or to be plain by itself. After the line was taken back nothing crosses it. A denial by the accused
stands beside the crossing and does not undo it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, cast

from linewatch.records import LineState, Step, content_id
from linewatch.watch.judging import Judged
from linewatch.watch.parties import best_likeness
from linewatch.watch.reports import Report
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

RANKS: Final[Mapping[LineState, int]] = {
    "declared": 0, "reaffirmed": 1, "amended": 2, "tested": 3, "crossed": 4, "answered": 5, "not_answered": 6,
    "withdrawn": 7, "denied": 8, "expired": 9,
}  # fmt: skip
"""Of two steps of one day the higher one tells the state of the line."""


def order_of(step: Step) -> tuple[date, int, str]:
    """Return what steps are ordered by: day, rank of the state, id."""
    return step.on or date.max, RANKS[step.state], step.step_id


def tell_steps(terms: Terms, judged: Sequence[Judged], reports: Sequence[Report], *, line_id: str) -> tuple[Step, ...]:
    """Return the steps that rest on reports, by day.

    Args:
        judged: what tells something of the line, by day.
        reports: all that may concern it; those who deny a crossing are among them.
    """
    denials = [report for report in reports if _is_denial(terms, report)]
    steps = tuple(_told(judged, line_id))
    return tuple(_with_denials(step, denials) if step.state == "crossed" else step for step in steps)


def tell_silences(terms: Terms, steps: Sequence[Step], *, line_id: str, searched: int, as_of: date) -> tuple[Step, ...]:
    """Return the steps that rest on what did not come: no response to a crossing in its window, no crossing in time.

    Args:
        steps: all steps of the line.
        searched: how many reports were held against it.
    """
    window = timedelta(days=read_tables().window_days)
    answered = {step.of_step for step in steps if step.state == "answered"}
    silent = [s for s in steps if s.state == "crossed" and s.step_id not in answered and s.on and s.on + window < as_of]
    told = [_silence(terms, crossing, cast(date, crossing.on) + window, searched) for crossing in silent]
    over = {"crossed", "withdrawn", "denied"}
    if terms.deadline_on and terms.deadline_on < as_of and not any(step.state in over for step in steps):
        told.append(_expiry(line_id, terms.deadline_on, searched))
    return tuple(told)


def _told(judged: Sequence[Judged], line_id: str) -> Iterator[Step]:
    """Yield the steps until one takes the line back."""
    crossing: Step | None = None
    is_near = False
    for one in judged:
        if one.state == "answered" and not is_near and one.score < read_tables().alone:
            continue
        step = _step(one, line_id, crossing if one.state == "answered" else None)
        yield step
        if step.state == "withdrawn":
            return
        crossing = step if step.state == "crossed" else crossing
        is_near = is_near or step.state in {"crossed", "tested"}


def _step(one: Judged, line_id: str, crossing: Step | None) -> Step:
    reasons = one.match.reasons
    lag_days = max((one.on - crossing.on).days, 0) if crossing and crossing.on and one.on else None
    state = cast(LineState, one.state)
    return Step(
        step_id=content_id("step", line_id, state, one.event_ids[0]),
        line_id=line_id,
        state=state,
        on=one.on,
        score=round(one.score, 3),
        explanation="; ".join(part.words for part in (reasons.actor, reasons.act, reasons.area, reasons.time)),
        reasons=reasons,
        event_ids=one.event_ids,
        article_ids=one.article_ids,
        claimed_by=tuple(dict.fromkeys(name for report in one.reports if (name := _claimant(report)))),
        of_step=crossing.step_id if crossing else None,
        lag_days=lag_days,
    )


def _claimant(report: Report) -> str | None:
    """Return on whose word a report rests: the speaker's, else its publisher's."""
    speakers = [s.statement.speaker.name for s in report.sightings if s.statement and s.statement.speaker]
    return speakers[0] if speakers else report.sightings[0].article.publisher


def _is_denial(terms: Terms, report: Report) -> bool:
    """Say whether a report tells that one of the accused denies something."""
    return report.is_denial and best_likeness(report.parties[:1], terms.targets) == 1.0


def _with_denials(crossing: Step, denials: Sequence[Report]) -> Step:
    """Return a crossing with those of the accused side who deny it: in its articles, or in the days after it."""
    within = timedelta(days=read_tables().denial_days)
    names = {
        report.parties[0].name
        for report in denials
        if report.article_id in crossing.article_ids
        or (crossing.on and report.on and timedelta(0) <= report.on - crossing.on <= within)
    }
    return replace(crossing, denied_by=tuple(sorted(names)))


def _silence(terms: Terms, crossing: Step, until_on: date, searched: int) -> Step:
    return Step(
        step_id=content_id("step", crossing.line_id, "not_answered", crossing.step_id),
        line_id=crossing.line_id,
        state="not_answered",
        on=until_on,
        score=crossing.score,
        explanation=(
            f"no response of {terms.declarer.name} was found by {until_on} "
            f"among {searched} reports that name the parties or the area of the line"
        ),
        of_step=crossing.step_id,
        lag_days=read_tables().window_days,
    )


def _expiry(line_id: str, deadline_on: date, searched: int) -> Step:
    return Step(
        step_id=content_id("step", line_id, "expired", deadline_on),
        line_id=line_id,
        state="expired",
        on=deadline_on,
        score=1.0,
        explanation=f"the deadline passed on {deadline_on} and none of {searched} reports tells of a crossing",
    )
