"""CoNLL-U files → sentences of words with their annotation.

Takes a path (``.gz`` or plain), gives ``Sentence`` objects. Ranges (``1-2``) and empty nodes (``1.1``) are
left out, as only syntactic words carry annotation. It must never change a form or a label.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: ``head`` counts from 1, 0 is the root."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a treebank."""

    id: str
    words: tuple[Word, ...]
    text: str = ""


def open_text(path: Path) -> TextIO:
    """The file as UTF-8 text, unpacked where its name ends in ``.gz``."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a file, in its order."""
    with open_text(path) as lines:
        yield from parse_conllu(lines)


def parse_conllu(lines: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of some lines; a last sentence without a blank line after it counts."""
    name, text = "", ""
    words: list[Word] = []
    for line in (*lines, ""):
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            words.extend(_parse_word(line))
        elif not line and words:
            yield Sentence(name, tuple(words), text)
            name, text, words = "", "", []


def _parse_word(line: str) -> Iterator[Word]:
    """The word of a line, or nothing where the line is a range or an empty node."""
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise ValueError(f"a CoNLL-U line has {_COLUMNS} columns, not {len(columns)}: {line!r}")
    if columns[0].isdigit():
        yield Word(columns[1], columns[3], columns[4], columns[5], int(columns[6]), columns[7])
