"""The fit on made features: what can be parted is parted, what is not spoken of stays, several right rows share."""

from __future__ import annotations

import numpy as np
import pytest

from linewatch.fitting.descent import Examples, fit_head
from linewatch.language.heads import Head
from tests.fitting.tables import WIDTH, make_head

LABELS = ("a", "b", "c", "far")


def make_examples(number: int = 30, rows: int = 3) -> Examples:
    random = np.random.default_rng(3)
    places = np.arange(number) % rows
    features = (3 * np.eye(WIDTH)[places] + random.normal(0, 0.4, (number, WIDTH))).astype(np.float32)
    right = np.eye(len(LABELS), dtype=bool)[places]
    return Examples(features, right, np.ones_like(right))


def accuracy(head: Head, examples: Examples) -> float:
    best = head.scores(examples.features).argmax(1)
    return float(examples.right[np.arange(len(best)), best].mean())


def loss(head: Head, examples: Examples) -> float:
    scores = head.scores(examples.features).astype(np.float64)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return float(-np.log((powers * examples.right).sum(1) / powers.sum(1)).mean())


def test_what_can_be_parted_is_parted() -> None:
    start, examples = make_head(LABELS), make_examples()
    fitted = fit_head(start, examples)
    assert accuracy(start, examples) < 0.7
    assert accuracy(fitted, examples) == 1
    assert loss(fitted, examples) < 0.3


def test_a_row_that_no_example_speaks_of_hardly_moves_where_it_was_not_in_the_way() -> None:
    start = make_head(LABELS)
    start.bias[3] = -20
    fitted = fit_head(start, make_examples())
    moved = np.abs(fitted.weight - start.weight).max(1)
    assert moved[3] < 1e-6 < 0.1 < moved[:3].min()


def test_what_lies_across_all_examples_stays_read_as_before() -> None:
    start, examples = make_head(LABELS), make_examples()
    examples.features[:, -1] = 0
    fitted = fit_head(start, examples)
    assert fitted.weight[:, -1] == pytest.approx(start.weight[:, -1], abs=1e-6)


def test_a_stronger_pull_holds_it_nearer() -> None:
    start, examples = make_head(LABELS), make_examples()
    moved = [np.linalg.norm(fit_head(start, examples, pull=pull).weight - start.weight) for pull in (0.01, 1, 100)]
    assert moved[0] > moved[1] > moved[2]
    assert moved[2] < 0.05


def test_several_right_rows_share_and_the_likelier_one_keeps_its_lead() -> None:
    start, examples = make_head(LABELS), make_examples()
    start.bias[1] = 2
    right = examples.right.copy()
    right[right[:, 0], 1] = True
    right[right[:, 1], 0] = True
    fitted = fit_head(start, Examples(examples.features, right, examples.asked))
    scores = fitted.scores(examples.features)
    assert right[np.arange(len(scores)), scores.argmax(1)].all()
    lead = start.bias[1] - start.bias[0]
    assert abs(fitted.bias[1] - fitted.bias[0] - lead) < 0.5


def test_only_the_rows_that_are_asked_about_move() -> None:
    start, examples = make_head(LABELS), make_examples(rows=2)
    asked = np.zeros_like(examples.asked)
    asked[:, :2] = True
    fitted = fit_head(start, Examples(examples.features, examples.right, asked))
    assert np.array_equal(fitted.weight[2:], start.weight[2:])
    assert accuracy(fitted, examples) >= accuracy(start, examples)


def test_the_loss_falls_with_every_round_and_the_fit_is_the_same_each_time() -> None:
    start, examples = make_head(LABELS), make_examples()
    losses = [loss(fit_head(start, examples, pull=1e-9, rounds=rounds), examples) for rounds in (0, 1, 2, 4, 8)]
    assert losses == sorted(losses, reverse=True)
    one, other = fit_head(start, examples), fit_head(start, examples)
    assert np.array_equal(one.weight, other.weight)


@pytest.mark.parametrize("scale", [1e-3, 1e4])
def test_the_unit_of_the_features_changes_nothing(scale: float) -> None:
    start, examples = make_head(LABELS), make_examples()
    scaled = Examples((scale * examples.features).astype(np.float32), examples.right, examples.asked)
    fitted = fit_head(Head(LABELS, (start.weight / scale).astype(np.float32), start.bias), scaled)
    assert scale * fitted.weight == pytest.approx(fit_head(start, examples).weight, abs=0.01)
    assert accuracy(fitted, scaled) == 1


def test_without_examples_nothing_changes() -> None:
    start, none = make_head(LABELS), np.zeros((0, len(LABELS)), bool)
    assert fit_head(start, Examples(np.zeros((0, WIDTH), np.float32), none, none)) is start
