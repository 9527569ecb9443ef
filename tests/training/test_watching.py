"""The fit of the watch: deterministic, and what it writes can be read."""

from __future__ import annotations

import tomllib
from pathlib import Path

from training.watching.fit import Known, fit_weights, format_weights, write_weights

from linewatch.evaluation.watch import CodedScenario, Watch
from linewatch.watch.matching import FEATURES
from linewatch.watch.states import BIAS, STATES
from tests.watch.stories import day, declare

SCENARIOS = Path(__file__).parents[2] / "training" / "watching" / "scenarios.jsonl"


def known(state: str, feature: str) -> Known:
    row = [float(name == feature) for name in FEATURES]
    return Known(CodedScenario((declare(),), (), day(1)), (state,), [row] * 3, [STATES.index(state)] * 3)


def test_the_fit_learns_and_is_the_same_every_time() -> None:
    scenarios = [known("crossed", "crossing"), known("withdrawn", "ended"), known("none", "deny")]
    weights = fit_weights(scenarios, 0.001)
    assert weights == fit_weights(scenarios, 0.001)
    assert set(weights) == set(STATES) and set(weights["none"]) == {*FEATURES, BIAS}
    assert max(STATES, key=lambda state: weights[state]["crossing"]) == "crossed"
    assert max(STATES, key=lambda state: weights[state]["ended"]) == "withdrawn"


def test_written_weights_take_the_place_of_those_before(tmp_path: Path) -> None:
    path = tmp_path / "watch.toml"
    path.write_text("[words]\nempty = []\n", encoding="utf-8")
    first = fit_weights([known("crossed", "act")], 0.1)
    write_weights(path, fit_weights([known("tested", "act")], 0.1), "first")
    write_weights(path, first, "second")
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"words": {"empty": []}, "weights": first}
    assert text.count("# Fitted") == 1 and text.endswith(format_weights(first, "second"))


def test_our_own_scenarios_are_gold_records_of_the_task() -> None:
    items = Watch().read_gold(SCENARIOS)
    assert len(items) == 44
    assert all(item.label is not None for item in items)
