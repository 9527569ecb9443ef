"""What was judged of a line → the steps of its life, and those that silence brings. Takes judged reports, gives steps.

A response needs something to respond to, or to be plain by itself. What ended is crossed by nothing until it is
declared again. A denial by the accused stands beside the crossing and does not undo it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, cast

from linewatch.records import LineState, Reason, Reasons, Step, content_id
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


ENDS: Final[frozenset[LineState]] = frozenset({"withdrawn", "denied", "expired"})
"""States in which a line no longer holds."""
DECLARES: Final[frozenset[LineState]] = frozenset({"declared", "reaffirmed", "amended"})
"""States in which it holds again."""


def order_of(step: Step) -> tuple[date, int, str]:
    """Return what steps are ordered by: day, rank of the state, id."""
    return step.on or date.max, RANKS[step.state], step.step_id


def tell_steps(
    terms: Terms,
    declared: Sequence[Step],
    judged: Sequence[Judged],
    reports: Sequence[Report],
    *,
    line_id: str,
    is_dossier: bool,
) -> tuple[Step, ...]:
    """Return the steps that rest on reports, by day.

    In a stream an answer needs a crossing within the window before it, and each crossing has one answer.

    Args:
        declared: the steps that rest on declarations and on analysts, which begin and end the line.
        judged: what tells something of the line, by day.
        reports: all that may concern it; those who deny a crossing are among them.
    """
    denials = [report for report in reports if _is_denial(terms, report)]
    steps = tuple(_told(declared, judged, line_id) if is_dossier else _told_in_stream(terms, declared, judged, line_id))
    return tuple(_with_denials(step, denials) if step.state == "crossed" else step for step in steps)


def tell_silences(terms: Terms, steps: Sequence[Step], *, line_id: str, searched: int, as_of: date) -> tuple[Step, ...]:
    """Return the steps that rest on what did not come: no response to a crossing in its window, no crossing in time.

    Args:
        steps: all steps of the line.
        searched: how many reports were held against it.
    """
    window = timedelta(days=read_tables().window_days)
    answered = {step.of_step for step in steps if step.state == "answered"}
    ends = [step.on for step in steps if step.state in ENDS and step.on]
    told = [
        _silence(terms, step, step.on + window, searched)
        for step in steps
        if step.state == "crossed" and step.step_id not in answered and step.on and step.on + window < as_of
        if not any(step.on <= end <= step.on + window for end in ends)
    ]
    over = {"crossed", "withdrawn", "denied"}
    if terms.deadline_on and terms.deadline_on < as_of and not any(step.state in over for step in steps):
        told.append(_expiry(line_id, terms.deadline_on, searched))
    return tuple(told)


def _told(declared: Sequence[Step], judged: Sequence[Judged], line_id: str) -> Iterator[Step]:
    """Yield the steps of the days on which the line holds."""
    known = [step for step in declared if step.on]
    crossing: Step | None = None
    is_near = False
    for one in judged:
        is_plain = is_near or one.score >= read_tables().match["alone"]
        if _is_over(known, one.on) or (one.state == "answered" and not is_plain):
            continue
        step = _step(one, line_id, crossing if one.state == "answered" else None)
        yield step
        if step.state == "withdrawn" and step.on:
            known.append(step)
        crossing = step if step.state == "crossed" else crossing
        is_near = is_near or step.state in {"crossed", "tested"}


def _told_in_stream(terms: Terms, declared: Sequence[Step], judged: Sequence[Judged], line_id: str) -> Iterator[Step]:
    """Yield the same for a stream; see `tell_steps`."""
    known = [step for step in declared if step.on]
    window = timedelta(days=read_tables().window_days)
    crossing: Step | None = None  # the latest that has no answer yet
    for one in judged:
        if _is_over(known, one.on):
            continue
        if one.state == "answered":
            if not (crossing and crossing.on and one.on and one.on - crossing.on <= window):
                continue
            yield _answer(terms, _step(one, line_id, crossing), one, crossing)
            crossing = None
            continue
        step = _step(one, line_id, None)
        yield step
        crossing = step if step.state == "crossed" else crossing


def _answer(terms: Terms, step: Step, judged: Judged, crossing: Step) -> Step:
    """Return an answer told in its own words: the parts of the match are about the trigger, which it is not."""
    kinds = ", ".join(sorted(frozenset().union(*(report.types for report in judged.reports))))
    days = f"{step.lag_days} day{'' if step.lag_days == 1 else 's'}"
    reasons = Reasons(
        actor=Reason(1.0, f"{terms.declarer.name} acts, who drew the line"),
        act=Reason(1.0, f"{kinds} carries out what was threatened, or stands in for it"),
        area=judged.match.reasons.area,
        time=Reason(1.0, f"{days} after the crossing of {crossing.on}"),
    )
    words = f"{terms.declarer.name} acted ({kinds}) {days} after the crossing of {crossing.on}"
    return replace(step, explanation=words, reasons=reasons)


def _is_over(known: Sequence[Step], on: date | None) -> bool:
    """Say whether the line was ended before a day, and not declared again since."""
    before = [step for step in known if on and step.on and step.on < on]
    return bool(before) and max(before, key=order_of).state in ENDS


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
