"""``python -m training.roles.export``: weights → two graphs in int8, one that reads texts, one that answers questions.

``NAME-read.onnx`` takes embedded pieces and gives the states of words; ``NAME-answer.onnx`` takes those with marks and
gives a score for each word and role, and for each class. Labels and checksums go into the card of the model.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from linewatch.language.model import model_folder
from training.quantise import note_files, quantise_graph
from training.readers.pack import FOLDER
from training.roles.network import RoleReader, load_weights
from training.roles.train import TASKS, new_reader

READ: Final = ("embedded", "attention_mask", "word_index", "sentences")
ANSWER: Final = ("states", "word_index", "text", "marks")
_OPSET: Final = 17


class Reading(nn.Module):
    """What is done once a text."""

    def __init__(self, reader: RoleReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, embedded: Tensor, attention_mask: Tensor, word_index: Tensor, sentences: Tensor) -> Tensor:
        return self.reader.read_embedded(embedded, attention_mask, word_index, sentences)


class Answering(nn.Module):
    """What is done once a question."""

    def __init__(self, reader: RoleReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, word_index: Tensor, text: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        roles, classes = self.reader.answer(states, word_index, text, marks)
        return roles, *classes.values()


def export_graphs(reader: RoleReader, folder: Path, name: str) -> tuple[Path, Path]:
    """Write both graphs in fp32 with free numbers of texts, pieces, words and questions; return their paths."""
    mask, index = torch.ones(2, 9, dtype=torch.long), torch.tensor([[0, 1, 2, 4], [0, 1, 3, 0]])
    width = reader.backbone.build.width
    read, answer = folder / f"{name}-read.onnx", folder / f"{name}-answer.onnx"
    texts = {"word_index": {0: "texts", 1: "words"}, "states": {0: "texts", 1: "words"}}
    pieces = {part: {0: "texts", 1: "pieces"} for part in ("embedded", "attention_mask", "sentences")}
    asked = {part: {0: "questions", 1: "words"} for part in ("marks", "roles")} | {"text": {0: "questions"}}
    classes = [name.replace(" ", "_") for name in reader.schema.classes]
    _export(Reading(reader), (torch.randn(2, 9, width), mask, index, mask), read, READ, ["states"], texts | pieces)
    example = torch.randn(2, 4, width), index, torch.tensor([0, 0, 1]), torch.ones(3, 4, 1)
    axes = texts | asked | {label: {0: "questions"} for label in classes}
    _export(Answering(reader), example, answer, ANSWER, ["roles", *classes], axes)
    return read, answer


def main() -> None:
    """Export one file of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", choices=list(TASKS), default="attribution")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, default=model_folder())
    options = parser.parse_args()
    schema, _ = TASKS[options.task]
    reader = new_reader("small", schema, options.layers, options.data).eval()
    load_weights(reader, options.weights)
    ship(reader, options.out, options.task, list(schema.roles))


def ship(reader: RoleReader, out: Path, name: str, labels: object) -> None:
    """Write both graphs in int8 into the folder of a model, and their checksums and labels into its card."""
    names = []
    with tempfile.TemporaryDirectory() as folder:
        for graph in export_graphs(reader, Path(folder), name):
            quantise_graph(graph, out / graph.name, reduce_range=True, kind="s8")
            names.append(graph.name)
    note_files(out, names, {name: labels})


def _export(
    module: nn.Module,
    example: tuple[Tensor, ...],
    out: Path,
    inputs: tuple[str, ...],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    named = {name: sizes for name, sizes in axes.items() if name in (*inputs, *outputs)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own age and about traced shapes
        torch.onnx.export(
            module.eval(), example, str(out), input_names=list(inputs), output_names=outputs,
            dynamic_axes=named, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip


if __name__ == "__main__":
    main()
