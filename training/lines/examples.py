"""Passages → questions about sentences: does this one hold the trigger of a red line, and which words are its parts?

Takes our own passages, gold passages in JSON lines and reports; gives examples of the reader of roles in the words and
pieces of the shipped tokenizer. A question marks one sentence; the parts of its line are looked for in all that is
read, and a passage is read whole where it fits. A second red line of a sentence is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from tokenizers import Tokenizer

from linewatch.language import load
from linewatch.language.encoder import read_tokenizer
from linewatch.language.lines import MOST_PIECES
from linewatch.language.model import model_folder
from linewatch.language.passages import cut_passages
from linewatch.language.pieces import count_pieces
from training.lines.markup import ROLES, MarkedLine, Passage, Stretch
from training.lines.schema import NONE, YES, no_line, untold
from training.readers.pieces import split_pieces
from training.roles.examples import Example, Question
from training.roles.examples import Words as Places

_GOLD_AREAS: Final = {
    "border": "border", "buffer": "zone", "zone": "zone", "airspace": "air", "sea": "sea", "facility": "place",
}  # fmt: skip
_LIKELY: Final = frozenset(
    [
        "if", "unless", "until", "will", "would", "shall", "should", "must", "any", "anyone", "whoever", "otherwise",
        "or", "warn", "warned", "warning", "vowed", "threatened", "red", "line", "tolerate", "accept", "allow",
        "unacceptable", "respond", "response", "retaliate", "consequences", "deadline", "ultimatum", "further", "again",
    ]
)  # fmt: skip
Ask = Callable[[int, Places, range], Question]
_SPOKEN_BACK: Final = ("trigger", "response", "spokesperson", "declarer")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, and for each sentence the places of its words and how many pieces they take."""

    tokens: tuple[Token, ...]
    sentences: tuple[range, ...]
    lengths: tuple[int, ...]

    def touched(self, spans: Iterable[Stretch]) -> Places:
        """Return the places of the words that the stretches touch."""
        stretches = list(spans)
        return tuple(
            place
            for place, token in enumerate(self.tokens)
            if any(start < token.idx + len(token) and token.idx < end for start, end in stretches)
        )

    def texts(self, read: range) -> list[list[str]]:
        """Return the words of some sentences."""
        return [[self.tokens[place].text for place in self.sentences[number]] for number in read]

    def sentence_of(self, place: int) -> int:
        """Return the number of the sentence that holds a word."""
        return next(number for number, words in enumerate(self.sentences) if place in words)


def passage_examples(name: str, passage: Passage) -> list[Example]:
    """Return the sentences of a passage as questions about what is read around them."""
    words = split_text(passage.text)
    lines: dict[int, MarkedLine] = {}
    for line in passage.lines:
        telling = next(line.spans[role] for role in _SPOKEN_BACK if role in line.spans)
        lines.setdefault(words.sentence_of(words.touched(telling[:1])[0]), line)

    def ask(number: int, marked: Places, read: range) -> Question:
        line = lines.get(number)
        return no_line(marked) if line is None else _question(words, line, marked, read)

    return told_examples(name, words, range(len(words.sentences)), ask)


def gold_passages(path: Path) -> Iterator[tuple[str, Passage]]:
    """Yield name and passage of each line of a gold file; kinds of area that we part otherwise are not labelled."""
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        lines = tuple(_gold_line(line) for line in record["lines"])
        yield record["id"], Passage(record["text"], lines, record.get("why"))


def quiet_examples(name: str, text: str, most: int) -> list[Example]:
    """Return up to `most` sentences of a report without any red line, those that read most like one."""
    words = split_text(text)
    return told_examples(name, words, likeliest(words, most), lambda _, marked, __: no_line(marked))


def silver_examples(name: str, text: str, most: int) -> list[Example]:
    """Return up to `most` sentences of a report that nobody has labelled, those that read most like a red line."""
    words = split_text(text)
    return told_examples(name, words, likeliest(words, most), lambda _, marked, __: untold(marked))


