"""What labels mean: types, labels of gold sets, older names, types of one's own, and what a mode leaves of them."""

from __future__ import annotations

import numpy as np
import pytest

from linewatch.fitting.labels import with_rows
from tests.fitting.tables import make_heads, make_vocabulary


@pytest.mark.parametrize(
    ("label", "is_root", "kinds"),
    [
        ("aid", False, ("AID",)),
        ("YIELD", False, ("CONCEDE", "RETREAT")),
        ("CONCEDE", True, ("CONCEDE",)),
        ("SANCTION", False, ("SANCTION", "CONVICT")),
        ("SANCTION", True, ("SANCTION",)),
        ("ACCUSE", False, ("ACCUSE",)),
        ("ACCUSE", True, ("ACCUSE", "CONVICT")),
        ("DISAPPROVE", True, ("ACCUSE", "CONVICT")),
        ("inspect", False, ("INSPECT",)),
        ("none", False, ("NONE",)),
        ("DANCE", False, ()),
    ],
)
def test_a_label_means_its_classes(label: str, is_root: bool, kinds: tuple[str, ...]) -> None:
    assert set(make_vocabulary().kinds_of(label, is_root=is_root)) == set(kinds)


@pytest.mark.parametrize(
    ("label", "is_root", "mode", "left", "row"),
    [
        ("SANCTION", False, "convict", {"SANCTION", "CONVICT"}, "SANCTION/convict"),
        ("SANCTION", False, "expel", {"SANCTION"}, "SANCTION/expel"),
        ("ACCUSE", True, "convict", {"CONVICT"}, "SANCTION/convict"),
        ("YIELD", True, "withdraw", {"RETREAT"}, "RETREAT/withdraw"),
        ("AID", False, "none", {"AID"}, "AID/"),
        ("YIELD", False, "none", {"CONCEDE", "RETREAT"}, None),
        ("AID", False, "expel", set(), None),
    ],
)
def test_a_mode_leaves_the_classes_that_may_have_it(
    label: str, is_root: bool, mode: str, left: set[str], row: str | None
) -> None:
    vocabulary = make_vocabulary()
    kinds, found = vocabulary.with_mode(vocabulary.kinds_of(label, is_root=is_root), mode)
    assert (set(kinds), found) == (left, row)


def test_all_labels_can_be_told() -> None:
    labels = make_vocabulary().labels()
    assert {"INSPECT", "YIELD", "none", "RETREAT"} <= set(labels)
    assert len(labels) == len(set(labels))


def test_new_rows_stand_behind_the_old_ones_and_change_no_answer() -> None:
    heads = make_heads()
    grown = with_rows(heads, {"INSPECT": ("INSPECT", "", "")}, ["AID/veterinary", "ACCUSE/allege"])
    kind = grown.parts["kind"]
    assert kind.labels == (*heads.parts["kind"].labels, "INSPECT")
    assert np.array_equal(kind.weight[:-1], heads.parts["kind"].weight)
    assert grown.parts["mode"].labels[-1] == "AID/veterinary"
    assert len(grown.parts["mode"].bias) == len(heads.parts["mode"].bias) + 1
    for features in np.random.default_rng(0).normal(0, 3, (50, 6)).astype(np.float32):
        before, after = heads.shares("kind", features), grown.shares("kind", features)
        assert max(before, key=lambda name: before[name]) == max(after, key=lambda name: after[name])
