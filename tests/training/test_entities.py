"""Entity labels: BIO both ways, nesting, GUM's phrases, names exchanged."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from training.entities import NEWSWIRE, POLITICS, UNKNOWN, bio_labels, flat_spans, gum_labels, spans_of
from training.swaps import swap_names


def test_spans_become_labels_and_come_back() -> None:
    spans = [(0, 2, "PER"), (2, 3, "LOC"), (4, 6, "LOC")]
    labels = bio_labels(6, spans, NEWSWIRE)
    assert labels == ["B-PER", "I-PER", "B-LOC", "O", "B-LOC", "I-LOC"]
    assert spans_of(labels) == spans


@given(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]), max_size=12))
def test_any_labels_give_spans_in_order_that_do_not_overlap(labels: list[str]) -> None:
    spans = spans_of(labels)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(label == "O" for n, label in enumerate(labels) if not any(s <= n < e for s, e, _ in spans))


def test_the_outermost_of_nested_spans_is_kept() -> None:
    assert flat_spans([(3, 4, "LOC"), (0, 4, "ORG"), (5, 6, "PER")]) == [(0, 4, "ORG"), (5, 6, "PER")]


def test_politics_types_are_mapped_and_others_unknown() -> None:
    spans = [(0, 1, "politician"), (1, 2, "election"), (2, 3, "spaceship")]
    assert bio_labels(3, spans, POLITICS) == ["B-PER", "B-MISC", UNKNOWN]


def test_gum_phrases_give_their_bare_name_and_leave_the_doubtful_unknown() -> None:
    tokens = ["The", "old", "mayor", "Ann", "Lee", "of", "Ruritania", "met", "Spanish", "friends", "."]
    upos = ["DET", "ADJ", "NOUN", "PROPN", "PROPN", "ADP", "PROPN", "VERB", "ADJ", "NOUN", "PUNCT"]
    spans = [(0, 7, "person"), (6, 7, "place")]
    assert gum_labels(tokens, upos, spans) == [
        UNKNOWN, "O", "O", "B-PER", "I-PER", "O", "B-LOC", "O", UNKNOWN, "O", "O",
    ]  # fmt: skip


def test_gum_organisations_may_hold_of() -> None:
    tokens, upos = ["the", "University", "of", "Ruritania"], ["DET", "PROPN", "ADP", "PROPN"]
    assert gum_labels(tokens, upos, [(0, 4, "organization")]) == ["O", "B-ORG", "I-ORG", "I-ORG"]


def test_exchanged_names_keep_their_type_and_stand_where_the_spans_say() -> None:
    records = [
        (["Ann", "met", "Bo", "Li", "."], [(0, 1, "PER"), (2, 4, "PER")]),
        (["In", "Ruritania", "Cy", "slept"], [(1, 2, "LOC"), (2, 3, "PER")]),
    ]
    made = list(swap_names(records, 20, seed=1))
    assert made[:2] == records
    assert len(made) == 40
    names = {"PER": {("Ann",), ("Bo", "Li"), ("Cy",)}, "LOC": {("Ruritania",)}}
    for tokens, spans in made:
        assert all(tuple(tokens[start:end]) in names[kind] for start, end, kind in spans)
    assert len({tuple(tokens) for tokens, _ in made}) > 5
