"""The layers of an exported reader, 8 bits a number made plain: a start that has read about conflict.

Takes the graph as it was exported, before `training.compact`, whose graphs have other names; gives the weights of a
`Backbone` by name, without the marks, which mean something else elsewhere. The
teacher that the reader of relations learnt from is too large to train without a GPU; this hands on what it taught.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from training.readers.backbone import Backbone

_PREFIX: Final = "reader.backbone."
_LAYERS: Final = ("lower.", "upper.")


def read_layers(graph: Path) -> dict[str, Tensor]:
    """Return the weights of the layers of a shipped graph by their names in a `Backbone`."""
    import onnx  # only where a run begins from a shipped graph

    model = onnx.load(graph).graph
    stored = {entry.name: onnx.numpy_helper.to_array(entry) for entry in model.initializer}
    found = {
        name.removeprefix(_PREFIX): np.asarray(array, np.float32)
        for name, array in stored.items()
        if name.startswith(tuple(_PREFIX + part for part in _LAYERS))
    }
    for node in model.node:
        if node.op_type == "MatMulInteger" and node.name[1:].startswith(_LAYERS):
            table = node.input[1].removesuffix("_quantized")
            steps, zero, scale = (stored[f"{table}_{part}"] for part in ("quantized", "zero_point", "scale"))
            name = node.name[1:].rpartition("/")[0].replace("/", ".")
            found[f"{name}.weight"] = ((steps.astype(np.float32) - zero.astype(np.float32)) * scale).T
    return {name: torch.from_numpy(array.copy()) for name, array in found.items()}


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
