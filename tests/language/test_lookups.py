"""Lookups say what spaCy says, and are read once."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from linewatch.language.lookups import children_of, starts_of, text_of


def _doc() -> Doc:
    words = ["Oslo", "warned", "Bergen", "twice", ".", "Nobody", "heard"]
    spaces = [True, True, True, False, True, True, False]
    relations = ["nsubj", "ROOT", "obj", "advmod", "punct", "nsubj:outer", "ROOT"]
    return Doc(spacy.blank("en").vocab, words, spaces, heads=[1, 1, 1, 1, 1, 6, 6], deps=relations)


def test_children_are_those_of_the_tree_in_text_order() -> None:
    doc = _doc()
    assert [[place for place, _, _ in below] for below in children_of(doc)] == [
        [child.i for child in token.children] for token in doc
    ]
    assert children_of(doc)[6] == [(5, "nsubj:outer", "nsubj")]


def test_each_token_has_the_start_of_its_sentence() -> None:
    doc = _doc()
    assert starts_of(doc) == [token.sent.start for token in doc] == [0, 0, 0, 0, 0, 5, 5]


def test_the_text_is_the_docs_own_and_nothing_is_read_twice() -> None:
    doc = _doc()
    assert text_of(doc) == doc.text
    assert text_of(doc) is text_of(doc)
    assert children_of(doc) is children_of(doc)
    assert starts_of(doc) is starts_of(doc)
