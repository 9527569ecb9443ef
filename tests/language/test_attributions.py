from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from linewatch.language.attributions import (
    ROLES,
    AttributionReader,
    Words,
    cue_runs,
    cut_evenly,
    group_sizes,
    likely_words,
    readable_tokens,
)
from linewatch.language.model import model_folder
from linewatch.language.passages import MOST_SENTENCES

TEXT = (
    "Rain fell on Monday. The Kenyan army said that the bridge at Moyale was gone. According to two drivers, lorries "
    'wait on both sides. "We will rebuild it," Defence Minister Aden Duale told reporters.'
)


@pytest.fixture(scope="module")
def reader() -> AttributionReader:
    return AttributionReader(model_folder(), threads=1)


def words_of(doc: Doc, places: Words) -> str:
    return " ".join(doc[place].text for place in places)


def test_source_cue_and_content_are_found_in_the_order_of_the_text(nlp: Language, reader: AttributionReader) -> None:
    doc = nlp(TEXT)
    said, according, told = reader.read(doc)
    assert words_of(doc, said.source) == "The Kenyan army"
    assert words_of(doc, said.cue) == "said"
    assert "the bridge at Moyale was gone" in words_of(doc, said.content)
    assert (words_of(doc, according.source), words_of(doc, according.cue)) == ("two drivers", "According to")
    assert "Aden Duale" in words_of(doc, told.source)
    assert "We will rebuild it" in words_of(doc, told.content)
    assert all(0.5 <= one.score <= 1 for one in (said, according, told))


def test_a_cue_that_the_tree_answers_is_not_asked_about(nlp: Language, reader: AttributionReader) -> None:
    doc = nlp(TEXT)
    asked: list[str] = []

    def plain(cue: Words) -> tuple[Words, Words]:
        asked.append(words_of(doc, cue))
        return (0,), (1, 2)

    found = reader.read(doc, plain)
    assert sorted(asked) == ["According to", "said", "told"]
    assert {(one.source, one.content) for one in found} == {((0,), (1, 2))}


def test_threads_do_not_change_what_is_found(nlp: Language, reader: AttributionReader) -> None:
    doc = nlp(TEXT)
    two = pickle.loads(pickle.dumps(AttributionReader(model_folder(), threads=2)))
    assert two.read(doc) == reader.read(doc)


def test_sentences_that_do_not_fit_or_were_not_read_have_nothing(nlp: Language, reader: AttributionReader) -> None:
    doc = nlp("Kenya said that rain " + "and rain " * 200 + "fell. Chad left.")
    assert reader.read(doc) == []
    assert {doc[place].text for place in readable_tokens(doc)} == {"Chad", "left", "."}
    assert reader.read(nlp.make_doc(TEXT)) == []


def test_a_cue_ends_where_another_starts() -> None:
    shares = np.zeros((6, len(ROLES)), np.float32)
    shares[[1, 2, 4, 5], ROLES.index("cue")] = 0.9
    shares[[1, 4, 5], ROLES.index("cue start")] = 0.9
    assert cue_runs(shares, 0.5) == [(1, 2), (4,), (5,)]


def test_the_likeliest_words_are_taken_where_none_is_likely() -> None:
    assert likely_words(np.array([0.1, 0.6, 0.9], np.float32)) == (1, 2)
    assert likely_words(np.array([0.1, 0.3, 0.29], np.float32)) == (1, 2)
    assert likely_words(np.array([0.1, 0.2], np.float32)) == ()


@given(st.lists(st.integers(1, 300), max_size=60))
def test_passages_hold_every_sentence_once(sizes: list[int]) -> None:
    passages = cut_evenly(sizes, 120)
    assert [number for passage in passages for number in passage] == list(range(len(sizes)))
    assert all(len(passage) <= MOST_SENTENCES for passage in passages)
    assert all(sum(sizes[n] for n in passage) <= 120 or len(passage) == 1 for passage in passages)


@given(st.lists(st.integers(1, 300), max_size=60))
def test_groups_hold_everything_once_and_no_more_than_fits(sizes: list[int]) -> None:
    groups = group_sizes(sizes, 500)
    assert sorted(number for group in groups for number in group) == list(range(len(sizes)))
    assert all(len(group) * max(sizes[n] for n in group) <= 500 for group in groups)
