"""The four kinds of graphs that ship → their compact forms: the same inputs, the same outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import onnx

from training.compact.graph import Graph, Source
from training.compact.layers import Layers
from training.compact.rows import Rows

_TABLES: Final = {"words": "input_ids", "positions": None, "shapes": "shape_ids"}


def compact(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the compact form of a graph, which is told by its inputs; one that is compact is given back as it is."""
    if model.graph.name == "compact":
        return model
    source = Source(model)
    for given, write in _KINDS.items():
        if given in source.inputs:
            graph = Graph()
            write(graph, source)
            return graph.model(source, [entry.name for entry in model.graph.output])
    raise ValueError(f"no graph that ships has the inputs {source.inputs}")


def _encoder(graph: Graph, source: Source) -> None:
    """Pieces → tags, trees and names, and the embedded pieces that readers go on from."""
    pieces = Rows(graph, "attention_mask")
    words, rows_asked = _words(graph, pieces)
    embedded = graph.norm(_embed(graph, source, pieces), source, "/encoder/norm")
    graph.name(pieces.pad(embedded), "embedded")
    states = _read(graph, source, "/encoder/layers.", embedded, pieces, words, rows_asked)
    outputs = [entry.name for entry in source.graph.output if entry.name not in ("embedded", "states")]
    graph.name(words.pad(states), "states")
    graph.copy(source, outputs, {"states": "states"})


def _reading(graph: Graph, source: Source) -> None:
    """Embedded pieces of texts → the states of their words."""
    pieces = Rows(graph, "attention_mask")
    words, rows_asked = _words(graph, pieces)
    table = "reader.sentences.weight"
    numbers = _look_up(graph, source, table, pieces.pack("sentences"))
    embedded = graph.op("Add", pieces.pack("embedded", _width(source, table)), numbers)
    states = _read(graph, source, "/lower.", embedded, pieces, words, rows_asked)
    graph.name(words.pad(states), "states")


def _answering(graph: Graph, source: Source) -> None:
    """The states of words, and marks → roles and classes."""
    words, states = _marked(graph, source, "states", "text")
    states = Layers(graph, source, words).all(states, source.layers("/upper."))
    last = source.result(f"{source.layers('/upper.')[-1]}/norm/LayerNormalization")
    graph.copy(source, [entry.name for entry in source.graph.output], {last: words.pad(states)})


def _relations(graph: Graph, source: Source) -> None:
    """Embedded pieces of sentences, and marks → features of questions."""
    pieces = Rows(graph, "attention_mask")
    read, rows_asked = _words(graph, pieces)
    embedded = pieces.pack("embedded", source.linear("/lower.0/attention/qkv").weight.shape[0])
    states = read.pad(_read(graph, source, "/lower.", embedded, pieces, read, rows_asked))
    words, states = _marked(graph, source, states, "sentence")
    *lower, upper = source.layers("/upper.")
    layers = Layers(graph, source, words)
    states = layers.all(states, lower)
    asked, rows_asked, marks = _asked(graph, words)
    states = asked.pad(layers.some(states, upper, asked, rows_asked))
    last = source.result(f"{upper}/norm/LayerNormalization")
    graph.copy(source, ["features"], {last: states, "marks": marks})


_KINDS: Final[dict[str, Callable[[Graph, Source], None]]] = {
    "input_ids": _encoder,
    "sentences": _reading,
    "text": _answering,
    "sentence": _relations,
}
"""What writes a graph, by an input that no other kind has."""


def _embed(graph: Graph, source: Source, pieces: Rows) -> str:
    """Return the sum of the embeddings of each piece."""
    given = {"words": pieces.pack("input_ids"), "positions": pieces.place, "shapes": pieces.pack("shape_ids")}
    looked = [_look_up(graph, source, f"network.encoder.{name}.weight", rows) for name, rows in given.items()]
    return str(graph.op("Add", graph.op("Add", looked[0], looked[1]), looked[2]))


