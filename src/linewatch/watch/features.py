"""A report held against a line → the numbers that tell its state, by name, each in [0, 1]. Takes terms and reports.

The parts of the match, and the phrases of the report, are multiplied so that each feature stands for one thing that a
report can tell: an act of the target in the area, a plan, a near miss, an act of the declarer, words that repeat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linewatch.records import Reasons
from linewatch.watch.matching import match_parts
from linewatch.watch.parties import best_likeness
from linewatch.watch.reports import Report
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

FEATURES: Final[Sequence[str]] = (
    "actor", "act", "area", "topic", "leads", "match", "crossing", "below", "planned", "told", "deny", "overdue",
    "again", "repeat", "ended", "reply", "faces", "revenge", "past", "unnamed",
)  # fmt: skip
_UNREAL: Final = frozenset({"future", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Match:
    """A report held against a line: why, and the features by name."""

    reasons: Reasons
    features: Mapping[str, float]


def match_report(terms: Terms, report: Report) -> Match:
    """Return how a report matches a line."""
    reasons = match_parts(terms, report)
    actor, act, area, time = (part.score for part in (reasons.actor, reasons.act, reasons.area, reasons.time))
    table, cues = read_tables().match, {cue: float(cue in report.cues) for cue in read_tables().cues}
    match, told = actor * area * time, float(report.is_told)
    declarer = best_likeness(report.acting, [terms.declarer])
    named = max(declarer, table["named"] * best_likeness(report.parties, [terms.declarer]), table["named"] * area)
    by_declarer = max(named, table["unnamed"])
    plan = max(cues["plan"], float(bool(report.modalities) and report.modalities <= _UNREAL))
    below = max(plan, cues["short"], cues["refuse"])
    due = 1.0 if terms.line.type == "compellent" or terms.has_deadline else table["no_deadline"]
    overdue = cues["deadline"] * due * (1 - cues["ended"]) * (1 - cues["deny"])
    is_news = (1 - cues["again"]) * (1 - cues["ended"]) * (1 - cues["deny"])
    leads = _leads(terms, report, declarer)
    able = max(leads, table["able"] * (not report.acting)) * is_news
    done = able * (1 - plan) * (1 - overdue)
    again = cues["again"] * by_declarer
    features = {
        "actor": actor,
        "act": act,
        "area": area,
        "topic": report.words.coverage_of(terms.sentence),
        "leads": leads,
        "match": match,
        "crossing": match * _mixed(table["act"], act) * (1 - below) * is_news * (1 - table["told"] * told),
        "below": match * below * is_news,
        "planned": max(actor, table["planner"]) * area * time * plan * is_news,
        "told": told * match * is_news,
        "deny": cues["deny"],
        "overdue": overdue,
        "again": again,
        "repeat": again * max(told, plan),
        "ended": cues["ended"] * by_declarer,
        "reply": done * _aim(terms, report, actor, area) * _reply(terms, report, cues["revenge"]),
        "faces": done * _faced(terms, report) * area * (1 - told),
        "revenge": cues["revenge"] * able,
        "past": max(cues["past"], 1.0 - time),
        "unnamed": float(not report.acting),
    }
    return Match(reasons, features)


def _mixed(share: float, value: float) -> float:
    """Return the value, of which only a share counts."""
    return 1 - share + share * value


def _leads(terms: Terms, report: Report, declarer: float) -> float:
    """Return how likely the declarer is who acts; where a target acts, too, it has to be named first."""
    if best_likeness(report.acting, terms.targets) < 1.0:
        return declarer
    return min(declarer, best_likeness(report.parties[:1], [terms.declarer]))


def _faced(terms: Terms, report: Report) -> float:
    """Return how likely a target of the line is named."""
    return best_likeness(report.parties, terms.targets) if terms.targets else report.words.coverage_of(terms.others)


def _aim(terms: Terms, report: Report, actor: float, area: float) -> float:
    """Return how likely an act is aimed at a target or at the area of the line."""
    table = read_tables().match
    near = area if area >= table["aimed_area"] else 0.0
    return max(best_likeness(report.parties, terms.targets), actor, near, table["aimed"])


def _reply(terms: Terms, report: Report, revenge: float) -> float:
    """Return how well an act is what was threatened: by its words, by its type, as force, or by its own account."""
    table, response = read_tables().match, terms.line.response
    carrying = read_tables().answers.get(response.event_type or "", ()) if response else ()
    return max(
        report.words.coverage_of(terms.response),
        table["carried"] * (not report.types.isdisjoint(carrying)),
        table["force"] * ("ASSAULT" in report.types),
        revenge,
    )
