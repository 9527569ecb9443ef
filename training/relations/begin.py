"""``python -m training.relations.begin``: a shipped graph and its tables → weights that a run can go on from.

Takes the graph as it was exported, before `training.compact`, whose graphs have other names. Its 8 bits a number are
made plain; `training.relations.train --start` goes on from there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from linewatch.language.heads import Heads, read_heads
from linewatch.language.model import model_folder
from training.checkpoints import save_weights
from training.readers.pack import new_backbone
from training.readers.shipped import begin_from
from training.relations.kinds import all_kinds, all_modes
from training.relations.markup import MODALITIES
from training.relations.network import Reader

_MARKS: Final = "/marks/MatMul_quant"
_MIXED: Final = "reader.mixed.weight_Transposed"
_BIAS: Final = "reader.mixed.bias"


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, required=True, help="relations.onnx as it was exported")
    parser.add_argument("--tables", type=Path, default=model_folder() / "relations.npz")
    parser.add_argument("--out", type=Path, required=True, help="folder of weights")
    options = parser.parse_args()
    reader = Reader(new_backbone("small", marks=3))
    read_graph(reader, options.graph)
    read_last_layers(reader, read_heads(options.tables))
    save_weights(options.out, reader.state_dict(), "small")


def read_graph(reader: Reader, graph: Path) -> None:
    """Give a reader all layers of a graph up to its features.

    Raises:
        ValueError: the graph is compact, or another reader's.
    """
    import onnx  # only where a run begins from a shipped graph

    begin_from(reader.backbone, graph)
    model = onnx.load(graph).graph
    stored = {entry.name: onnx.numpy_helper.to_array(entry) for entry in model.initializer}
    marks = next(node.input[1].removesuffix("_quantized") for node in model.node if node.name == _MARKS)
    with torch.no_grad():
        reader.backbone.marks.weight.copy_(_plain(stored, marks).T)
        reader.mixed.weight.copy_(_plain(stored, _MIXED).T)
        reader.mixed.bias.copy_(torch.from_numpy(stored[_BIAS].copy()))


def read_last_layers(reader: Reader, heads: Heads) -> None:
    """Give a reader the tables that stand beside a graph.

    Raises:
        ValueError: the tables have other classes, as those fitted to a user's labels may.
    """
    ours = {"kind": [kind.name for kind in all_kinds()], "mode": all_modes(), "modality": MODALITIES}
    for name, labels in ours.items():
        head, layer = heads.parts[name], getattr(reader, name)
        if tuple(head.labels) != tuple(labels):
            raise ValueError(f"the table of {name} has other labels than training; give that of the shipped reader")
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(head.weight.copy()))
            layer.bias.copy_(torch.from_numpy(head.bias.copy()))


def _plain(stored: dict[str, np.ndarray], name: str) -> Tensor:
    steps, zero, scale = (stored[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "zero_point", "scale"))
    return torch.from_numpy((steps - zero) * scale)


if __name__ == "__main__":
    main()
