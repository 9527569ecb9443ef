"""``python -m benchmarks.breakdown``: where events are lost, by class, modality, construction and cause.

Takes the folder of gold data and the sets of `sets.toml` that ask for events or relations. ``--write`` puts the tables
into docs/accuracy.md: counts, causes and ids alone, as the sentences are other people's; and beside them the errors
that were read one by one (`read_errors.toml`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from spacy.tokens import Token

from benchmarks.accuracy import ROOT, GoldSet, find_changed, read_sets
from benchmarks.confusion import Pair, class_table, confusion_table
from benchmarks.constructions import FORMS, SETTINGS, find_trigger, form_of, settings_of, token_of
from benchmarks.documents import markdown_table, replace_part
from benchmarks.readerrors import make_read_table, read_errors
from linewatch.evaluation import Pipeline
from linewatch.evaluation.events import HAPPENED, Deed, Deeds, Events, deed_of, pairs_of
from linewatch.evaluation.goldfiles import read_records
from linewatch.evaluation.labels import class_of
from linewatch.evaluation.relation import RelationTask
from linewatch.evaluation.reports import Report, code_reports
from linewatch.records import Article, CodedArticle, Event, Statement
from linewatch.run import load_pipeline
from linewatch.settings import read_settings

DOCUMENT = ROOT / "docs" / "accuracy.md"

Said = tuple[Deed, Token]
"""An event and the word that says it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event, of gold or of ours, and how it is said; `found` says whether the other side has its type."""

    deed: Deed
    form: str
    settings: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One gold record beside what was coded."""

    record_id: str
    gold: tuple[Told, ...]
    answered: tuple[Told, ...]
    events: tuple[Event, ...] = ()

    @property
    def types(self) -> Pair:
        """The types of both sides, each once."""
        gold, answer = ([class_of(told.deed.type) for told in side] for side in (self.gold, self.answered))
        return tuple(dict.fromkeys(gold)), tuple(dict.fromkeys(answer))


class _GoldEvent(msgspec.Struct):
    event_text: str = ""


class _Words(msgspec.Struct):
    """The words of the events of a gold record, where the set has them."""

    id: str | int
    events: list[_GoldEvent] = []


def main() -> int:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", help="folder of gold data")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the tables into the document")
    options = parser.parse_args()
    sets = [entry for entry in read_sets() if entry.task in ("events", "relation")]
    if faults := list(find_changed(sets, options.shared)):
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    pipeline = load_pipeline(read_settings(threads=options.threads))
    text = "\n\n".join(part for entry in sets for part in break_down(entry, options.shared / entry.gold, pipeline))
    print(text)
    if options.write:
        replace_part(DOCUMENT, "breakdown", text)
        replace_part(DOCUMENT, "read errors", make_read_table(*read_errors()))
    return 0


def break_down(entry: GoldSet, path: Path, pipeline: Pipeline) -> Iterator[str]:
    """Yield the parts about one set, its heading first."""
    yield f"### {entry.name}"
    if entry.task == "relation":
        pairs = list(relation_pairs(path, pipeline))
        yield from (class_table(pairs), confusion_table(pairs))
        return
    records = list(read_told(path, pipeline))
    pairs = [record.types for record in records]
    yield from (class_table(pairs), confusion_table(pairs), modality_table(records))
    yield construction_table("form of the event word", FORMS, records)
    yield construction_table("what it stands in", SETTINGS, records)
    yield cause_table(records)


def relation_pairs(path: Path, pipeline: Pipeline) -> Iterator[Pair]:
    """Yield the class of each gold pair and the one that was answered."""
    task = RelationTask()
    items = [item for item in task.read_gold(path) if item.label is not None]
    for item, answer in zip(items, task.answer([item.question for item in items], pipeline), strict=True):
        assert item.label is not None
        yield tuple(filter(None, [item.label.root])), tuple(filter(None, [answer.root]))


def read_told(path: Path, pipeline: Pipeline) -> Iterator[Record]:
    """Yield the records whose gold events all have a type, with both sides and how they are said."""
    words = {record.id: [event.event_text for event in record.events] for _, record in read_records(path, _Words)}
    for item in Events().read_gold(path):
        if item.label and all(deed.type for deed in item.label):
            yield _read_record(item.question, item.label, words[item.question.report_id], pipeline)


