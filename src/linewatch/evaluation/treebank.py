"""CoNLL-U files → sentences as they stand there. Ranges (`1-2`) and empty nodes (`1.1`) carry no annotation.

Source: CoNLL-U as Universal Dependencies v2 defines it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_lines

_COLUMNS: Final = 10
_SENTENCE_ID: Final = re.compile(r"#\s*sent_id\s*=\s*(\S+)")
_NEW_DOCUMENT: Final = re.compile(r"#\s*newdoc\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One word; `head` is None where the file does not say."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int | None
    deprel: str
    has_space: bool


@dataclass(slots=True)
class TreebankSentence:
    """One sentence; without a `# sent_id` it has its place in the file for an id, as `#0`."""

    sentence_id: str = ""
    opens_document: bool = False
    rows: list[Row] = field(default_factory=list)


def read_treebank(path: Path) -> list[TreebankSentence]:
    """Return the sentences of a file, in its order.

    Raises:
        SourceError: LW101 or LW102 the file is missing, cannot be read, is empty or is not CoNLL-U.
    """
    sentences: dict[str, TreebankSentence] = {}
    reading, last = _Reading(path), 0
    for last, line in read_lines(path):
        if line.strip():
            reading.take(last, line)
        else:
            reading.close(last, sentences)
    reading.close(last, sentences)
    if not sentences:
        raise fault_of_empty(path)
    return list(sentences.values())


class _Reading:
    """The sentence that is being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begin()

    def take(self, number: int, line: str) -> None:
        """Read one line that is not blank."""
        if found := _SENTENCE_ID.match(line):
            self.sentence.sentence_id = found[1]
        elif line.startswith("#"):
            self.sentence.opens_document |= bool(_NEW_DOCUMENT.match(line))
        else:
            self._take_columns(number, line.split("\t"))

    def close(self, number: int, sentences: dict[str, TreebankSentence]) -> None:
        """End the sentence, if it has begun, and put it to the others."""
        if not self.sentence.rows:
            return  # comments before a blank line belong to the next sentence
        name = self.sentence.sentence_id = self.sentence.sentence_id or f"#{len(sentences)}"
        if name in sentences:
            raise fault_at(self.path, number, f"ends the second sentence with the id {name}")
        if any(row.head is not None and row.head > len(self.sentence.rows) for row in self.sentence.rows):
            raise fault_at(self.path, number, f"ends the sentence {name}, which has a head beyond its last word")
        sentences[name] = self.sentence
        self._begin()

    def _begin(self) -> None:
        self.sentence = TreebankSentence()
        self.glued_until = 0
        self.has_space_after_range = True

    def _take_columns(self, number: int, columns: list[str]) -> None:
        if len(columns) != _COLUMNS:
            raise fault_at(self.path, number, f"has {len(columns)} columns, and CoNLL-U has {_COLUMNS}")
        has_space = "SpaceAfter=No" not in columns[9].split("|")
        first, _, last = columns[0].partition("-")
        if last.isdigit() and first.isdigit():
            self.glued_until, self.has_space_after_range = int(last), has_space
        elif columns[0].isdigit():
            self._take_word(number, columns, has_space)
        elif not re.fullmatch(r"\d+\.\d+", columns[0]):
            raise fault_at(self.path, number, f"begins with {columns[0]!r}, which is no number of a word")

    def _take_word(self, number: int, columns: list[str], has_space: bool) -> None:
        place = len(self.sentence.rows) + 1
        if columns[0] != str(place):
            raise fault_at(self.path, number, f"has word {columns[0]} where word {place} should stand")
        if not columns[1].strip():
            raise fault_at(self.path, number, "has no form")
        if not (columns[6].isdecimal() or columns[6] == "_"):
            raise fault_at(self.path, number, f"has the head {columns[6]!r}, which is no number")
        if place <= self.glued_until:
            has_space = place == self.glued_until and self.has_space_after_range
        head = None if columns[6] == "_" else int(columns[6])
        form, lemma, upos, xpos, feats = columns[1:6]
        self.sentence.rows.append(Row(form, lemma, upos, xpos, feats, head, columns[7], has_space))
