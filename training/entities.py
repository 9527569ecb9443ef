"""Entity records (JSON lines) → one BIO label a word, in the four newswire types.

Takes the records of ``gold`` and ``gold_more``; gives label lists in which ``UNKNOWN`` marks a word whose
label the set does not tell in our convention: the loss leaves it out. It must never guess a label.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from training.conllu import open_text

UNKNOWN: Final = "?"
TYPES: Final = ("PER", "LOC", "ORG", "MISC")
NEWSWIRE: Final = {name: name for name in TYPES}
POLITICS: Final = {
    "politician": "PER",
    "person": "PER",
    "country": "LOC",
    "location": "LOC",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "event": "MISC",
    "election": "MISC",
    "misc": "MISC",
}
GUM: Final = {"person": "PER", "place": "LOC", "organization": "ORG"}

_INSIDE_NAMES: Final = frozenset({"of", "the", "for", "and", "de", "-"})

Span = tuple[int, int, str]


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines."""
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def flat_spans(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that lie inside or across a longer one that was kept."""
    kept: list[Span] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, kind))
    return sorted(kept)


def bio_labels(length: int, spans: Sequence[Span], types: Mapping[str, str]) -> list[str]:
    """BIO labels of a fully annotated sentence; types outside the mapping are unknown."""
    labels = ["O"] * length
    for start, end, kind in flat_spans(spans):
        _write_span(labels, start, end, types.get(kind))
    return labels


def gum_labels(tokens: Sequence[str], upos: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """BIO labels of a GUM sentence, where only what GUM and newswire agree on is known.

    GUM marks whole noun phrases with determiners, titles and relative clauses, and nests them; newswire marks
    the bare name. A phrase of a known type gives its first name; ordinary lower-case words are outside; every
    other capitalised word or proper noun is unknown.
    """
    labels = [
        UNKNOWN if tag == "PROPN" or token[:1].isupper() else "O" for token, tag in zip(tokens, upos, strict=True)
    ]
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        name = _first_name(tokens, upos, start, end, kind)
        if kind in GUM and name is not None and all(label in (UNKNOWN, "O") for label in labels[name[0] : name[1]]):
            _write_span(labels, *name, GUM[kind])
    return labels


def spans_of(labels: Sequence[str]) -> list[Span]:
    """The entities of BIO labels; an ``I-`` without its beginning opens an entity."""
    spans: list[Span] = []
    for place, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if prefix == "I" and spans and spans[-1][1] == place and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], place + 1, kind)
        elif prefix in ("B", "I"):
            spans.append((place, place + 1, kind))
    return spans


def _write_span(labels: list[str], start: int, end: int, kind: str | None) -> None:
    """Writes one entity over the labels."""
    for place in range(start, end):
        prefix = "B" if place == start else "I"
        labels[place] = f"{prefix}-{kind}" if kind else UNKNOWN


def _first_name(tokens: Sequence[str], upos: Sequence[str], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The first run of proper nouns in a phrase; names of organisations and places may hold ``of the``."""
    proper = [place for place in range(start, end) if upos[place] == "PROPN"]
    if not proper:
        return None
    joints = _INSIDE_NAMES if kind != "person" else frozenset({"-", "de"})
    last = first = proper[0]
    for place in proper[1:]:
        if all(tokens[between].lower() in joints for between in range(last + 1, place)):
            last = place
        else:
            break
    return first, last + 1
