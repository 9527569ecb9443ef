"""The task `attribution`: whole reports → source, cue and content of statements, in `{"id", "attributions"}` lines.

Source: PolNeAR (Newell et al. 2018). Quotation marks and full stops fall inside or outside a gold content unevenly, so
`exact` leaves what stands at the edges aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from linewatch.evaluation.matching import match_greedily
from linewatch.evaluation.reports import Report, ReportRecord, Stretch, code_reports, format_line, read_reports
from linewatch.evaluation.scores import Overlap, overlap_of
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import CodedArticle, Entity, Span, Statement

Role = Literal["source", "cue", "content"]
Fragments = tuple[tuple[int, int], ...]
Link = tuple[Fragments, Fragments]

ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")
_EDGES: Final = frozenset(" \t\r\n\u00a0\"'“”‘’`.,;:!?-–—()[]")

_THAT: Final = re.compile(r"\bthat\s+[\"“‘']?$", re.IGNORECASE)
_THAT_CHARS: Final = 8


class Attribution(msgspec.Struct, frozen=True):
    """One statement; each role is a list of fragments, empty where nobody is named."""

    source: Fragments = ()
    cue: Fragments = ()
    content: Fragments = ()


Attributions = tuple[Attribution, ...]


class _Record(ReportRecord):
    attributions: Attributions | None = None


class AttributionTask:
    """Who said what: the spans of each role, and whether source and content belong together."""

    def read_gold(self, path: Path) -> list[Item[Report, Attributions]]:
        """Return the reports of a file; one without `attributions` has no label."""
        return read_reports(path, _Record, lambda record: record.attributions, _stretches)

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[Attributions]:
        """Yield the attributions of each report."""
        return code_reports(questions, pipeline, read_attributions, ())

    def format_answer(self, question: Report, answer: Attributions) -> str:
        """Return one JSON line."""
        return format_line(question, "attributions", answer)

    def score(self, judged: Iterable[tuple[Report, Attributions, Attributions]]) -> dict[str, Overlap]:
        """Return the figures of each role and of the link; a span that several attributions share counts once."""
        triples = list(judged)
        figures = {}
        for role in ROLES:
            spans = [(report.text, _spans(gold, role), _spans(answer, role)) for report, gold, answer in triples]
            figures[f"{role} exact"] = overlap_of(
                [(_all_trimmed(gold, text), _all_trimmed(answer, text)) for text, gold, answer in spans]
            )
            figures[f"{role} overlap"] = _touch([(gold, answer) for _, gold, answer in spans])
        links = [(report.text, _links(gold), _links(answer)) for report, gold, answer in triples]
        return {**figures, "link exact": _same_links(links), "link overlap": _touching_links(links)}


def read_attributions(coded: CodedArticle) -> Attributions:
    """Return the statements of a report as attributions."""
    return tuple(_attribution(statement, coded.article.text) for statement in coded.statements)


def trim(fragments: Fragments, text: str) -> Fragments:
    """Return the fragments without marks and blanks at their edges, joined where only such stand between them."""
    trimmed: list[tuple[int, int]] = []
    for start, end in fragments:
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if start == end:
            continue
        if trimmed and set(text[trimmed[-1][1] : start]) <= _EDGES:
            start = trimmed.pop()[0]
        trimmed.append((start, end))
    return tuple(trimmed)


def _attribution(statement: Statement, text: str) -> Attribution:
    speaker = next(((words,) for words in (statement.speaker_span, statement.speaker) if words is not None), ())
    content = _with_that(_fragments(statement.content), text)
    return Attribution(_fragments(speaker), _fragments((statement.cue,)), content)


def _with_that(content: Fragments, text: str) -> Fragments:
    """Return the content from the "that" before it: PolNeAR counts the word as content, and our records do not."""
    start, end = content[0]
    opening = _THAT.search(text, max(0, start - _THAT_CHARS), start)
    return ((opening.start(), end), *content[1:]) if opening else content


def _fragments(spans: Iterable[Span | Entity]) -> Fragments:
    return tuple(sorted((span.start, span.end) for span in spans))


def _stretches(attributions: Attributions) -> Iterator[Stretch]:
    for attribution in attributions:
        for role in ROLES:
            yield from (Stretch(start, end) for start, end in getattr(attribution, role))


def _spans(attributions: Attributions, role: Role) -> list[Fragments]:
    """Return the different spans of a role in the order of the text."""
    return sorted({tuple(sorted(getattr(attribution, role))) for attribution in attributions} - {()})


def _links(attributions: Attributions) -> list[Link]:
    """Return source and content of each attribution that has both."""
    both = ((tuple(sorted(one.source)), tuple(sorted(one.content))) for one in attributions)
    return [link for link in both if all(link)]


def _all_trimmed(spans: Iterable[Fragments], text: str) -> set[Fragments]:
    return {trim(fragments, text) for fragments in spans} - {()}


def _chars(fragments: Fragments) -> set[int]:
    return {char for start, end in fragments for char in range(start, end)}


def _touch(pairs: Sequence[tuple[list[Fragments], list[Fragments]]]) -> Overlap:
    """Return how many spans share a character with one of the other side, one to one."""
    right = 0
    for gold, answer in pairs:
        ours, theirs = [_chars(fragments) for fragments in gold], [_chars(fragments) for fragments in answer]
        scores = {
            (i, j): float(len(one & other))
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if one & other
        }
        right += len(match_greedily(scores))
    return Overlap(right, sum(len(answer) for _, answer in pairs), sum(len(gold) for gold, _ in pairs))


def _same_links(links: Sequence[tuple[str, list[Link], list[Link]]]) -> Overlap:
    """Return how many links have the same trimmed source and content."""
    right = 0
    for text, gold, answer in links:
        counts = [
            Counter((trim(source, text), trim(content, text)) for source, content in side) for side in (gold, answer)
        ]
        right += (counts[0] & counts[1]).total()
    return Overlap(right, sum(len(answer) for *_, answer in links), sum(len(gold) for _, gold, _ in links))


def _touching_links(links: Sequence[tuple[str, list[Link], list[Link]]]) -> Overlap:
    """Return how many links share characters with one of the other side in both source and content, one to one."""
    right = 0
    for _, gold, answer in links:
        ours, theirs = ([(_chars(source), _chars(content)) for source, content in side] for side in (gold, answer))
        scores = {
            (i, j): sum(len(a & b) / len(a | b) for a, b in zip(one, other, strict=True))
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if all(a & b for a, b in zip(one, other, strict=True))
        }
        right += len(match_greedily(scores))
    return Overlap(right, sum(len(answer) for *_, answer in links), sum(len(gold) for _, gold, _ in links))
