"""A report of a stream of news held against a line → the share of each state, from the four parts of the match alone.

In a stream next to nothing concerns a line, so nothing but a coded event counts, every part has to reach a floor, and
the lowest part is the score: a line is as surely crossed as the least sure of actor, act, area and time. Floors and
tables of acts are data (watch.toml, [stream]). Reports that somebody chose for a line are judged by fitted weights
instead (`states`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linewatch.watch.features import Match
from linewatch.watch.parties import Party, best_likeness, likeness, party_of
from linewatch.watch.reports import Report
from linewatch.watch.states import NONE, STATES
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

_SHORT: Final = frozenset({"short", "refuse", "deny"})
"""Phrases of a report that say that it did not come to the act itself."""
_UNREAL: Final = frozenset({"future", "hypothetical"})


def stream_shares(terms: Terms, report: Report, match: Match) -> dict[str, float]:
    """Return how sure each state is; what is not sure enough has 0, and where all have, the report tells nothing."""
    told = _told(terms, report, match)
    return {state: 1.0 - max(told.values(), default=0.0) if state == NONE else told.get(state, 0.0) for state in STATES}


def _told(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    if not report.types or match.reasons.time.score < 1.0 or report.modalities <= {"negated", "historical"}:
        return {}
    if best_likeness(_coded_actors(report), [terms.declarer]) == 1.0:
        return _withdrawn(match) or _answered(terms, report, match)
    return _crossed(terms, report, match) or _tested(terms, report, match)


def _crossed(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    """Return a crossing: done by whom the line binds, of the kind that it names, where it holds."""
    floors, reasons = read_tables().stream["crossed"], match.reasons
    who = _who(terms, match)
    parts = (who, reasons.act.score, reasons.area.score)
    if match.features["overdue"] >= floors["overdue"] and terms.has_deadline:
        return {"crossed": min(parts[::2])} if reasons.actor.score >= floors["named"] else {}
    carries = _carries(terms, report) and not report.modalities <= _UNREAL and report.cues.isdisjoint(_SHORT)
    enough = who >= floors["actor"] and reasons.act.score >= floors["act"] and reasons.area.score >= floors["area"]
    return {"crossed": min(parts)} if carries and enough else {}


def _tested(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    """Return a test: such an act close by, or one that is threatened, planned or prepared by whom the line binds."""
    floors, reasons = read_tables().stream["tested"], match.reasons
    who = _who(terms, match)
    is_near = (
        _carries(terms, report)
        and who >= floors["actor"]
        and reasons.act.score >= floors["act"]
        and reasons.area.score >= floors["near"]
    )
    is_planned = (
        reasons.actor.score == 1.0
        and reasons.area.score >= floors["area"]
        and report.words.coverage_of(terms.trigger) >= floors["words"]
        and (report.modalities <= _UNREAL or bool(report.types & read_tables().kinds["preparing"]))
    )
    return {"tested": min(who, max(reasons.area.score, floors["near"]))} if is_near or is_planned else {}


def _withdrawn(match: Match) -> Mapping[str, float]:
    """Return a withdrawal: the declarer says that the line, of which the report speaks, holds no longer."""
    floors, features = read_tables().stream["withdrawn"], match.features
    enough = features["ended"] >= floors["ended"] and features["topic"] >= floors["topic"]
    return {"withdrawn": features["ended"]} if enough else {}


def _answered(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    """Return an answer: what the declarer does, of the kind that was threatened, to a target or where the line runs."""
    floors = read_tables().stream["answered"]
    response = terms.line.response.event_type if terms.line.response else None
    kinds = set(read_tables().answers.get(response or "", ())) or read_tables().kinds["answering"]
    if report.modalities <= _UNREAL or report.types.isdisjoint(kinds):
        return {}
    aim = max(_faced(terms, report), match.reasons.area.score)
    return {"answered": aim} if aim >= floors["aim"] else {}


def _faced(terms: Terms, report: Report) -> float:
    """Return how surely it is aimed at whom the line binds; where that is anyone, at another than the declarer."""
    if terms.targets:
        return best_likeness(report.parties, terms.targets)
    others = [party_of(entity) for sighting in report.sightings for entity in sighting.event.recipients]
    is_other = any(party.country and likeness(party, terms.declarer) < 1.0 for party in others)
    return float(read_tables().stream["anyone"]) if is_other else 0.0


def _coded_actors(report: Report) -> tuple[Party, ...]:
    """Return who acts as it was coded; who is only named first may as well be whom it happens to."""
    return tuple(party_of(entity) for sighting in report.sightings for entity in sighting.event.actors)


def _who(terms: Terms, match: Match) -> float:
    """Return how surely the actor is one whom the line binds; a line for anyone binds whoever is not its declarer."""
    return (
        match.reasons.actor.score if terms.targets else max(match.reasons.actor.score, read_tables().stream["anyone"])
    )


def _carries(terms: Terms, report: Report) -> bool:
    """Say whether one of the events is an act of the kind that the trigger names, or of force where it names none."""
    named = read_tables().acts.get(terms.line.trigger.event_type or "", ())
    return not report.types.isdisjoint(frozenset(named) or read_tables().kinds["force"])
