"""A line's terms and a report → the four parts of the match with reasons, and the features that tell the states.

Takes terms and reports; gives numbers in [0, 1] with words. It knows nothing of what happened before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linewatch.records import Reason, Reasons
from linewatch.watch.distances import match_area
from linewatch.watch.parties import best_likeness
from linewatch.watch.reports import Report
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

_UNREAL = frozenset({"future", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Match:
    """A report held against a line: why, and the features by name."""

    reasons: Reasons
    features: Mapping[str, float]


def match_report(terms: Terms, report: Report) -> Match:
    """Return how a report matches a line."""
    reasons = Reasons(
        actor=match_actor(terms, report),
        act=match_act(terms, report),
        area=match_area(terms, report),
        time=match_time(terms, report),
    )
    return Match(reasons, _features(terms, report, reasons))


def match_actor(terms: Terms, report: Report) -> Reason:
    """Return whether those who act are those whose act would cross the line."""
    if not terms.targets:
        if not terms.others.roots:
            return Reason(0.5, "the line holds for anyone")
        score = round(report.words.coverage_of(terms.others), 3)
        return Reason(score, f"the line names {' '.join(sorted(terms.others.roots))} of no one country")
    score = best_likeness(report.acting, terms.targets)
    if score:
        name = next(party.name for party in report.acting if best_likeness([party], terms.targets) == score)
        return Reason(score, f"{name} is a target of the line")
    named = best_likeness(report.parties, terms.targets)
    if named:
        return Reason(round(named / 2, 3), "a target of the line is named, but is not said to act")
    worded = report.words.coverage_of(terms.others) if terms.others.roots else 0.0
    if worded:
        return Reason(round(worded / 2, 3), "words of the line's targets")
    if not report.acting:
        return Reason(0.2, "the report does not say who acts")
    return Reason(0.0, f"{report.acting[0].name} is no target of the line")


def match_act(terms: Terms, report: Report) -> Reason:
    """Return whether what happens is what the trigger names: by the types of the events or by the words."""
    trigger = terms.line.trigger
    worded = report.words.coverage_of(terms.trigger)
    carried = set(read_tables().acts.get(trigger.event_type or "", ())) & report.types
    if carried and worded < 0.8:
        kind = min(carried)
        return Reason(round(max(0.6, worded), 3), f"{kind} is an act of the kind that the line names")
    return Reason(round(worded, 3), f"{worded:.0%} of the trigger's words are met")


def match_time(terms: Terms, report: Report) -> Reason:
    """Return whether it happened after the declaration."""
    until = report.occurred.until_on or report.on
    if terms.declared_on is None or until is None:
        return Reason(0.5, "the days are not known")
    if until < terms.declared_on:
        return Reason(0.0, f"it happened before the line was declared on {terms.declared_on}")
    return Reason(1.0, f"after the declaration on {terms.declared_on}")


def is_past(deadline_on: date | None, report: Report) -> bool:
    """Say whether a report comes on or after the last day of a deadline."""
    published = report.sightings[0].article.published_on
    return deadline_on is not None and published is not None and published >= deadline_on - timedelta(days=1)


def _features(terms: Terms, report: Report, reasons: Reasons) -> dict[str, float]:
    actor, act, area, time = (part.score for part in (reasons.actor, reasons.act, reasons.area, reasons.time))
    own = [terms.declarer]
    declarer = best_likeness(report.acting, own)
    named = max(declarer, 0.7 * best_likeness(report.parties, own))
    first, is_shared = best_likeness(report.parties[:1], own), best_likeness(report.acting, terms.targets) == 1.0
    leads = min(declarer, first) if is_shared else declarer
    faced = best_likeness(report.parties, terms.targets) if terms.targets else report.words.coverage_of(terms.others)
    answers = read_tables().answers.get(terms.line.response.event_type or "" if terms.line.response else "", ())
    reply = max(report.words.coverage_of(terms.response), 0.6 * bool(set(answers) & report.types))
    topic = report.words.coverage_of(terms.sentence)
    cues = {cue: float(cue in report.cues) for cue in read_tables().cues}
    told = float(report.is_told)
    plan = max(cues["plan"], float(bool(report.modalities) and report.modalities <= _UNREAL))
    due = 1.0 if terms.line.type == "compellent" or terms.has_deadline else 0.6
    match = actor * area * time
    known = max(named, 0.7 * area, 0.4)
    again, ended = cues["again"] * known, cues["ended"] * known
    below = max(plan, cues["short"], cues["refuse"])
    overdue = cues["deadline"] * due * (1 - cues["ended"]) * (1 - cues["deny"])
    kept = (1 - cues["again"]) * (1 - cues["ended"]) * (1 - cues["deny"])
    able = max(leads, 0.5 * (not report.acting))
    aimed = max(best_likeness(report.parties, terms.targets), actor, area if area >= 0.7 else 0.0, 0.3)
    deed = aimed * max(reply, 0.8 * float("ASSAULT" in report.types), cues["revenge"])
    return {
        "actor": actor,
        "act": act,
        "area": area,
        "topic": topic,
        "leads": leads,
        "match": match,
        "crossing": match * (0.3 + 0.7 * act) * (1 - below) * kept * (1 - 0.5 * told),
        "below": match * below * kept,
        "planned": max(actor, 0.3) * area * time * plan * kept,
        "told": told * match * kept,
        "deny": cues["deny"],
        "overdue": overdue,
        "again": again,
        "repeat": again * max(told, plan),
        "ended": ended,
        "reply": able * deed * kept * (1 - plan) * (1 - overdue),
        "faces": able * faced * area * kept * (1 - plan) * (1 - told) * (1 - overdue),
        "revenge": cues["revenge"] * able * kept,
        "past": max(cues["past"], 1.0 - time),
        "unnamed": float(not report.acting),
    }


FEATURES: Sequence[str] = (
    "actor", "act", "area", "topic", "leads", "match", "crossing", "below", "planned", "told", "deny", "overdue",
    "again", "repeat", "ended", "reply", "faces", "revenge", "past", "unnamed",
)  # fmt: skip
