"""Our own training sentences: lines with marked actors → texts with spans and the relations between them.

A line is a sentence with marks such as ``[1 the army of Chad]``, then `` || `` and its relations, parted by ``; ``:
``1>2 ASSAULT/aerial 195 actual "bombed"`` or ``1>2 NONE``; 0 stands for a party that the sentence does not name.
The guide is ``sentences/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from linewatch.ontology import Ontology
from training.markedfiles import read_marked
from training.relations.kinds import NONE

MODALITIES: Final = ("actual", "future", "hypothetical", "negated", "historical")
SENTENCES: Final = Path(__file__).parent / "sentences"
EDGES: Final = "edge_*.txt"
"""Files of sentences on the border of two classes, which a run may read more often than the others."""
OTHERS: Final = "[!e]*.txt"

_MARK: Final = re.compile(r"\[([1-9]) ([^\[\]]+)\]")
_PARTS: Final = re.compile(r";\s*(?=\d>)")
_RELATION: Final = re.compile(r'(\d)>(\d) (?:NONE|([A-Z]+)/(\S+) (\d{2,4}) (\w+) "([^"]+)")')

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """What the source does to the target; `event_type` is NONE where it does nothing."""

    source: Stretch | None
    target: Stretch | None
    event_type: str
    mode: str | None = None
    cameo: str = ""
    modality: str | None = None
    trigger: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with its relations."""

    text: str
    relations: tuple[Relation, ...]


def read_sentences(folder: Path = SENTENCES, names: str = "*.txt") -> Iterator[Marked]:
    """Yield the sentences of all files of a folder whose names fit a pattern, by the names of the files.

    Raises:
        ValueError: a line is not of the form; it names the file and the line.
    """
    return read_marked(folder, parse_line, names)


def parse_line(line: str) -> Marked:
    """Return the sentence of a line.

    Raises:
        ValueError: the line is not of the form, or names what PLOVER has not.
    """
    marked, bar, told = line.partition(" || ")
    if not bar:
        raise ValueError("there is no ' || ' between sentence and relations")
    text, spans = _read_marks(marked.strip())
    return Marked(text, tuple(_read_relation(part.strip(), text, spans) for part in _PARTS.split(told)))


def _read_marks(marked: str) -> tuple[str, dict[str, Stretch]]:
    text, spans, last = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        if match[1] in spans:
            raise ValueError(f"two parties have the number {match[1]}")
        spans[match[1]] = (len(text), len(text) + len(match[2]))
        text, last = text + match[2], match.end()
    return text + marked[last:], spans


def _read_relation(told: str, text: str, spans: dict[str, Stretch]) -> Relation:
    match = _RELATION.fullmatch(told)
    if match is None:
        raise ValueError(f"{told!r} is no relation")
    source, target, event_type, mode, cameo, modality, trigger = match.groups()
    if {source, target} - {*spans, "0"}:
        raise ValueError(f"{told!r} names a party that is not marked")
    ends = spans.get(source), spans.get(target)
    if event_type is None:
        return Relation(*ends, NONE)
    ontology, mode = Ontology.open(), None if mode == "-" else mode
    if event_type not in ontology.types or (mode and mode not in ontology.types[event_type].modes):
        raise ValueError(f"PLOVER has no {event_type}/{mode}")
    if modality not in MODALITIES or trigger not in text:
        raise ValueError(f"{told!r} has a modality or a trigger that does not exist")
    start = text.index(trigger)
    return Relation(*ends, event_type, mode, cameo, modality, (start, start + len(trigger)))
