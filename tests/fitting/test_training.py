"""From pairs with features to tables: figures of held-out pairs, a type of one's own, modes, and the same each time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from linewatch.evaluation import Overlap
from linewatch.fitting import Choices, fit_pairs
from linewatch.fitting.trials import hold_out, score_pairs
from tests.fitting.tables import make_heads, make_pairs, make_vocabulary


def test_the_held_out_pairs_are_read_better_and_a_new_type_is_found() -> None:
    pairs, features = make_pairs(10, "AID", "ACCUSE", "INSPECT", "NONE")
    trained = fit_pairs(make_heads(), make_vocabulary(), pairs, features)
    assert (trained.number, trained.held_out) == (40, 8)
    assert list(trained.before) == list(trained.after) == ["accuracy", "macro F1", "ACCUSE", "AID", "INSPECT", "NONE"]
    assert trained.before["accuracy"].value < trained.after["accuracy"].value == 1
    assert trained.before["INSPECT"] == Overlap(0, 0, 2)
    assert trained.heads.classes["INSPECT"] == ("INSPECT", "", "")
    shares = trained.heads.shares("kind", features[20])
    assert max(shares, key=lambda name: shares[name]) == "INSPECT"


def test_the_version_tells_the_weights() -> None:
    pairs, features = make_pairs(6, "AID", "ACCUSE")
    one, same = (fit_pairs(make_heads(), make_vocabulary(), pairs, features).heads for _ in range(2))
    other = fit_pairs(make_heads(), make_vocabulary(), pairs, features, Choices(rounds=3)).heads
    again = fit_pairs(replace(make_heads(), version="0.1.0+12345678"), make_vocabulary(), pairs, features).heads
    assert one.version == same.version == again.version != other.version
    assert one.version.startswith("0.1.0+")
    assert len(one.version) == len("0.1.0+1a2b3c4d")


def test_only_types_that_were_labelled_get_a_row() -> None:
    pairs, features = make_pairs(6, "AID", "YIELD")
    assert "INSPECT" not in fit_pairs(make_heads(), make_vocabulary(), pairs, features).heads.classes


def test_the_last_fit_uses_all_pairs_whatever_is_held_out() -> None:
    pairs, features = make_pairs(6, "AID", "YIELD")
    fits = [
        fit_pairs(make_heads(), make_vocabulary(), pairs, features, Choices(share, seed=seed))
        for share, seed in ((0, 0), (0.2, 0), (0.5, 4))
    ]
    assert len({trained.heads.version for trained in fits}) == 1
    assert not fits[0].before


def test_modes_are_learned_within_their_type() -> None:
    pairs, features = make_pairs(8, "AID", "ACCUSE")
    told = [
        replace(pair, mode=("AID/veterinary" if place % 2 else "AID/") if pair.label == "AID" else None)
        for place, pair in enumerate(pairs)
    ]
    features[1:8:2, -1] += 4
    heads = fit_pairs(make_heads(), make_vocabulary(), told, features).heads
    assert [heads.mode("AID", row) for row in features[:4]] == [None, "veterinary", None, "veterinary"]
    assert np.array_equal(heads.parts["mode"].weight[:4], make_heads().parts["mode"].weight)
    assert heads.parts["modality"] is not None


def test_a_share_of_each_label_is_held_out_by_the_seed() -> None:
    pairs, _ = make_pairs(10, "AID", "ACCUSE")
    few, _ = make_pairs(2, "NONE")
    held = hold_out([*pairs, *few], 0.2, 0)
    assert Counter([*pairs, *few][place].label for place in held) == {"AID": 2, "ACCUSE": 2, "NONE": 1}
    assert held == hold_out([*pairs, *few], 0.2, 0) != hold_out([*pairs, *few], 0.2, 1)
    assert hold_out(pairs, 0, 0) == []
    assert len(hold_out(few, 0.9, 0)) == 1


def test_a_class_is_right_where_the_label_means_it() -> None:
    heads = make_heads()
    heads.parts["kind"].weight[:] = np.eye(7, 6)
    pairs, _ = make_pairs(1, "YIELD", "CONCEDE", "ACCUSE")
    rows = np.array([10 * np.eye(6)[place] for place in (2, 3, 0)], np.float32)  # CONCEDE, RETREAT, AID
    scores = score_pairs(heads, pairs, rows)
    assert scores["YIELD"] == Overlap(1, 2, 1)
    assert scores["CONCEDE"] == Overlap(0, 0, 1)
    assert scores["accuracy"].cells() == {"share": 1 / 3, "right": 1, "of": 3}
