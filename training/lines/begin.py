"""``python -m training.lines.begin``: the shipped graphs → weights that a run can go on from.

Takes the two graphs as they were exported, before `training.compact`, whose graphs have other names. Their 8 bits a
number are made plain; `training.lines.train --start` goes on from there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.lines.schema import make_schema
from training.readers.pack import FOLDER
from training.readers.shipped import read_weights
from training.roles.network import RoleReader, save_weights
from training.roles.train import new_reader


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graphs", type=Path, nargs=2, required=True, help="lines-read.onnx and lines-answer.onnx")
    parser.add_argument("--layers", type=int)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, required=True, help="file of weights, .npz")
    options = parser.parse_args()
    reader = new_reader("small", make_schema(), options.layers, options.data)
    read_graphs(reader, options.graphs)
    save_weights(reader, options.out)


def read_graphs(reader: RoleReader, graphs: list[Path]) -> None:
    """Give a reader all layers of its two graphs.

    Raises:
        ValueError: the graphs are compact, or another reader's.
    """
    own = dict(reader.named_parameters())
    found: dict[str, torch.Tensor] = {}
    for graph in graphs:
        for name, tensor in read_weights(graph).items():
            places = (name, f"backbone.{name}", f"classes.{name}")
            found |= {place: tensor for place in places if place in own}
    missing = own.keys() - found.keys()
    if missing:
        raise ValueError(f"the graphs have no {min(missing)}; give them as they were exported, before training.compact")
    reader.load_state_dict(found, strict=False)


if __name__ == "__main__":
    main()
