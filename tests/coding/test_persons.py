"""Persons and their titles, read from the words in a row: entities are set by hand, no model takes part."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from linewatch.coding.persons import find_persons
from linewatch.world.actors import ActorBook
from tests.coding.trees import VOCAB


def _persons(text, *names, breaks=()):
    """Return the persons of a sentence in which these words are names, those words punctuation or prepositions."""
    words = text.split()
    tags = ["PUNCT" if word in breaks else "PROPN" for word in words]
    doc = Doc(VOCAB, words=words, pos=tags, heads=[0] * len(words), deps=["ROOT"] + ["dep"] * (len(words) - 1))
    starts = [next(i for i in range(len(words)) if words[i : i + len(n.split())] == n.split()) for n in names]
    doc.set_ents([Span(doc, at, at + len(name.split()), "PER") for at, name in zip(starts, names, strict=True)])
    return find_persons(doc, ActorBook.open(), None)


@pytest.mark.parametrize(
    ("text", "name", "title", "country", "sector"),
    [
        ("General Anna Lind", "Anna Lind", "General", None, "MIL"),
        ("Danish Defence Minister Anna Lind", "Anna Lind", "Danish Defence Minister", "DNK", "GOV"),
        ("Anna Lind", "Anna Lind", None, None, None),
    ],
)
def test_title_and_name_are_parted(text, name, title, country, sector):
    (found,) = _persons(text, "Anna Lind")
    assert (found.name, found.title, found.country, found.sector) == (name, title, country, sector)
    assert found.words.text == text


def test_a_comma_ends_the_title():
    (found,) = _persons("the general , Anna Lind", "Anna Lind", breaks=(",",))
    assert (found.words.text, found.title) == ("Anna Lind", None)


def test_a_title_that_was_taken_for_a_name_joins_the_name():
    (found,) = _persons("General Anna Lind", "General", "Anna Lind")
    assert (found.name, found.title) == ("Anna Lind", "General")


@pytest.mark.parametrize("word", ["General", "Chad"])
def test_a_role_or_a_state_alone_is_no_person(word):
    assert _persons(f"{word} slept", word) == []
