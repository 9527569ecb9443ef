"""The shipped encoder's embedding of pieces, which every reader starts from and which stays as it is.

``python -m training.readers.embedding`` gives the shipped graph the output ``embedded``, once; nothing else of it
changes. `read_tables` takes the numbers out of the graph, and `ShippedEmbedding` does with them what the graph does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.encoder import BUILDS

OUTPUT: Final = "embedded"
_SOURCE: Final = "/encoder/norm/LayerNormalization_output_0"
_TABLES: Final = ("words", "positions", "shapes")
_PREFIX: Final = "network.encoder."

Tables = Mapping[str, NDArray[np.float32]]


class ShippedEmbedding(nn.Module):
    """Piece, place and shape → one vector a piece; never trained, and not part of a reader's weights."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        for name, table in tables.items():
            self.register_buffer(name, torch.tensor(table), persistent=False)
        self.epsilon = BUILDS["small"].epsilon

    def forward(self, input_ids: Tensor, position_ids: Tensor, shape_ids: Tensor) -> Tensor:
        """Return [sentences, pieces, width] for three arrays [sentences, pieces]."""
        tables = dict(self.named_buffers())
        summed = tables["words"][input_ids] + tables["positions"][position_ids] + tables["shapes"][shape_ids]
        weight, bias = tables["norm_weight"], tables["norm_bias"]
        return nn.functional.layer_norm(summed, weight.shape, weight, bias, self.epsilon)


def read_tables(graph: Path) -> dict[str, NDArray[np.float32]]:
    """Return the tables of the shipped graph, 8 bits a number made plain."""
    import onnx  # a far machine has the tables in a file and no need of it

    stored = {entry.name: onnx.numpy_helper.to_array(entry) for entry in onnx.load(graph).graph.initializer}
    tables = {}
    for name in _TABLES:
        steps, zero, scale = (stored[f"{_PREFIX}{name}.weight_{part}"] for part in ("quantized", "zero_point", "scale"))
        tables[name] = (steps.astype(np.float32) - np.float32(zero)) * np.float32(scale)
    return tables | {f"norm_{part}": stored[f"{_PREFIX}norm.{part}"] for part in ("weight", "bias")}


def main() -> None:
    """Add the output to the shipped graph and its new checksum to the card."""
    import onnx

    from linewatch.language.model import model_folder

    folder = model_folder()
    path, card_path = folder / "encoder.onnx", folder / "model.json"
    graph = onnx.load(path)
    if OUTPUT in {output.name for output in graph.graph.output}:
        return
    graph.graph.node.append(onnx.helper.make_node("Identity", [_SOURCE], [OUTPUT]))
    sizes = ["batch", "pieces", BUILDS["small"].width]
    graph.graph.output.append(onnx.helper.make_tensor_value_info(OUTPUT, onnx.TensorProto.FLOAT, sizes))
    onnx.save(graph, path)
    card = json.loads(card_path.read_text(encoding="utf-8"))
    raw = path.read_bytes()
    card["files"]["encoder.onnx"] = {"sha256": hashlib.sha256(raw).hexdigest(), "size_bytes": len(raw)}
    card_path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
