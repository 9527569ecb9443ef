"""The shipped encoder's embedded pieces, which the reader starts from.

``python -m training.relations.embedding`` gives the shipped graph the output ``embedded``, once; nothing else of it
changes. `Embedder` runs that part of the graph alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from onnx.utils import Extractor

from linewatch.language.encoder import read_tokenizer
from linewatch.language.model import model_folder
from linewatch.language.pieces import PieceArrays, encode_sentences

OUTPUT: Final = "embedded"
_SOURCE: Final = "/encoder/norm/LayerNormalization_output_0"
_INPUTS: Final = ("input_ids", "shape_ids")


class Embedder:
    """Words → arrays of the pieces, and their embeddings."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        self._tokenizer = read_tokenizer(folder / "tokenizer.json")
        part = Extractor(onnx.load(folder / "encoder.onnx")).extract_model(list(_INPUTS), [OUTPUT])
        self._session = onnxruntime.InferenceSession(part.SerializeToString(), providers=["CPUExecutionProvider"])

    def embed(self, words: Sequence[str]) -> tuple[PieceArrays, NDArray[np.float16]]:
        """Return the arrays of one sentence and its embedded pieces [pieces, width]."""
        arrays = encode_sentences(self._tokenizer, [words])
        feed = {entry.name: getattr(arrays, entry.name) for entry in self._session.get_inputs()}
        (embedded,) = self._session.run([OUTPUT], feed)
        return arrays, embedded[0].astype(np.float16)


def main() -> None:
    """Add the output to the shipped graph and its new checksum to the card."""
    folder = model_folder()
    path, card_path = folder / "encoder.onnx", folder / "model.json"
    graph = onnx.load(path)
    if OUTPUT in {output.name for output in graph.graph.output}:
        return
    graph.graph.node.append(helper.make_node("Identity", [_SOURCE], [OUTPUT]))
    graph.graph.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", "pieces", 384]))
    onnx.save(graph, path)
    card = json.loads(card_path.read_text(encoding="utf-8"))
    raw = path.read_bytes()
    card["files"]["encoder.onnx"] = {"sha256": hashlib.sha256(raw).hexdigest(), "size_bytes": len(raw)}
    card_path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
