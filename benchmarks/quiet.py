"""Sentences of corpora that report no political act: drawn by a fixed rule from the sources of `alarms.toml`.

The rule knows nothing of the coder: documents in the order of a digest of their ids, one whole sentence of each, parted
by marks alone. What was found to report a political act on reading stands in `alarms.toml` and is passed over.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).with_name("alarms.toml")

_BREAK = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”]))\s+(?=[\"“A-Z])|\s*\n\s*")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Inc|Ltd|Co|Corp|Gen|Sen|No|vs|etc)\.$")
_WHOLE = re.compile(r"[\"“]?[A-Z].*[a-z0-9%][\"”]?\.[\"”]?")
_QUOTES = re.compile(r"[\"“”]")
_FEWEST, _MOST = 8, 40


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of text: where it is drawn from, how many sentences, and which documents were taken out on reading.

    `kinds` are sections or topics of the document, and `words`, where given, those of which the sentence must have one.
    """

    name: str
    corpus: str
    kinds: frozenset[str]
    number: int
    words: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; its id is its document's and the place of its first character there."""

    sentence_id: str
    source: str
    text: str


def read_sources(path: Path = SOURCES) -> tuple[list[Source], dict[str, str]]:
    """Return the sources, and the digest of each corpus that they were read on."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_source(row) for row in table["sources"]], table["corpora"]


def draw_all(sources: list[Source], shared: Path) -> list[Sentence]:
    """Return the sentences of all sources; a document is drawn from once."""
    sentences: list[Sentence] = []
    taken: set[str] = set()
    for source in sources:
        drawn = list(islice(draw_sentences(source, shared / source.corpus, taken), source.number))
        taken |= {sentence.sentence_id.partition(":")[0] for sentence in drawn}
        sentences += drawn
    return sentences


def draw_sentences(source: Source, corpus: Path, taken: set[str]) -> Iterator[Sentence]:
    """Yield one sentence of each document of the source that is neither taken nor excluded."""
    for record in sorted(_records(source, corpus), key=lambda record: _digest(record["id"])):
        if record["id"] in taken or record["id"] in source.excluded:
            continue
        fitting = [place for place in split_sentences(record["text"]) if _fits(place[1], source)]
        if fitting:
            start, text = fitting[_digest(record["id"]) % len(fitting)]
            yield Sentence(f"{record['id']}:{start}", source.name, text)


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces between marks and line ends, with their places; abbreviations part too."""
    start = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        yield start, text[start:end]
        start = found.end() if found else end


def is_whole(sentence: str) -> bool:
    """Say whether a piece is a sentence of common length whose quotations are closed, not cut at an abbreviation."""
    return (
        _WHOLE.fullmatch(sentence) is not None
        and len(_QUOTES.findall(sentence)) % 2 == 0
        and _ABBREVIATED.search(sentence) is None
        and _FEWEST <= len(sentence.split()) <= _MOST
    )


def _fits(sentence: str, source: Source) -> bool:
    words = set(re.findall(r"[a-z]+", sentence.lower()))
    return is_whole(sentence) and (not source.words or bool(source.words & words))


def _records(source: Source, corpus: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if source.kinds & {record.get("section"), *record.get("topics", ())}:
                yield record


def _digest(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)


def _source(row: dict[str, Any]) -> Source:
    sets = {key: frozenset(row.get(key, ())) for key in ("kinds", "words", "excluded")}
    return Source(row["name"], row["corpus"], number=row["number"], **sets)
