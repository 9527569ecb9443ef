"""``python -m training.watching.fit SCENARIOS``: the weights of the watch, fitted and cross-validated.

Takes gold files of the task `watch`; prints figures of the whole watch, fitted and cross-validated by scenario, and
with `--write` puts the weights into data/watch.toml. Multinomial logistic regression by gradient descent from zero: the same
scenarios give the same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from linewatch.evaluation.scores import Score
from linewatch.evaluation.task import Item
from linewatch.evaluation.watch import CodedScenario, Scenario, States, Watch, code_scenario, tell_states
from linewatch.records import CodedArticle
from linewatch.run import load_pipeline
from linewatch.settings import read_settings
from linewatch.watch import read_declared, read_sightings, watch_lines
from linewatch.watch.judging import Weights
from linewatch.watch.matching import FEATURES, match_report
from linewatch.watch.reports import read_reports
from linewatch.watch.states import BIAS, NONE, STATES
from linewatch.watch.terms import read_terms

Floats = NDArray[np.float64]
STEPS = 3000
RATE = 0.5
FOLDS = 5
_FITTED = re.compile(r"\n# Fitted: .*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Known:
    """A scenario with its states, coded, and what is learned from it: a row of features and a state for each report."""

    coded: CodedScenario
    states: States
    rows: list[list[float]]
    targets: list[int]


def read_scenario(item: Item[Scenario, States], coded: CodedScenario) -> Known:
    """Return what can be learned from a scenario: of a passage that tells nothing all reports, else the first."""
    assert item.label is not None
    rows: list[list[float]] = []
    targets: list[int] = []
    terms = read_terms(coded.declared[0], coded.declared)
    for passage, state in zip(coded.passages, item.label, strict=True):
        reports = read_reports(read_sightings(passage)) if passage is not None else ()
        target = STATES.index(state) if state in STATES else STATES.index(NONE)
        for report in reports if STATES[target] == NONE else reports[:1]:
            features = match_report(terms, report).features
            rows.append([features[name] for name in FEATURES])
            targets.append(target)
    return Known(coded, item.label, rows, targets)


def fit_weights(scenarios: Iterable[Known], decay: float) -> Weights:
    """Return the weights that make the states of the scenarios likeliest.

    Args:
        decay: of the weights' squares; the bias has none.
    """
    known = list(scenarios)
    rows = np.array([row for one in known for row in one.rows])
    inputs = np.c_[rows, np.ones(len(rows))]
    wanted = np.eye(len(STATES))[[target for one in known for target in one.targets]]
    weights = np.zeros((inputs.shape[1], len(STATES)))
    kept = np.r_[np.full(len(FEATURES), decay), 0.0][:, None]
    for _ in range(STEPS):
        sums = inputs @ weights
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        weights -= RATE * (inputs.T @ (shares - wanted) / len(inputs) + kept * weights)
    names = (*FEATURES, BIAS)
    return {
        state: {name: round(float(weights[row, column]), 3) for row, name in enumerate(names)}
        for column, state in enumerate(STATES)
    }


def answer(known: Known, weights: Weights) -> States:
    """Return the states that the watch tells with some weights."""
    articles: list[CodedArticle] = [passage for passage in known.coded.passages if passage is not None]
    declared = [*known.coded.declared, *(one for coded in articles for one in read_declared(coded))]
    sighted = [one for coded in articles for one in read_sightings(coded)]
    return tell_states(known.coded, watch_lines(declared, sighted, as_of=known.coded.as_of, weights=weights))


def measure(
    items: Sequence[Item[Scenario, States]], known: Sequence[Known], weights_of: Callable[[int], Weights]
) -> dict[str, Score]:
    """Return the figures of the task with weights that may differ from scenario to scenario."""
    return Watch().score(
        (item.question, one.states, answer(one, weights_of(number)))
        for number, (item, one) in enumerate(zip(items, known, strict=True))
    )


def format_weights(weights: Weights, note: str) -> str:
    """Return the tables of weights as they stand at the end of data/watch.toml."""
    tables = [
        f"[weights.{state}]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())
        for state, row in weights.items()
    ]
    return f"\n# Fitted: {note}\n\n" + "\n\n".join(tables) + "\n"


def write_weights(path: Path, weights: Weights, note: str) -> None:
    """Put the weights at the end of the file in place of those that it has."""
    text = _FITTED.sub("", path.read_text(encoding="utf-8").rstrip("\n") + "\n").rstrip("\n") + "\n"
    path.write_text(text + format_weights(weights, note), encoding="utf-8")


def main() -> None:
    """Fits, measures, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="+", type=Path)
    parser.add_argument(
        "--also", action="append", default=[], type=Path, help="scenarios to learn from, not to measure"
    )
    parser.add_argument("--decay", type=float, default=0.0005)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--write", action="store_true", help="put the weights into data/watch.toml")
    options = parser.parse_args()
    pipeline = load_pipeline(read_settings())

    def read(paths: Iterable[Path]) -> tuple[list[Item[Scenario, States]], list[Known]]:
        items = [item for path in paths for item in Watch().read_gold(path) if item.label is not None]
        return items, [read_scenario(item, code_scenario(item.question, pipeline)) for item in items]

    (items, known), (_, more) = read(options.scenarios), read(options.also)
    weights = fit_weights([*known, *more], options.decay)
    folds = [
        fit_weights(
            [*(one for number, one in enumerate(known) if number % options.folds != fold), *more], options.decay
        )
        for fold in range(options.folds)
    ]
    for name, scores in (
        ("fitted", measure(items, known, lambda _: weights)),
        (f"{options.folds} folds", measure(items, known, lambda number: folds[number % options.folds])),
    ):
        print(name, *(f"{figure} {score.value:.3f}" for figure, score in scores.items()))
    if options.write:
        names = ", ".join(path.name for path in (*options.scenarios, *options.also))
        path = Path(str(files("linewatch").joinpath("data/watch.toml")))
        write_weights(path, weights, f"python -m training.watching.fit on {names}, decay {options.decay}")


if __name__ == "__main__":
    main()
