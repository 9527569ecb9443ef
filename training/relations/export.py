"""``python -m training.relations.export``: weights → ``relations.onnx`` in int8 and ``relations.npz``.

The graph ends at the features of each question; the last layer goes into the table beside it, where `linewatch train`
can fit it anew. Checksums and figures go into the card of the model.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from linewatch.language.heads import Head, Heads, save_heads
from linewatch.language.model import model_folder
from training.quantise import note_files, quantise_graph
from training.relations.kinds import all_kinds, all_modes
from training.relations.markup import MODALITIES
from training.relations.network import Reader
from training.relations.train import load_reader

VERSION: Final = "0.2.0"
INPUTS: Final = ("embedded", "attention_mask", "word_index", "sentence", "marks")
_OPSET: Final = 17


class Exported(nn.Module):
    """The reader up to its features."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, embedded: Tensor, attention_mask: Tensor, word_index: Tensor, sentence: Tensor, marks: Tensor
    ) -> Tensor:
        words = self.reader.backbone.read(embedded, attention_mask, word_index)
        return self.reader.features(self.reader.backbone.answer(words, word_index, sentence, marks), marks)


def export_graph(reader: Reader, out: Path) -> None:
    """Write the graph in fp32 with free numbers of sentences, pieces, words and questions."""
    mask, index = torch.ones(2, 9, dtype=torch.long), torch.tensor([[0, 1, 2, 4], [0, 1, 3, 0]])
    example = torch.randn(2, 9, 384), mask, index, torch.tensor([0, 0, 1]), torch.ones(3, 4, 3)
    axes = {
        "embedded": {0: "sentences", 1: "pieces"},
        "attention_mask": {0: "sentences", 1: "pieces"},
        "word_index": {0: "sentences", 1: "words"},
        "sentence": {0: "questions"},
        "marks": {0: "questions", 1: "words"},
        "features": {0: "questions"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own age and about traced shapes
        torch.onnx.export(
            Exported(reader).eval(), example, str(out), input_names=list(INPUTS), output_names=["features"],
            dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip


def read_tables(reader: Reader) -> Heads:
    """Return the last layer of the reader as tables."""
    parts = {
        "kind": (reader.kind, [kind.name for kind in all_kinds()]),
        "mode": (reader.mode, all_modes()),
        "modality": (reader.modality, MODALITIES),
    }
    heads = {name: _head(layer, tuple(labels)) for name, (layer, labels) in parts.items()}
    classes = {kind.name: (kind.event_type or "", kind.mode or "", kind.cameo or "") for kind in all_kinds()}
    return Heads(heads, classes, VERSION)


def main() -> None:
    """Export one file of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=model_folder())
    options = parser.parse_args()
    reader = load_reader(options.weights).eval()
    with tempfile.TemporaryDirectory() as folder:
        export_graph(reader, Path(folder) / "relations.onnx")
        quantise_graph(Path(folder) / "relations.onnx", options.out / "relations.onnx", reduce_range=True, kind="s8")
    save_heads(options.out / "relations.npz", read_tables(reader))
    note_files(options.out, ["relations.onnx", "relations.npz"])


def _head(layer: nn.Linear, labels: tuple[str, ...]) -> Head:
    weight, bias = (tensor.detach().numpy().astype("float32") for tensor in (layer.weight, layer.bias))
    return Head(labels, weight, bias)


if __name__ == "__main__":
    main()
