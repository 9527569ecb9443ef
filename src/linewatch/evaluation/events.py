"""The task `events`: whole reports → who did what to whom, as types and countries, in `{"id", "events"}` lines.

Types are those of the gold sets (PLOVER's with CONCEDE and RETREAT as YIELD), countries ISO 3166-1 alpha-3, and "" for
an actor without one. What was negated, planned or only supposed is no event there, nor what lies years back.
Source: PLOVER's gold standard records; figures as sets per record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

import msgspec

from linewatch.evaluation.labels import SCHEME, class_of
from linewatch.evaluation.reports import Report, ReportRecord, code_reports, format_line, read_reports
from linewatch.evaluation.scores import Overlap, overlap_of
from linewatch.evaluation.task import Item, Pipeline
from linewatch.ontology import Ontology
from linewatch.records import CodedArticle, Entity, Event

HAPPENED: Final = frozenset({"actual"})
_NO_COUNTRY: Final = frozenset(
    {"IGO", "NGO", "IMG", "MNC", "NGM", "ISM", "---", "###", "NONE", "NULL", "UNK", "INT", "WORLD"}
)


class Party(msgspec.Struct, frozen=True):
    """An actor of a gold record, of which only the country counts."""

    country: str = ""


class Deed(msgspec.Struct, frozen=True):
    """One event; several countries stand for all pairs, and those of a reciprocal one for both directions."""

    type: str | None
    source: tuple[str | Party, ...] = ()
    target: tuple[str | Party, ...] = ()
    reciprocal: bool = False


Deeds = tuple[Deed, ...]


class _Record(ReportRecord):
    events: Deeds | None = None
    error_test: bool = False


class Events:
    """Events: their types, the pairs of countries, and both together, as a set for each report."""

    def read_gold(self, path: Path) -> list[Item[Report, Deeds]]:
        """Return the reports of a file; one without `events`, or meant as a broken one, has no label."""
        return read_reports(path, _Record, lambda record: None if record.error_test else record.events)

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[Deeds]:
        """Yield the events of each report."""
        return code_reports(questions, pipeline, read_deeds, ())

    def format_answer(self, question: Report, answer: Deeds) -> str:
        """Return one JSON line."""
        return format_line(question, "events", answer)

    def score(self, judged: Iterable[tuple[Report, Deeds, Deeds]]) -> dict[str, Overlap]:
        """Return the figures; a report with a gold event of unknown type counts for its countries alone."""
        pairs = [(gold, answer) for _, gold, answer in judged]
        typed = [(gold, answer) for gold, answer in pairs if all(deed.type for deed in gold)]
        return {
            "type": overlap_of([(_types(gold), _types(answer)) for gold, answer in typed]),
            "countries": overlap_of([(_dyads(gold), _dyads(answer)) for gold, answer in pairs]),
            "type and countries": overlap_of([(_triples(gold), _triples(answer)) for gold, answer in typed]),
        }


def read_deeds(coded: CodedArticle) -> Deeds:
    """Return the events that a report says have happened now, each once."""
    return tuple(dict.fromkeys(deed_of(event) for event in coded.events if event.modality in HAPPENED))


def deed_of(event: Event) -> Deed:
    """Return an event in the form of the gold sets."""
    kind = Ontology.open().label(SCHEME, event.event_type, event.cameo_code)
    actors, recipients = _countries(event.actors), _countries(event.recipients)
    if len(event.actors) > 1 and (not event.recipients or actors == recipients):
        return Deed(kind, actors, actors, reciprocal=True)
    return Deed(kind, actors, recipients)


def _countries(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(sorted({entity.country or "" for entity in entities})) or ("",)


def _types(deeds: Deeds) -> set[str]:
    return {class_of(deed.type) for deed in deeds}


def _dyads(deeds: Deeds) -> set[tuple[str, str]]:
    return {pair for deed in deeds for pair in pairs_of(deed)}


def _triples(deeds: Deeds) -> set[tuple[str, str, str]]:
    return {(class_of(deed.type), *pair) for deed in deeds for pair in pairs_of(deed)}


def pairs_of(deed: Deed) -> set[tuple[str, str]]:
    """Return who acts on whom."""
    sources, targets = _known(deed.source), _known(deed.target)
    parties = sources | targets
    if deed.reciprocal and len(parties) > 1:
        return {(one, other) for one, other in product(parties, parties) if one != other}
    return set(product(sources, targets))


def _known(parties: Iterable[str | Party]) -> set[str]:
    codes = {(party.country if isinstance(party, Party) else party).strip().upper() for party in parties}
    return {"" if code in _NO_COUNTRY else code for code in codes} or {""}
