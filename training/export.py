"""``python -m training.export``: fp16 weights → one ONNX graph in fp32.

Takes a run's folder; gives ``encoder.fp32.onnx`` beside the weights. Inputs and outputs are those that
``linewatch.language`` reads: the states of the words, then what each head names in ``exported``.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from training.checkpoints import load_weights
from training.network import Network

INPUTS: Final = ("input_ids", "attention_mask", "shape_ids", "word_index")
_OPSET: Final = 17


class Exported(nn.Module):
    """The network as a function of four arrays to a fixed tuple of outputs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.names = ("states", *(name for head in network.each_head() for name in head.exported))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, shape_ids: Tensor, word_index: Tensor) -> list[Tensor]:
        states = self.network.encode(input_ids, attention_mask, shape_ids, word_index)
        outputs = {"states": states} | self.network.read_heads(states)
        return [outputs[name] for name in self.names]


def export_graph(weights: Path, labels: dict[str, list[str]], out: Path) -> None:
    """Writes the graph with free batch, piece and word sizes."""
    network = Network(labels)
    network.load_state_dict(load_weights(weights))
    wrapper = Exported(network).eval()
    pieces, words = torch.ones(2, 9, dtype=torch.long), torch.tensor([[0, 1, 2, 4], [0, 1, 3, 0]])
    axes = {name: {0: "batch", 1: "words" if name == "word_index" else "pieces"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in wrapper.names}
    axes["arc"] = {0: "batch", 1: "words", 2: "words"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own age and about traced shapes
        torch.onnx.export(
            wrapper,
            (pieces, pieces, pieces, words),
            str(out),
            input_names=list(INPUTS),
            output_names=list(wrapper.names),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )


def main() -> None:
    """Exports one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder with weights.json")
    parser.add_argument("--data", type=Path, default=Path(".cache/train"))
    options = parser.parse_args()
    labels = json.loads((options.data / "labels.json").read_text(encoding="utf-8"))
    export_graph(options.weights, labels, options.weights / "encoder.fp32.onnx")


if __name__ == "__main__":
    main()