def split_text(text: str) -> Words:
    """Return words and sentences as the pipeline splits them."""
    doc: Doc = _splitter()(text)
    tokens: list[Token] = []
    sentences: list[range] = []
    sentence: Span
    for sentence in doc.sents:
        start = len(tokens)
        tokens += [token for token in sentence if not token.is_space]
        if len(tokens) > start:
            sentences.append(range(start, len(tokens)))
    counts = count_pieces(_pieces_tokenizer(), [token.text for token in tokens])
    lengths = [sum(counts[words.start : words.stop]) + 2 for words in sentences]
    return Words(tuple(tokens), tuple(sentences), tuple(lengths))


def told_examples(name: str, words: Words, numbers: Collection[int], ask: Ask) -> list[Example]:
    """Return the passages of a text that hold sentences to ask about, as they are read at work.

    Args:
        numbers: of the sentences that are asked about.
        ask: makes the question from the number of a sentence, the places of its words in what is read, and that.
    """
    examples = []
    for part in cut_passages(words.lengths, MOST_PIECES):
        read = range(words.sentences[part.start].start, words.sentences[part.end - 1].stop)
        questions = []
        for number in (number for number in range(part.low, part.high) if number in numbers):
            marked = tuple(place - read.start for place in words.sentences[number])
            questions.append(ask(number, marked, read))
        if questions:
            texts = words.texts(range(part.start, part.end))
            pieces = split_pieces(_pieces_tokenizer(), texts)
            examples.append(Example(f"{name}/{part.start}", pieces, tuple(questions)))
    return examples


def _question(words: Words, line: MarkedLine, marked: Places, read: range) -> Question:
    roles = {
        role: tuple(place - read.start for place in words.touched(line.spans.get(role, ())) if place in read)
        for role in ROLES.values()
    }
    labels = {
        "line": YES,
        "kind": line.kind,
        "line type": line.type,
        "act": line.act,
        "form": line.form,
        "response": line.response or NONE,
        "mode": line.mode or NONE,
        "specificity": line.specificity or NONE,
        "area": line.area if "area" in line.spans else NONE,
    }
    return Question(marked, roles, labels)


def _gold_line(line: Mapping[str, Any]) -> MarkedLine:
    response, area = line["response"] or {}, line["area"]
    parts = {
        "declarer": [line["declarer"]], "spokesperson": [line["spokesperson"]], "addressee": line["addressees"],
        "trigger": [line["trigger"]], "area": [area], "deadline": [line["deadline"]], "response": [line["response"]],
    }  # fmt: skip
    return MarkedLine(
        kind=line["kind"],
        type=line["type"],
        act=line["trigger"]["act"],
        form=line["trigger"]["form"],
        response=response.get("act"),
        mode=response.get("mode"),
        specificity=response.get("specificity"),
        area=_GOLD_AREAS.get(area["kind"]) if area else None,
        spans={role: found for role, given in parts.items() if (found := _stretches(given))},
    )


def _stretches(parts: Sequence[Mapping[str, int] | None]) -> tuple[Stretch, ...]:
    return tuple((part["start"], part["end"]) for part in parts if part)


def likeliest(words: Words, most: int) -> list[int]:
    """Return the sentences that have most different words of red lines, in text order."""
    found = [len({words.tokens[place].lower_ for place in places} & _LIKELY) for places in words.sentences]
    return sorted(sorted(range(len(found)), key=lambda number: -found[number])[:most])


@cache
def _splitter() -> Language:
    nlp = load()
    for name in nlp.pipe_names:
        if name != "linewatch_sentences":
            nlp.remove_pipe(name)
    return nlp


@cache
def _pieces_tokenizer() -> Tokenizer:
    return read_tokenizer(model_folder() / "tokenizer.json")
