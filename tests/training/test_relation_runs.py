"""Runs of the reader of relations: what an epoch reads, and going on from weights that were shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linewatch.language.model import model_folder

torch = pytest.importorskip("torch", reason="training needs torch")
pytest.importorskip("onnx", reason="training needs onnx")

from training.quantise import quantise_graph  # noqa: E402
from training.readers.backbone import Backbone  # noqa: E402
from training.readers.embedding import read_tables  # noqa: E402
from training.readers.pieces import Pieces  # noqa: E402
from training.relations.begin import read_graph, read_last_layers  # noqa: E402
from training.relations.export import export_graph  # noqa: E402
from training.relations.export import read_tables as read_last  # noqa: E402
from training.relations.network import Reader  # noqa: E402
from training.relations.questions import Example, Question  # noqa: E402
from training.relations.train import FOLDS, Recipe, held_out, seen  # noqa: E402

TABLES = read_tables(model_folder() / "encoder.onnx")


def _examples(name: str, count: int) -> list[Example]:
    pieces = Pieces(*(np.arange(2, dtype=np.int32) for _ in range(4)))
    return [Example(f"{name}-{n}", (name, str(n)), (Question((0,), (1,), (), (0,)),), pieces) for n in range(count)]


SETS = {
    "own": _examples("own", 50),
    "edges": _examples("edge", 4),
    "headlines": _examples("head", 2),
    "quiet": _examples("quiet", 2),
    "silver": _examples("silver", 9),
    "plv": _examples("plv", 20),
    "gsr": _examples("gsr", 3),
}


def _names(recipe: Recipe, seed: int = 1) -> list[str]:
    return [example.name for example in seen(recipe, SETS, np.random.default_rng(seed), is_taught=False)]


def test_an_epoch_draws_some_of_our_own_sentences_anew_and_those_on_borders_as_often_as_asked() -> None:
    names = _names(Recipe(replay=10, edges=3, gold=2))
    own = [name for name in names if name.startswith("own")]
    assert len(own) == len(set(own)) == 10
    assert (names.count("edge-0"), names.count("plv-0"), names.count("gsr-0")) == (3, 2, 2)
    assert set(names) != set(_names(Recipe(replay=10, edges=3, gold=2), seed=2))
    assert len(_names(Recipe(is_only_own=True))) == 50 + 4 + 2 + 2


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_run_reads_no_text_of_the_fold_that_is_left_out(fold: int) -> None:
    held = {example.words for example in held_out(SETS["plv"], fold)}
    again = SETS | {"gsr": [*SETS["gsr"], *held_out(SETS["plv"], fold)]}
    examples = seen(Recipe(fold=fold), again, np.random.default_rng(1), is_taught=False)
    assert held and not held & {example.words for example in examples}
    assert sum(example.name.startswith("plv") for example in examples) == 2 * (20 - len(held))


def test_weights_of_an_exported_graph_are_a_start(tmp_path: Path) -> None:
    torch.manual_seed(3)
    reader, other = (Reader(Backbone("small", 3, TABLES, layers=3)).eval() for _ in range(2))
    for weight in reader.parameters():  # equal weights, as fresh norms have, would become one
        weight.data.add_(torch.randn_like(weight), alpha=0.02)
    export_graph(reader, tmp_path / "plain.onnx")
    quantise_graph(tmp_path / "plain.onnx", tmp_path / "whole.onnx", reduce_range=True, kind="s8")
    read_graph(other, tmp_path / "whole.onnx")
    read_last_layers(other, read_last(reader))
    for (name, weight), (_, read) in zip(reader.named_parameters(), other.named_parameters(), strict=True):
        assert torch.allclose(read, weight, atol=float(weight.detach().abs().max()) / 50), name


def test_a_compact_graph_is_no_start() -> None:
    with pytest.raises(ValueError, match=r"before training\.compact"):
        read_graph(Reader(Backbone("small", 3, TABLES)), model_folder() / "relations.onnx")
