"""Sentences are drawn by one fixed rule, and what was excluded on reading is passed over."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.quiet import Source, draw_all, is_whole, read_sources, split_sentences

WEATHER = Source("weather", "corpus.jsonl.gz", frozenset({"grain"}), 2, frozenset({"rain"}))
RAIN = "The rain of last week came too late for most of the barley in the Ilm valley."
SUN = "The sun of last week came too early for most of the barley in the Ilm valley."


def corpus(folder: Path, *records: dict[str, object]) -> Path:
    with gzip.open(folder / WEATHER.corpus, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record) + "\n" for record in records)
    return folder


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    reports = [{"id": f"r-{i}", "topics": ["grain", "corn"], "text": f"{SUN} {RAIN}"} for i in range(4)]
    return corpus(tmp_path, {"id": "s-1", "section": "sport", "text": RAIN}, *reports, {"id": "d-1", "text": RAIN})


def test_one_sentence_with_one_of_the_words_is_drawn_from_each_document(shared: Path) -> None:
    drawn = draw_all([WEATHER], shared)
    assert [sentence.text for sentence in drawn] == [RAIN] * 2
    assert all(sentence.sentence_id.endswith(f":{len(SUN) + 1}") for sentence in drawn)
    assert draw_all([WEATHER], shared) == drawn


def test_an_excluded_document_gives_its_place_to_the_next(shared: Path) -> None:
    first, second = (sentence.sentence_id.partition(":")[0] for sentence in draw_all([WEATHER], shared))
    without = draw_all([replace(WEATHER, excluded=frozenset({first}))], shared)
    assert without[0].sentence_id.partition(":")[0] == second


def test_two_sources_never_draw_from_one_document(shared: Path) -> None:
    drawn = draw_all([WEATHER, replace(WEATHER, name="rain")], shared)
    assert len({sentence.sentence_id for sentence in drawn}) == len(drawn) == 4


def test_a_text_is_parted_at_marks_and_lines() -> None:
    text = 'It rained. "Too late," he said. "It is over."\n\nThen came the frost'
    pieces = list(split_sentences(text))
    assert [piece for _, piece in pieces] == [
        "It rained.", '"Too late," he said.', '"It is over."', "Then came the frost",
    ]  # fmt: skip
    assert all(text[start:].startswith(piece) for start, piece in pieces)


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        (RAIN, True),
        ('"It came too late for most of us in the valley," the old farmer said.', True),
        ('It came too late for most of us in the valley," the old farmer said.', False),
        ("It came too late.", False),
        ("The rain came too late for most of the barley, said Mr.", False),
        ("and the rain came too late for most of the barley in the valley.", False),
        ("Rain in the valley of the Ilm from Monday to Sunday", False),
        (" ".join(["Rain", *["and rain"] * 30]) + ".", False),
    ],
)
def test_only_whole_sentences_of_common_length_are_drawn(sentence: str, whole: bool) -> None:
    assert is_whole(sentence) is whole


def test_the_sources_ask_for_five_hundred_sentences_of_known_corpora() -> None:
    sources, digests = read_sources()
    assert sum(source.number for source in sources) == 500
    assert {source.corpus for source in sources} == set(digests)
    assert all(len(digest) == 64 for digest in digests.values())
