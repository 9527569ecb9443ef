"""``python -m training.quantise``: fp32 graph → the int8 folder that is shipped.

Takes a run's folder with ``encoder.fp32.onnx``; gives ``encoder.onnx``, ``tokenizer.json`` and ``model.json`` under
``--out``. Weights are int8 by channel, embeddings too. ``reduce_range`` uses 7 of the 8 bits, so that processors that
have AVX2 but not VNNI cannot overflow while they add up products.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from onnxruntime.quantization import QuantType, quantize_dynamic

from training.pack import MAX_PIECES

VERSION: Final = "0.1.0"
_KINDS: Final = {"s8": QuantType.QInt8, "u8": QuantType.QUInt8}


def quantise_graph(source: Path, target: Path, *, reduce_range: bool, kind: str) -> None:
    """Writes the graph with int8 weights, embeddings included."""
    logging.getLogger().setLevel(logging.ERROR)  # it advises preprocessing, which changed nothing
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=_KINDS[kind],
    )


def describe_model(folder: Path, labels: dict[str, list[str]], trained_on: list[dict[str, Any]]) -> dict[str, Any]:
    """What ``model.json`` says; figures are added by ``training.evaluate``."""
    files = {name: describe_file(folder / name) for name in ("encoder.onnx", "tokenizer.json")}
    return {
        "name": "linewatch-en-small",
        "version": VERSION,
        "language": "en",
        "max_pieces": MAX_PIECES,
        "files": files,
        "labels": labels,
        "trained_on": trained_on,
        "figures": {},
    }


def main() -> None:
    """Writes the shipped folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder with encoder.fp32.onnx")
    parser.add_argument("--data", type=Path, default=Path(".cache/train"))
    parser.add_argument("--out", type=Path, default=Path("src/linewatch/data/model"))
    parser.add_argument("--full-range", action="store_true", help="all 8 bits: not safe without VNNI")
    parser.add_argument("--kind", choices=[*_KINDS, "fp32"], default="s8", help="fp32 only to compare")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    source, graph = options.weights / "encoder.fp32.onnx", options.out / "encoder.onnx"
    if options.kind == "fp32":
        shutil.copyfile(source, graph)
    else:
        quantise_graph(source, graph, reduce_range=not options.full_range, kind=options.kind)
    shutil.copyfile(options.data / "tokenizer.json", options.out / "tokenizer.json")
    labels, trained_on = (json.loads((options.data / name).read_text()) for name in ("labels.json", "trained_on.json"))
    card = describe_model(options.out, labels, trained_on)
    (options.out / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def note_files(folder: Path, names: Iterable[str], labels: Mapping[str, object] | None = None) -> None:
    """Put size and hash of files in the folder of a model, and labels of what they tell, into its card."""
    path = folder / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["files"] |= {name: describe_file(folder / name) for name in names}
    if labels:
        card["labels"] |= labels
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def describe_file(path: Path) -> dict[str, Any]:
    """Size and hash of a file."""
    raw = path.read_bytes()
    return {"sha256": hashlib.sha256(raw).hexdigest(), "size_bytes": len(raw)}


if __name__ == "__main__":
    main()
