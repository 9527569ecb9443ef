"""The score that spares the reader of red lines: it learns from the reader's shares, and its level keeps lines in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch")
pytest.importorskip("onnx", reason="training needs onnx")

from training.lines.worth import Told, ask, find_level, fit, score, ship

from linewatch.language.lines import WORTH
from linewatch.language.worth import read_worth

WIDTH = 4


def _told(lines: int, others: int, *, first: int = 0) -> Told:
    """Return sentences with lines, which hold "warned" and a state of their own, and others."""
    chance = np.random.default_rng(first)
    shares = np.array([1.0] * lines + [0.0] * others, np.float32)
    means = chance.normal(size=(lines + others, WIDTH)).astype(np.float32)
    means[:, 0] += 4 * shares
    words = [frozenset({"the", "warned"} if share else {"the", "scored"}) for share in shares]
    return Told(tuple(range(first, first + lines + others)), tuple(words), means, shares)


def test_the_score_tells_lines_from_other_sentences_it_has_not_seen() -> None:
    worth = fit(_told(40, 80))
    assert worth.words["warned"] > 0 > worth.words["scored"]
    assert worth.mean[0] > np.abs(worth.mean[1:]).max()
    unseen = _told(20, 20, first=500)
    assert ((score(worth, unseen) > 0) == (unseen.shares > 0)).all()


def test_a_rare_word_has_no_weight() -> None:
    told = _told(40, 80)
    rare = Told(told.texts, (frozenset({"once"}), *told.words[1:]), told.means, told.shares)
    assert "once" not in fit(rare).words


@pytest.mark.parametrize(("kept", "missed"), [(1.0, 0), (0.9, 4)])
def test_the_level_keeps_so_many_lines_in(kept: float, missed: int) -> None:
    passages, learnt = _told(40, 40), _told(10, 90, first=300)
    level = find_level(passages, learnt, kept)
    folds = np.array(passages.texts) % 5
    lost = 0
    for fold in range(5):
        others, own = (np.flatnonzero(there).tolist() for there in (folds != fold, folds == fold))
        scores = score(fit(passages.chosen(others).with_others(learnt)), passages.chosen(own))
        lost += int((scores[passages.chosen(own).shares > 0] < level - 1e-6).sum())
    assert lost == missed


def test_sentences_with_a_word_of_lines_are_asked_about() -> None:
    told = ask(["Rome warned that any attack will be answered. A cat slept.", "Milan won."])
    assert told.texts == (0,)
    assert "warned" in told.words[0]
    assert told.means.shape == (1, 384)


def test_weights_go_into_the_folder_and_their_checksum_into_the_card(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"files": {}}')
    worth = fit(_told(40, 80))
    ship(worth, tmp_path)
    assert read_worth(tmp_path / WORTH).words == pytest.approx(worth.words)
    card = json.loads((tmp_path / "model.json").read_text())
    assert card["files"][WORTH]["size_bytes"] == (tmp_path / WORTH).stat().st_size
