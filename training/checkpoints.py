"""Saving and loading: the whole state of a run, and the bare weights in fp16.

A run's state is one file that is replaced atomically, so a run that is cut off at any moment can go on. The weights
are an index and chunks of at most 15 MiB, which travel where large files do not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

_CHUNK_BYTES: Final = 15 * 2**20
_INDEX: Final = "weights.json"


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Writes the state beside the old one, then replaces it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)


def load_state(path: Path, device: torch.device) -> dict[str, Any]:
    """The state of a run that was cut off."""
    state = torch.load(path, map_location=device, weights_only=False)
    assert isinstance(state, dict)
    return state


def save_weights(folder: Path, weights: dict[str, Tensor], build: str) -> None:
    """Writes the weights as fp16 chunks with an index that names the encoder's build."""
    folder.mkdir(parents=True, exist_ok=True)
    index = [{"name": name, "shape": list(tensor.shape)} for name, tensor in weights.items()]
    raw = b"".join(tensor.detach().cpu().numpy().astype(np.float16).tobytes() for tensor in weights.values())
    for number, start in enumerate(range(0, len(raw), _CHUNK_BYTES)):
        (folder / f"weights.{number}.bin").write_bytes(raw[start : start + _CHUNK_BYTES])
    (folder / _INDEX).write_text(
        json.dumps({"build": build, "size_bytes": len(raw), "tensors": index}) + "\n", encoding="utf-8"
    )


def read_build(folder: Path) -> str:
    """The build of the encoder whose weights lie in a folder."""
    return str(json.loads((folder / _INDEX).read_text(encoding="utf-8"))["build"])


def load_weights(folder: Path) -> dict[str, Tensor]:
    """The weights that ``save_weights`` wrote, in fp32."""
    index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    count = -(-index["size_bytes"] // _CHUNK_BYTES)
    raw = b"".join((folder / f"weights.{number}.bin").read_bytes() for number in range(count))
    if len(raw) != index["size_bytes"]:
        raise ValueError(f"{folder}: {len(raw)} bytes of weights where the index says {index['size_bytes']}")
    values, start, weights = np.frombuffer(raw, np.float16).astype(np.float32), 0, {}
    for entry in index["tensors"]:
        size = int(np.prod(entry["shape"]))
        weights[entry["name"]] = torch.from_numpy(values[start : start + size].reshape(entry["shape"]))
        start += size
    return weights
