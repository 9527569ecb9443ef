"""A quantised graph's weights by the names of their layers, and a new graph that is written one operation at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

OWN: Final = "com.microsoft"
"""Where onnxruntime's own operations are at home."""
_IR_VERSION: Final = 8
_OPSETS: Final = {"": 17, OWN: 1}

Array = NDArray[Any]


@dataclass(frozen=True)
class Linear:
    """A linear layer in whole numbers: weights [inputs, outputs], their scales and the biases [outputs]."""

    weight: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def columns(self, start: int, end: int, factor: float = 1.0) -> Linear:
        """Return the layer that gives some of the outputs, times a factor."""
        scale, bias = (part[start:end] * np.float32(factor) for part in (self.scale, self.bias))
        return Linear(np.ascontiguousarray(self.weight[:, start:end]), scale, bias)


@dataclass(frozen=True)
class Norm:
    """A norm: its stored weight and bias, which keep their names, and epsilon."""

    weight: str
    bias: str
    epsilon: float


class Source:
    """A graph as ``quantise_dynamic`` leaves it."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.graph = model.graph
        self.inputs = [entry.name for entry in model.graph.input]
        self._nodes = {node.name: node for node in model.graph.node}
        self._maker = {output: node for node in model.graph.node for output in node.output}
        self._stored = {entry.name: entry for entry in model.graph.initializer}

    def layers(self, prefix: str) -> list[str]:
        """Return the paths of the layers that begin with a prefix, the lowest first."""
        marks = "/attention/qkv/MatMul_quant"
        return [name.removesuffix(marks) for name in self._nodes if name.startswith(prefix) and name.endswith(marks)]

    def array(self, name: str) -> Array:
        """Return a stored array."""
        return numpy_helper.to_array(self._stored[name])

    def linear(self, path: str) -> Linear:
        """Return the linear layer of a path."""
        weight = self._nodes[f"{path}/MatMul_quant"].input[1]
        if self.array(weight.replace("_quantized", "_zero_point")).any():
            raise ValueError(f"the weights of {path} are not symmetrical")
        (bias,) = [name for name in self._nodes[f"{path}/Add"].input if name in self._stored]
        return Linear(self.array(weight), self.array(weight.replace("_quantized", "_scale")), self.array(bias))

    def table(self, path: str) -> Array:
        """Return the weights of a product without bias, 8 bits a number made plain."""
        name = self._nodes[f"{path}/MatMul_quant"].input[1]
        return np.asarray(self.array(name) * self.array(name.replace("_quantized", "_scale")), np.float32)

    def norm(self, path: str) -> Norm:
        """Return the norm of a path."""
        node = self._nodes[f"{path}/LayerNormalization"]
        epsilon = next(helper.get_attribute_value(entry) for entry in node.attribute if entry.name == "epsilon")
        return Norm(node.input[1], node.input[2], float(epsilon))

    def result(self, name: str) -> str:
        """Return what the node of a name gives."""
        return str(self._nodes[name].output[0])

    def tail(self, outputs: Sequence[str], given: Mapping[str, str]) -> list[onnx.NodeProto]:
        """Return the nodes that make the outputs, in their order, up to values that have a new name."""
        wanted, waiting = set(), list(outputs)
        while waiting:
            name = waiting.pop()
            node = self._maker.get(name)
            if name in given or node is None or node.output[0] in wanted:
                continue
            wanted.update(node.output)
            waiting += node.input
        copies = []
        for node in self.graph.node:
            if wanted.intersection(node.output):
                copy = onnx.NodeProto()
                copy.CopyFrom(node)
                copy.input[:] = [given.get(name, name) for name in node.input]
                copies.append(copy)
        return copies

    def stored(self, name: str) -> onnx.TensorProto | None:
        """Return a stored array as it stands in the file."""
        return self._stored.get(name)


class Graph:
    """A graph in the making. Values are known by their names."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._stored: dict[str, onnx.TensorProto] = {}
        self._numbers = count()

    def op(self, kind: str, *inputs: str, domain: str = "", results: int = 1, **attributes: Any) -> Any:
        """Add an operation; return the name of what it gives, or a list of names where there are several."""
        named = [f"{kind}_{next(self._numbers)}" for _ in range(results)]
        self._nodes.append(helper.make_node(kind, list(inputs), named, domain=domain, **attributes))
        return named[0] if results == 1 else named

    def whole(self, *numbers: int) -> str:
        """Return a list of whole numbers."""
        return self.array(np.array(numbers, np.int64), "numbers_" + "_".join(map(str, numbers)).replace("-", "m"))

    def one(self, number: int) -> str:
        """Return a single whole number."""
        return self.array(np.array(number, np.int64), f"number_{number}".replace("-", "m"))

    def array(self, array: Array, name: str | None = None) -> str:
        """Return a stored array."""
        name = name or f"array_{next(self._numbers)}"
        self._stored.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def linear(self, states: str, layer: Linear) -> str:
        """Return the states through a linear layer, whose input is made whole numbers on the way."""
        stored = (
            self.array(part) for part in (layer.weight, layer.scale, np.zeros(len(layer.scale), np.int8), layer.bias)
        )
        return str(self.op("DynamicQuantizeMatMul", states, *stored, domain=OWN))

    def norm(self, states: str, source: Source, path: str) -> str:
        """Return the states after the norm of a path."""
        norm = source.norm(path)
        stored = (self.array(source.array(name), name) for name in (norm.weight, norm.bias))
        return str(self.op("LayerNormalization", states, *stored, epsilon=norm.epsilon))

    def copy(self, source: Source, outputs: Sequence[str], given: Mapping[str, str]) -> None:
        """Take over what makes the outputs as it stands, from values that this graph has under other names."""
        for node in source.tail(outputs, given):
            self._nodes.append(node)
            for name in node.input:
                entry = source.stored(name)
                if entry is not None:
                    self._stored.setdefault(name, entry)

    def name(self, value: str, output: str) -> None:
        """Let a value be an output of the graph."""
        self._nodes.append(helper.make_node("Identity", [value], [output]))

    def model(self, source: Source, outputs: Sequence[str]) -> onnx.ModelProto:
        """Return the graph as a model with the inputs of the source and those of its outputs that are named."""
        told = [entry for entry in source.graph.output if entry.name in outputs]
        graph = helper.make_graph(self._nodes, "compact", source.graph.input, told, list(self._stored.values()))
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="linewatch")
