"""``python -m training.relations.begin``: a shipped graph and its tables → weights that a run can go on from.

Takes the graph as it was exported, before `training.compact`, whose graphs have other names. Its 8 bits a number are
made plain; `training.relations.train --start` goes on from there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from linewatch.language.heads import Heads, read_heads
from linewatch.language.model import model_folder
from training.checkpoints import save_weights
from training.readers.pack import new_backbone
from training.readers.shipped import begin_from, read_weights
from training.relations.kinds import all_kinds, all_modes
from training.relations.markup import MODALITIES
from training.relations.network import Reader


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
    begin_from(reader.backbone, graph)
    weights = read_weights(graph)
    with torch.no_grad():
        reader.backbone.marks.weight.copy_(weights["marks.weight"])
        reader.mixed.weight.copy_(weights["mixed.weight"])
        reader.mixed.bias.copy_(weights["mixed.bias"])


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


if __name__ == "__main__":
    main()
