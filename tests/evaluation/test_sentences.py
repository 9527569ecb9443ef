"""Sentences as given become Docs as given: the same words, starts and blanks, in fixed blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from linewatch.errors import BugError
from linewatch.evaluation.sentences import (
    BLOCK_SENTENCES,
    Sentence,
    annotate_sentences,
    find_spaces,
    group_sentences,
    make_doc,
)
from tests.evaluation.pipeline import make_pipeline

WORD = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=6)


def make_sentence(*words: str, opens: bool = False) -> Sentence:
    return Sentence(words[0], words, (True,) * len(words), opens)


@Language.component("evaluation_test_crosser")
def cross(doc: Doc) -> Doc:
    return Doc(doc.vocab, words=[token.text for token in doc], heads=[0] * len(doc), deps=["dep"] * len(doc))


@Language.component("evaluation_test_merger")
def merge(doc: Doc) -> Doc:
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    return doc


@given(st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_doc_has_the_words_and_sentences_that_it_was_given(sentences: list[list[str]]) -> None:
    doc = make_doc(Vocab(), [make_sentence(*words) for words in sentences])
    assert [[token.text for token in sentence] for sentence in doc.sents] == sentences


@given(st.lists(st.tuples(WORD, st.booleans()), min_size=1, max_size=8))
def test_blanks_are_found_again_in_the_text(parts: list[tuple[str, bool]]) -> None:
    text = "".join(word + " " * space for word, space in parts)
    found = find_spaces([word for word, _ in parts], text)
    assert found == tuple(space for _, space in parts)


def test_a_text_of_other_words_tells_nothing_of_blanks() -> None:
    assert find_spaces(("The", "talks"), "The failed talks") == (True, True)
    assert find_spaces(("The", "talks"), "The") == (True, True)


def test_blocks_are_full_or_end_with_their_document() -> None:
    sentences = [make_sentence(f"w{number}", opens=number == 3) for number in range(BLOCK_SENTENCES + 5)]
    blocks = list(group_sentences(sentences))
    assert [len(block) for block in blocks] == [3, BLOCK_SENTENCES, 2]
    assert [sentence for block in blocks for sentence in block] == sentences


def test_each_sentence_is_read_by_itself_and_in_order() -> None:
    sentences = [make_sentence("Shells", "fell", "."), make_sentence("Talks", "failed"), make_sentence("No")]
    answers = annotate_sentences(sentences, make_pipeline().nlp, lambda span: [token.text for token in span])
    assert list(answers) == [list(sentence.words) for sentence in sentences]


@pytest.mark.parametrize("component", ["evaluation_test_crosser", "evaluation_test_merger"])
def test_a_component_that_breaks_the_frame_is_our_fault(component: str) -> None:
    sentences = [make_sentence("Shells", "fell"), make_sentence("Talks", "failed")]
    with pytest.raises(BugError, match="LW901"):
        list(annotate_sentences(sentences, make_pipeline(component).nlp, len))