def modality_table(records: Iterable[Record]) -> str:
    """Return our records by modality, and those whose type modality has changed; right by type alone."""
    all_of, right = Counter[str](), Counter[str]()
    for record in records:
        gold = record.types[0]
        for event in record.events:
            name = event.modality + (", type changed" if " becomes " in event.explanation else "")
            all_of[name] += 1
            right[name] += class_of(deed_of(event).type) in gold
    rows = [[name, str(all_of[name]), str(right[name]), _percent(right[name], all_of[name])] for name in sorted(all_of)]
    return markdown_table(["modality of our records", "records", "right type", "%"], rows)


def construction_table(title: str, names: Sequence[str], records: Sequence[Record]) -> str:
    """Return recall by how gold events are said and precision by how ours are, for forms or settings."""
    rows = []
    for name in names:
        gold = [told.found for record in records for told in record.gold if name in (told.form, *told.settings)]
        ours = [told.found for record in records for told in record.answered if name in (told.form, *told.settings)]
        if gold or ours:
            cells = [cell for side in (gold, ours) for cell in (len(side), sum(side))]
            rows.append([name, *map(str, cells[:2]), _percent(cells[1], cells[0]), *map(str, cells[2:]),
                         _percent(cells[3], cells[2])])  # fmt: skip
    return markdown_table([title, "gold", "found", "recall", "answered", "right", "precision"], rows)


def cause_table(records: Sequence[Record]) -> str:
    """Return why gold events are not found whole, with the ids of their records."""
    causes: dict[str, list[str]] = {}
    for record in records:
        for told in record.gold:
            if cause := cause_of(told.deed, record):
                causes.setdefault(cause, []).append(record.record_id)
    prefix = _common_prefix([record.record_id for record in records])
    rows = [
        [
            cause,
            str(len(ids)),
            ", ".join(_times(name.removeprefix(prefix), count) for name, count in Counter(ids).items()),
        ]
        for cause, ids in sorted(causes.items(), key=lambda row: (-len(row[1]), row[0]))
    ]
    return markdown_table(["why a gold event is not found whole", "events", f"records{prefix and f' {prefix}…'}"], rows)


def cause_of(deed: Deed, record: Record) -> str | None:
    """Return why a gold event is not among ours; None where type and countries are right."""
    name = class_of(deed.type)
    alike = [told.deed for told in record.answered if class_of(told.deed.type) == name]
    if not alike:
        if any(class_of(deed_of(event).type) == name for event in record.events):
            return "right type, under a modality that is not answered"
        return "another type" if record.answered else "nothing answered"
    wanted = pairs_of(deed)
    if any(wanted <= pairs_of(other) for other in alike):
        return None
    sources, targets = ({pair[place] for pair in wanted} for place in (0, 1))
    ours = {pair for other in alike for pair in pairs_of(other)}
    if wanted <= {(target, source) for source, target in ours}:
        return "right type, actor and recipient changed"
    is_source_right, is_target_right = (sources <= {pair[0] for pair in ours}, targets <= {pair[1] for pair in ours})
    wrong = [name for name, right in (("actor", is_source_right), ("recipient", is_target_right)) if not right]
    return f"right type, country of the {' and the '.join(wrong) or 'pair'} wrong"


def _read_record(report: Report, label: Deeds, words: Sequence[str], pipeline: Pipeline) -> Record:
    [coded] = code_reports([report], pipeline, lambda coded: coded, CodedArticle(Article("", None, report.text)))
    doc = pipeline.nlp(coded.article.text)
    gold = [(deed, find_trigger(doc, text)) for deed, text in zip(label, words, strict=True)]
    ours = [(deed_of(event), token_of(doc, event.trigger)) for event in coded.events if event.modality in HAPPENED]
    sides = [_tell(one, other, coded.statements) for one, other in ((gold, ours), (ours, gold))]
    return Record(str(report.report_id), sides[0], sides[1], coded.events)


def _tell(side: Sequence[Said], other: Sequence[Said], statements: tuple[Statement, ...]) -> tuple[Told, ...]:
    """Return the events of one side, with how they are said and whether the other side has their types."""
    types = {class_of(deed.type) for deed, _ in other}
    return tuple(
        Told(deed, form_of(token), settings_of(token, statements), class_of(deed.type) in types) for deed, token in side
    )


def _times(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _common_prefix(names: Sequence[str]) -> str:
    """Return what all ids begin with, up to a hyphen."""
    first, last = min(names, default=""), max(names, default="")
    same = next((i for i, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), 0)
    return first[: first.rfind("-", 0, same) + 1]


if __name__ == "__main__":
    sys.exit(main())
