from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.decoding import Annotation
from linewatch.language.encoder import Encoder, make_batches, open_encoder
from linewatch.language.model import model_folder

SENTENCES = [
    ["Norland", "shelled", "Varna", "on", "Tuesday", "."],
    ["Sudia", "'s", "president", "warned", "that", "any", "attack", "would", "be", "answered", "."],
    ["Talks", "failed", "."],
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder(model_folder(), threads=1, batch_pieces=512)


def same(left: Annotation, right: Annotation) -> bool:
    labels = [name for name in Annotation.__slots__ if name != "embedded"]
    assert left.embedded is not None
    assert right.embedded is not None
    return np.array_equal(left.embedded.pieces, right.embedded.pieces) and all(
        np.array_equal(getattr(left, name), getattr(right, name)) for name in labels
    )


@given(st.lists(st.integers(1, 300), max_size=40), st.integers(64, 1024))
def test_batches_hold_each_sentence_once_within_the_limit(sizes: list[int], batch_pieces: int) -> None:
    batches = make_batches([(size, place) for place, size in enumerate(sizes)], batch_pieces)
    assert sorted(place for batch in batches for place in batch) == list(range(len(sizes)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * (max(sizes[place] for place in batch) + 2) <= batch_pieces


def test_one_annotation_a_sentence_in_order(encoder: Encoder) -> None:
    found = encoder.annotate(SENTENCES)
    assert [len(annotation.head) for annotation in found] == [6, 11, 3]
    assert [encoder.labels["upos"][tag] for tag in found[2].upos] == ["NOUN", "VERB", "PUNCT"]


def test_threads_do_not_change_the_annotation(encoder: Encoder) -> None:
    two = open_encoder(model_folder(), threads=2, batch_pieces=512)
    assert all(map(same, encoder.annotate(SENTENCES), two.annotate(SENTENCES)))


def test_a_sentence_longer_than_the_window_is_one_tree(encoder: Encoder) -> None:
    words = ["Norland", "left", ",", "and"] * 120
    found, short = encoder.annotate([words, SENTENCES[0]])
    assert (found.head == 0).sum() == 1
    assert found.embedded is None
    assert short.embedded is not None
    assert len(found.ner) == len(words)
    assert len(short.head) == len(SENTENCES[0])
    assert (np.array([encoder.labels["xpos"][tag] for tag in found.xpos])[3::4] == "CC").mean() > 0.9


def test_nothing_is_annotated_as_nothing(encoder: Encoder) -> None:
    assert encoder.annotate([]) == []


def test_it_is_picklable(encoder: Encoder) -> None:
    again = pickle.loads(pickle.dumps(encoder))
    assert all(map(same, encoder.annotate(SENTENCES), again.annotate(SENTENCES)))
