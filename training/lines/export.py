"""``python -m training.lines.export``: weights of the reader of red lines → two graphs in int8 in the shipped model.

Several files of weights are averaged, number by number: they must be of one run, or go on from each other.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import torch

from linewatch.language.lines import NAME
from linewatch.language.model import model_folder
from training.lines.schema import make_schema
from training.readers.pack import FOLDER
from training.roles.export import ship
from training.roles.network import RoleReader, load_weights
from training.roles.train import new_reader


def main() -> None:
    """Export the average of some files of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--shares", type=float, nargs="+", help="of each file in the average; like shares, unless given"
    )
    parser.add_argument("--layers", type=int)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, default=model_folder())
    options = parser.parse_args()
    schema = make_schema()
    reader = new_reader("small", schema, options.layers, options.data).eval()
    average(reader, options.weights, options.shares or [1 / len(options.weights)] * len(options.weights))
    labels = {"roles": list(schema.roles), "classes": {name: list(found) for name, found in schema.classes.items()}}
    ship(reader, options.out, NAME, labels)


def average(reader: RoleReader, paths: Sequence[Path], shares: Sequence[float]) -> None:
    """Give the reader the average of the weights of some files.

    Args:
        shares: of each file, adding up to 1.
    """
    sums = {name: torch.zeros_like(tensor, dtype=torch.float32) for name, tensor in reader.state_dict().items()}
    for path, share in zip(paths, shares, strict=True):
        one = deepcopy(reader)
        load_weights(one, path)
        for name, tensor in one.state_dict().items():
            sums[name] += share * tensor
    reader.load_state_dict(sums)


if __name__ == "__main__":
    main()