def _look_up(graph: Graph, source: Source, table: str, rows: str) -> str:
    """Return the rows of a stored table that is kept in whole numbers."""
    steps, scale, zero = (graph.array(source.array(f"{table}_{part}"), f"{table}_{part}") for part in _STORED)
    return str(graph.op("DequantizeLinear", graph.op("Gather", steps, rows), scale, zero))


_STORED: Final = ("quantized", "scale", "zero_point")


def _width(source: Source, table: str) -> int:
    return int(source.array(f"{table}_quantized").shape[1])


def _read(graph: Graph, source: Source, prefix: str, states: str, pieces: Rows, words: Rows, rows_asked: str) -> str:
    """Return the states of words after all layers of a prefix over pieces."""
    *lower, last = source.layers(prefix)
    layers = Layers(graph, source, pieces)
    return layers.some(layers.all(states, lower), last, words, rows_asked)


def _words(graph: Graph, pieces: Rows) -> tuple[Rows, str]:
    """Return the texts and words that ``word_index`` names, and the row of the first piece of each."""
    words = Rows(graph, _is_word(graph, "word_index"))
    first = graph.op("GatherElements", pieces.row_of, "word_index", axis=1)
    return words, words.pack(first)


def _is_word(graph: Graph, index: str) -> str:
    """Return where words stand, 1 or 0; the first column stands for the text."""
    named = graph.op("Cast", graph.op("Greater", index, graph.one(0)), to=7)
    columns = graph.op(
        "Range",
        graph.one(0),
        graph.op("Squeeze", graph.op("Gather", graph.op("Shape", index), graph.whole(1))),
        graph.one(1),
    )
    first = graph.op("Cast", graph.op("Equal", columns, graph.one(0)), to=7)
    return str(graph.op("Max", named, first))


def _marked(graph: Graph, source: Source, states: str, text: str) -> tuple[Rows, str]:
    """Return the words that each question is about, and their states with what the marks add."""
    index = graph.op("Gather", "word_index", text)
    words = Rows(graph, _is_word(graph, index))
    table = source.table("/marks")
    width = graph.op("Gather", graph.op("Shape", states), graph.whole(1))
    texts = graph.op("Mul", graph.op("Unsqueeze", text, graph.whole(1)), width)
    columns = graph.op("Range", graph.one(0), graph.op("Squeeze", width), graph.one(1))
    rows = words.pack(graph.op("Add", texts, columns))
    plain = graph.op("Gather", graph.op("Reshape", states, graph.whole(-1, table.shape[1])), rows)
    marks = graph.op("MatMul", words.pack("marks", table.shape[0]), graph.array(table))
    return words, str(graph.op("Add", plain, marks))


def _asked(graph: Graph, words: Rows) -> tuple[Rows, str, str]:
    """Return what features are read from, the first column and the marked words: their places, rows and marks."""
    is_marked = graph.op("ReduceMax", "marks", axes=[2], keepdims=0)
    columns = graph.op("Range", graph.one(0), graph.op("Squeeze", words.width), graph.one(1))
    first = graph.op("Cast", graph.op("Equal", columns, graph.one(0)), to=1)
    wanted = graph.op("Max", is_marked, first)
    most = graph.op("ReduceMax", graph.op("ReduceSum", wanted, graph.whole(1), keepdims=0), keepdims=1)
    kept, places = graph.op("TopK", wanted, graph.op("Cast", most, to=7), axis=1, results=2)
    asked = Rows(
        graph, graph.op("Cast", graph.op("Greater", kept, graph.array(np.array(0.0, np.float32), "nothing")), to=7)
    )
    rows = asked.pack(graph.op("GatherElements", words.row_of, places, axis=1))
    deep = graph.op("Expand", graph.op("Unsqueeze", places, graph.whole(2)), graph.whole(1, 1, 3))
    return asked, rows, str(graph.op("GatherElements", "marks", deep, axis=1))
