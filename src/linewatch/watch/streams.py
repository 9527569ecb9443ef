"""A report of a stream of news held against a line → the share of each state, from the four parts of the match alone.

In a stream next to nothing concerns a line, so every part has to reach a floor, and the lowest part is the score: a
line is as surely crossed as the least sure of actor, act, area and time. Where no act was coded, nearly all words of
the trigger have to be met. Floors and tables of acts are data (watch.toml, [stream]). Reports that somebody chose for a
line are judged by fitted weights instead (`states`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from linewatch.records import Entity, Event
from linewatch.watch.features import Match
from linewatch.watch.matching import match_actor, match_time
from linewatch.watch.parties import Party, best_likeness, likeness, party_of
from linewatch.watch.reports import Report
from linewatch.watch.states import NONE, STATES
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms

_SHORT: Final = frozenset({"short", "refuse", "deny"})
"""Phrases of a report that say that it did not come to the act itself."""
_NO_NEWS: Final = frozenset({"refuse", "deny", "again", "ended", "past", "deadline"})
"""Phrases of a report that tells of something else than an act of these days."""
_UNREAL: Final = frozenset({"future", "hypothetical"})


def may_tell(terms: Terms, report: Report) -> bool:
    """Say whether a report can tell anything of a line: what comes after it, done by whom it binds or who drew it.

    Nearly no report does, so what is cheap to know is asked before the whole match is made.
    """
    if match_time(terms, report).score < 1.0 or (report.types and report.modalities <= {"negated", "historical"}):
        return False
    is_bound = match_actor(terms, report).score > 0 or best_likeness(_accused(report), terms.targets) > 0
    return is_bound or bool(_acts_of(terms, report))


def stream_shares(terms: Terms, report: Report, match: Match) -> dict[str, float]:
    """Return how sure each state is; what is not sure enough has 0, and where all have, the report tells nothing.

    Of a report that may tell something (`may_tell`).
    """
    told = _told(terms, report, match)
    return {state: float(not told) if state == NONE else told.get(state, 0.0) for state in STATES}


def _told(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    own = _acts_of(terms, report)
    if own and (told := _withdrawn(match) or _answered(terms, report, match, own)):
        return told
    others = _types_of(event for event in _events(report) if event not in own and (event.actors or not own))
    is_others = bool(others) or not own
    told = (is_others and _crossed(terms, report, match, others)) or _worded(terms, report, match)
    return told or (_tested(terms, report, match, others) if is_others else {})


def _events(report: Report) -> tuple[Event, ...]:
    return tuple(sighting.event for sighting in report.sightings if sighting.event.event_type)


def _acts_of(terms: Terms, report: Report) -> tuple[Event, ...]:
    """Return the events in which the declarer acts, as they were coded."""
    return tuple(event for event in _events(report) if best_likeness(_parties(event.actors), [terms.declarer]) == 1.0)


def _types_of(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(event.event_type for event in events)


def _crossed(terms: Terms, report: Report, match: Match, types: frozenset[str]) -> Mapping[str, float]:
    """Return a crossing: done by whom the line binds, of the kind that it names, where it holds."""
    floors, reasons = read_tables().stream["crossed"], match.reasons
    who = _who(terms, match)
    parts = (who, reasons.act.score, _area(terms, match))
    if match.features["overdue"] >= floors["overdue"] and terms.has_deadline and not _is_before_deadline(terms, report):
        return {"crossed": min(parts[::2])} if reasons.actor.score >= floors["named"] else {}
    is_near_miss = not report.cues.isdisjoint(_SHORT) or report.words.coverage_of(terms.trigger) < floors["words"]
    carries = _carries(terms, types) and not report.modalities <= _UNREAL and not is_near_miss
    enough = who >= floors["actor"] and reasons.act.score >= floors["act"] and _area(terms, match) >= floors["area"]
    return {"crossed": min(parts)} if carries and enough else {}


def _is_before_deadline(terms: Terms, report: Report) -> bool:
    return bool(terms.deadline_on and report.on and report.on <= terms.deadline_on)


def _tested(terms: Terms, report: Report, match: Match, types: frozenset[str]) -> Mapping[str, float]:
    """Return a test: such an act close by, or one that is threatened, planned or prepared by whom the line binds."""
    floors, reasons = read_tables().stream["tested"], match.reasons
    who, words = _who(terms, match), report.words.coverage_of(terms.trigger)
    is_near = (
        _carries(terms, types)
        and (who == 1.0 or words >= read_tables().stream["crossed"]["words"])
        and who >= floors["actor"]
        and reasons.act.score >= floors["act"]
        and _area(terms, match) >= floors["near"]
    )
    is_planned = (
        reasons.actor.score == 1.0
        and _area(terms, match) >= floors["area"]
        and words >= floors["words"]
        and bool(types)
        and (report.modalities <= _UNREAL or bool(types & read_tables().kinds["preparing"]))
    )
    return {"tested": min(who, max(_area(terms, match), floors["near"]))} if is_near or is_planned else {}


def _worded(terms: Terms, report: Report, match: Match) -> Mapping[str, float]:
    """Return what the words alone tell where no act was coded, or one of another kind: nearly all of the trigger's.

    Who is accused counts as who acts. A demand is told by no words: they may tell that it was met.
    """
    floors, reasons = read_tables().stream["worded"], match.reasons
    is_accused = best_likeness(_accused(report), terms.targets) == 1.0
    actor = 1.0 if is_accused else reasons.actor.score
    words = report.words.coverage_of(terms.trigger)
    is_open = (
        (is_accused or not report.is_told)
        and terms.line.type == "deterrent"
        and report.cues.isdisjoint(_NO_NEWS)
        and report.modalities <= {"actual"}
    )
    parts = {"actor": actor, "area": _area(terms, match), "words": words}
    is_able = report.types <= read_tables().kinds["telling"]
    is_same = report.words.shared_with(terms.trigger) >= floors["same_words"]
    if not (is_open and is_able and is_same and all(parts[name] >= floors[name] for name in parts)):
        return {}
    state = "crossed" if report.cues.isdisjoint({*_SHORT, "plan"}) else "tested"
    return {state: round(min(parts.values()), 3)}


def _accused(report: Report) -> tuple[Party, ...]:
    """Return who is accused of something."""
    return tuple(
        party for event in _events(report) if event.event_type == "ACCUSE" for party in _parties(event.recipients)
    )


def _withdrawn(match: Match) -> Mapping[str, float]:
    """Return a withdrawal: the declarer says that the line, of which the report speaks, holds no longer."""
    floors, features = read_tables().stream["withdrawn"], match.features
    enough = features["ended"] >= floors["ended"] and features["topic"] >= floors["topic"]
    return {"withdrawn": features["ended"]} if enough else {}


def _answered(terms: Terms, report: Report, match: Match, own: Sequence[Event]) -> Mapping[str, float]:
    """Return an answer: what the declarer does, of the kind that was threatened, to a target or where the line runs."""
    floors = read_tables().stream["answered"]
    response = terms.line.response.event_type if terms.line.response else None
    kinds = set(read_tables().answers.get(response or "", ())) or read_tables().kinds["answering"]
    if report.modalities <= _UNREAL or _types_of(own).isdisjoint(kinds):
        return {}
    aim = max(_faced(terms, report), _area(terms, match))
    return {"answered": aim} if aim >= floors["aim"] else {}


def _faced(terms: Terms, report: Report) -> float:
    """Return how surely it is aimed at whom the line binds; where that is anyone, at another than the declarer."""
    if terms.targets:
        return best_likeness(report.parties, terms.targets)
    others = [party for event in _events(report) for party in _parties(event.recipients)]
    is_other = any(party.country and likeness(party, terms.declarer) < 1.0 for party in others)
    return float(read_tables().stream["anyone"]) if is_other else 0.0


def _parties(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(party_of(entity) for entity in entities)


def _who(terms: Terms, match: Match) -> float:
    """Return how surely the actor is one whom the line binds; a line for anyone binds whoever is not its declarer."""
    is_anyone = not terms.targets and not terms.others.roots
    return max(match.reasons.actor.score, float(read_tables().stream["anyone"]) if is_anyone else 0.0)


def _area(terms: Terms, match: Match) -> float:
    """Return how near it was; in a stream the country alone says little where the line names a place in it."""
    table, score = read_tables().stream, match.reasons.area.score
    return float(table["land_only"]) if terms.names and score == table["land"] else score


def _carries(terms: Terms, types: frozenset[str]) -> bool:
    """Say whether one of the types is of the kind that the trigger names, or of force where it names none.

    An act of the kind that is demanded meets the demand.
    """
    named = read_tables().acts.get(terms.line.trigger.event_type or "", ())
    is_met = terms.line.type == "compellent" and terms.line.trigger.event_type in read_tables().kinds["meeting"]
    return not is_met and not types.isdisjoint(frozenset(named) or read_tables().kinds["force"])
