"""The layers of an exported reader, 8 bits a number made plain: a start that has read about conflict.

Takes the graph as it was exported, before `training.compact`, whose graphs have other names; gives the weights of a
`Backbone` by name, without the marks, which mean something else elsewhere. The
teacher that the reader of relations learnt from is too large to train without a GPU; this hands on what it taught.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from training.readers.backbone import Backbone

_READER: Final = "reader."
_BACKBONE: Final = "backbone."
_LAYERS: Final = ("lower.", "upper.")
_STEPS: Final = "_quantized"


def read_layers(graph: Path) -> dict[str, Tensor]:
    """Return the weights of the layers of a shipped graph by their names in a `Backbone`."""
    return {name: tensor for name, tensor in read_weights(graph).items() if name.startswith(_LAYERS)}


def read_weights(graph: Path) -> dict[str, Tensor]:
    """Return all weights of a shipped graph by their names in the network, those of a backbone without its own name."""
    import onnx  # only where a run begins from a shipped graph

    model = onnx.load(graph).graph
    stored = {entry.name: onnx.numpy_helper.to_array(entry) for entry in model.initializer}
    found: dict[str, np.ndarray] = {}
    for name, array in stored.items():
        if name.startswith(_READER):
            own = name.removeprefix(_READER).removeprefix(_BACKBONE)
            is_table = own.endswith(_STEPS) and "Transposed" not in own
            found[own.removesuffix(_STEPS)] = _plain(stored, name) if is_table else np.asarray(array, np.float32)
    for node in model.node:
        if node.op_type == "MatMulInteger":
            name = node.name[1:].rpartition("/")[0].replace("/", ".")
            found[f"{name}.weight"] = _plain(stored, node.input[1]).T
    return {name: torch.from_numpy(array.copy()) for name, array in found.items()}


def _plain(stored: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    table = name.removesuffix(_STEPS)
    steps, zero, scale = (stored[f"{table}_{part}"] for part in ("quantized", "zero_point", "scale"))
    return np.asarray((steps.astype(np.float32) - zero.astype(np.float32)) * scale, np.float32)


def begin_from(backbone: Backbone, graph: Path) -> None:
    """Give a backbone the layers of a shipped graph that has as many.

    Raises:
        ValueError: the graph has other layers, or is compact.
    """
    given = read_layers(graph)
    missing = {name for name, _ in backbone.named_parameters()} - given.keys() - {"marks.weight"}
    if missing:
        raise ValueError(
            f"{graph.name} has no {min(missing)}; give a graph as it was exported, before training.compact"
        )
    backbone.load_state_dict(given, strict=False)
