"""Docs with a tree written by hand, so that questions to trees are tested without a model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Token

VOCAB = spacy.blank("en").vocab  # a bare Vocab knows no lower case


def make_doc(rows: str) -> Doc:
    """Return the Doc of rows such as ``left VERB ROOT 0 VBD Tense=Past``: word, tag, relation, head, PTB tag, features.

    Heads count from 1 as in CoNLL-U. The PTB tag and the features may be missing; the lemma is the word in lower case
    unless the word is written ``left/leave``.
    """
    cells = [row.split() for row in rows.strip().splitlines()]
    words = [row[0].partition("/") for row in cells]
    extras = [row[4:] for row in cells]
    return Doc(
        VOCAB,
        words=[word for word, _, _ in words],
        lemmas=[lemma or word.lower() for word, _, lemma in words],
        pos=[row[1] for row in cells],
        deps=[row[2] for row in cells],
        heads=[int(row[3]) - 1 if row[3] != "0" else number for number, row in enumerate(cells)],
        tags=[next((extra for extra in row if "=" not in extra), "") for row in extras],
        morphs=[next((extra for extra in row if "=" in extra), "") for row in extras],
    )


def token(doc: Doc, word: str) -> Token:
    """Return the first token with this text."""
    return next(found for found in doc if found.text == word)
