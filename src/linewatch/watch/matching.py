"""A line's terms and a report → the four parts of the match, each with its reason. Takes terms and reports."""

from __future__ import annotations

from linewatch.records import Reason, Reasons
from linewatch.watch.distances import match_area
from linewatch.watch.parties import best_likeness
from linewatch.watch.reports import Report
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms


def match_parts(terms: Terms, report: Report) -> Reasons:
    """Return how well actor, act, area and time of a report match a line, and why."""
    return Reasons(
        actor=match_actor(terms, report),
        act=match_act(terms, report),
        area=match_area(terms, report),
        time=match_time(terms, report),
    )


def match_actor(terms: Terms, report: Report) -> Reason:
    """Return whether those who act are those whose act would cross the line."""
    if not terms.targets:
        if not terms.others.roots:
            return Reason(read_tables().match["anyone"], "the line binds anyone")
        score = round(report.words.coverage_of(terms.others), 3)
        return Reason(score, f"the line names {' '.join(sorted(terms.others.roots))} of no one country")
    score = best_likeness(report.acting, terms.targets)
    if score:
        name = next(party.name for party in report.acting if best_likeness([party], terms.targets) == score)
        return Reason(score, f"{name} is a target of the line")
    table = read_tables().match
    named = table["not_acting"] * best_likeness(report.parties, terms.targets)
    if named:
        return Reason(round(named, 3), "a target of the line is named, but is not said to act")
    worded = table["not_acting"] * report.words.coverage_of(terms.others)
    if worded:
        return Reason(round(worded, 3), "words of the line's targets")
    if not report.acting:
        return Reason(table["nobody_acts"], "the report does not say who acts")
    return Reason(0.0, f"{report.acting[0].name} is no target of the line")


def match_act(terms: Terms, report: Report) -> Reason:
    """Return whether what happens is what the trigger names: by the types of the events or by the words."""
    trigger = terms.line.trigger
    worded = report.words.coverage_of(terms.trigger)
    carried = set(read_tables().acts.get(trigger.event_type or "", ())) & report.types
    least = read_tables().match["carried"]
    if carried and worded < least:
        return Reason(least, f"{min(carried)} is an act of the kind that the line names")
    return Reason(round(worded, 3), f"{worded:.0%} of the trigger's words are met")


def match_time(terms: Terms, report: Report) -> Reason:
    """Return whether it happened after the declaration."""
    until = report.occurred.until_on or report.on
    if terms.declared_on is None or until is None:
        return Reason(read_tables().match["no_days"], "the days are not known")
    if until < terms.declared_on:
        return Reason(0.0, f"it happened before the line was declared on {terms.declared_on}")
    return Reason(1.0, f"after the declaration on {terms.declared_on}")
