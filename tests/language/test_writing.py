from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from linewatch.language.writing import DocWriter, read_sentences

from .conftest import FakeEncoder

NLP = spacy.blank("en")
WRITER = DocWriter(NLP.vocab, FakeEncoder().labels)


def annotate(words: list[str], starts: list[int]) -> Doc:
    doc = Doc(NLP.vocab, words, [False] * len(words), sent_starts=[place in starts for place in range(len(words))])
    sentences = read_sentences(doc)
    WRITER.write(doc, sentences, FakeEncoder().annotate([[words[place] for place in part] for part in sentences]))
    return doc


def test_every_layer_is_written() -> None:
    doc = annotate(["Ada", "Noor", "left"], [0])
    assert [(token.tag_, token.pos_, str(token.morph), token.dep_, token.head.i) for token in doc] == [
        ("NNP", "PROPN", "Number=Sing", "nsubj:pass", 1),
        ("NNP", "PROPN", "Number=Sing", "nsubj:pass", 2),
        ("NN", "NOUN", "", "ROOT", 2),
    ]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("AdaNoor", "PER")]


def test_blanks_hang_on_the_word_before_them() -> None:
    doc = annotate(["Ada", "\n\n", "left"], [0])
    assert (doc[1].pos_, doc[1].tag_, doc[1].dep_, doc[1].head.i) == ("SPACE", "_SP", "dep", 0)


def test_an_entity_runs_on_over_a_blank_but_does_not_end_with_one() -> None:
    doc = annotate(["Ada", "\n", "Noor", "\n", "left"], [0])
    assert [(entity.start, entity.end) for entity in doc.ents] == [(0, 3)]


@pytest.mark.parametrize("blanks", [1, 3])
def test_blanks_alone_are_a_tree(blanks: int) -> None:
    doc = annotate(["\n"] * blanks, [0])
    assert [token.head.i for token in doc] == [0] * blanks
    assert doc[0].dep_ == "ROOT"


@given(
    st.lists(st.sampled_from(["Ada", "left", "\n", " "]), min_size=1, max_size=12),
    st.sets(st.integers(1, 11), max_size=4),
)
def test_heads_stay_within_sentences_and_starts_stay_where_they_were(words: list[str], starts: set[int]) -> None:
    expected = sorted({0} | {start for start in starts if start < len(words)})
    doc = annotate(words, expected)
    assert [sentence.start for sentence in doc.sents] == expected
    for sentence in doc.sents:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert sum(token.head.i == token.i for token in sentence) == 1
