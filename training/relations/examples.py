"""Sentences with relations → questions over words: who is marked, and what the right answer may be.

Takes our own sentences and gold sets in JSON lines; gives `Example`s in the words and pieces of the shipped tokenizer.
A question marks the words of source, target and trigger; its answer is a set of classes, because a label of another
scheme may mean several of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from linewatch.language import load
from linewatch.language.encoder import read_tokenizer
from linewatch.language.model import model_folder
from training.readers.pieces import split_pieces
from training.relations.kinds import NONE, all_kinds, all_modes, kind_of, kinds_of_label
from training.relations.markup import MODALITIES, Marked, Relation, Stretch
from training.relations.questions import Example, Question

MOST_WORDS: Final = 120
_QUIET: Final = 0.7


def own_examples(sentences: Iterable[Marked], name: str = "own") -> Iterator[Example]:
    """Yield our own sentences; `name` begins the name of each example."""
    places = {kind.name: place for place, kind in enumerate(all_kinds())}
    modes = {name: place for place, name in enumerate(all_modes())}
    for number, marked in enumerate(sentences):
        words = split_text(marked.text)
        asked = [
            Question(
                *_marks(words, relation),
                kinds=(places[kind_of(relation.event_type, relation.cameo)],),
                mode=modes.get(f"{relation.event_type}/{relation.mode}", -1),
                modality=MODALITIES.index(relation.modality) if relation.modality else -1,
            )
            for relation in marked.relations
            if relation.source or relation.target
        ]
        yield make_example(f"{name}-{number}", [word for _, _, word in words], tuple(asked))


def plv_examples(path: Path) -> Iterator[Example]:
    """Yield the pairs of the set PLV."""
    for record in _read_lines(path):
        words = split_text(record["text"])
        source, target = (
            _touched(words, [tuple(span) for span in record[side]["spans"]]) for side in ("source", "target")
        )
        question = Question(source, target, (), tuple(kinds_of_label(record["root"])))
        yield make_example(record["id"], [word for _, _, word in words], (question,))


def gsr_examples(path: Path) -> Iterator[Example]:
    """Yield the pairs of PLOVER's gold standard records whose parties stand in the text."""
    for record in _read_lines(path):
        words, asked = split_text(record["text"]), []
        for event in record["events"]:
            for source in event["source"][:1]:
                ends = [(party["start"], party["end"]) for party in event["target"] if party["start"] is not None]
                start = [(source["start"], source["end"])] if source["start"] is not None else []
                if start and ends and start[0] != ends[-1]:
                    marks = _touched(words, start), _touched(words, ends[-1:]), ()
                    asked.append(Question(*marks, tuple(kinds_of_label(event["type"]))))
        if asked:
            yield make_example(record["id"], [word for _, _, word in words], tuple(asked))


def headline_examples(path: Path, fills: Sequence[tuple[str, str]]) -> Iterator[Example]:
    """Yield headline templates that name two states, with states filled in; one type, as templates have it."""
    places = {kind.name: place for place, kind in enumerate(all_kinds())}
    for number, record in enumerate(_read_lines(path)):
        template = record["template"]
        if not {"{country_1}", "{country_2}"} <= set(template.replace("}", "} ").split()):
            continue
        one, other = fills[number % len(fills)]
        head, _, rest = template.partition("{country_1}")
        text = f"{head}{one}{rest}".replace("{country_2}", other)
        if "{" in text or text.find(one) < 0 or text.find(other) < 0:
            continue
        words = split_text(text)
        ends = [_touched(words, [(text.find(name), text.find(name) + len(name))]) for name in (one, other)]
        asked = Question(ends[0], ends[1], (), (places[record["type"]],), weight=0.5)
        yield make_example(record["id"], [word for _, _, word in words], (asked,))


def marked_examples(path: Path, *, is_none: bool) -> Iterator[Example]:
    """Yield sentences with marks: those without a political act have the answer none, others none that is known."""
    none = next(place for place, kind in enumerate(all_kinds()) if kind.name == NONE)
    for number, record in enumerate(_read_lines(path)):
        sides = [[tuple(side) for side in marks] for marks in record["marks"]]
        kinds, weight = ((none,), _QUIET) if is_none else ((), 1.0)
        asked = tuple(Question(source, target, trigger, kinds, weight=weight) for source, target, trigger in sides)
        words = record["words"][:MOST_WORDS]
        if all(place < len(words) for q in asked for place in (*q.source, *q.target, *q.trigger)):
            yield make_example(f"{path.stem}-{number}", words, asked)


def make_example(name: str, words: Sequence[str], questions: tuple[Question, ...]) -> Example:
    """Return an example with the pieces of its words."""
    return Example(name, tuple(words), questions, split_pieces(_pieces_tokenizer(), [words]))


def split_text(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and text of each word, as the pipeline splits it, up to the longest that is read at once."""
    words = [(token.idx, token.idx + len(token), token.text) for token in _tokenizer()(text) if not token.is_space]
    return words[:MOST_WORDS]


@cache
def _pieces_tokenizer():  # type: ignore[no-untyped-def]
    return read_tokenizer(model_folder() / "tokenizer.json")


@cache
def _tokenizer():  # type: ignore[no-untyped-def]
    return load().tokenizer


def _marks(words: Sequence[tuple[int, int, str]], relation: Relation) -> tuple[tuple[int, ...], ...]:
    return tuple(
        _touched(words, [span] if span else []) for span in (relation.source, relation.target, relation.trigger)
    )


def _touched(words: Sequence[tuple[int, int, str]], spans: Sequence[Stretch]) -> tuple[int, ...]:
    return tuple(
        place
        for place, (start, end, _) in enumerate(words)
        if any(start < last and first < end for first, last in spans)
    )


def _read_lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
