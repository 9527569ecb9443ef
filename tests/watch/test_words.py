"""Words of a line and of a report meet by root and by concept."""

from __future__ import annotations

from linewatch.watch.tables import read_tables
from linewatch.watch.words import compass_of, fold, join_words, read_words, root_of


def test_roots_undo_inflection() -> None:
    assert [root_of(word) for word in ("soldiers", "shelled", "crossing", "struck", "army's", "water")] == [
        "soldier", "shell", "cross", "strike", "army", "water",
    ]  # fmt: skip


def test_other_words_for_one_thing_meet_for_less_than_the_same() -> None:
    line = read_words("warships that enter the bay")
    same, other, none = (
        read_words(text) for text in ("warships enter the bay", "a destroyer crossed", "talks on wheat")
    )
    assert same.coverage_of(line) == 1.0
    assert 0.5 < other.coverage_of(line) < 1.0
    assert none.coverage_of(line) == 0.0
    assert line.coverage_of(read_words("")) == 0.0


def test_names_are_kept_apart() -> None:
    words = read_words("Soldiers crossed the Kouar valley near Abéché.")
    assert words.names == {"kouar", "abeche"}
    assert all(root != "kouar" for root, _, _ in words.weighed)


def test_words_can_be_joined() -> None:
    joined = join_words([read_words("a tank"), read_words("in Kouar")])
    assert joined == read_words("tank in Kouar")


def test_points_of_the_compass_are_read_from_small_letters() -> None:
    assert compass_of("in the far north-east and southwards of North Kivu") == {"north", "east", "south"}
    assert fold("Abéché’s") == "abeche"


def test_every_word_of_a_concept_can_be_met() -> None:
    tables = read_tables()
    assert set(tables.weights) == {"none", "tested", "crossed", "answered", "reaffirmed", "withdrawn"}
    for concept, roots in tables.concepts.items():
        assert concept in read_words(" ".join(roots)).concepts
