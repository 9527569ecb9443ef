"""The transformer under all heads: BERT's layers, plus an embedding of each word's shape.

Takes piece ids, mask and shape classes; gives one state a piece. There are two builds. ``small`` is shipped: its
weights come from all-MiniLM-L6-v2 (6 layers, 384 wide, uncased). ``large`` only teaches: all-mpnet-base-v2 (12
layers, 768 wide, relative positions), with its vocabulary put into MiniLM's order, so both read the same packed
data. The shape embedding starts at zero: training starts from the encoder as it was.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from linewatch.language.pieces import SHAPE_COUNT

ATTENTION_HEADS: Final = 12
VOCABULARY: Final = 30522
POSITIONS: Final = 512
_DROPOUT: Final = 0.1
BUCKETS: Final = 32
_FARTHEST: Final = 128


@dataclass(frozen=True, slots=True)
class Build:
    """The size of an encoder."""

    width: int
    layers: int
    epsilon: float
    is_relative: bool


BUILDS: Final = {"small": Build(384, 6, 1e-12, False), "large": Build(768, 12, 1e-5, True)}


class Attention(nn.Module):
    """Self-attention with one matrix for queries, keys and values."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self.width = build.width
        self.qkv = nn.Linear(build.width, 3 * build.width)
        self.out = nn.Linear(build.width, build.width)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length = states.shape[0], states.shape[1]
        size = self.width // ATTENTION_HEADS
        split = self.qkv(states).view(batch, length, 3, ATTENTION_HEADS, size)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(-1, -2) / size**0.5 + bias
            mixed = scores.softmax(-1) @ value
        else:
            dropout = _DROPOUT if self.training else 0.0
            mixed = functional.scaled_dot_product_attention(query, key, value, bias, dropout)
        result: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, self.width))
        return result


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self.attention = Attention(build)
        self.attention_norm = nn.LayerNorm(build.width, build.epsilon)
        self.inner = nn.Linear(build.width, 4 * build.width)
        self.outer = nn.Linear(4 * build.width, build.width)
        self.norm = nn.LayerNorm(build.width, build.epsilon)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        states = self.attention_norm(states + self.dropout(self.attention(states, bias)))
        result: Tensor = self.norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))
        return result


class Encoder(nn.Module):
    """Pieces → states."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self.build = build
        self.words = nn.Embedding(VOCABULARY, build.width)
        self.positions = nn.Embedding(POSITIONS, build.width)
        self.shapes = nn.Embedding(SHAPE_COUNT, build.width)
        nn.init.zeros_(self.shapes.weight)
        if build.is_relative:
            self.distances = nn.Embedding(BUCKETS, ATTENTION_HEADS)
        self.norm = nn.LayerNorm(build.width, build.epsilon)
        self.dropout = nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList(Layer(build) for _ in range(build.layers))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, shape_ids: Tensor) -> Tensor:
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        states: Tensor = self.words(input_ids) + self.positions(places) + self.shapes(shape_ids)
        states = self.dropout(self.norm(states))
        bias = (attention_mask[:, None, None, :] - 1) * 10000.0
        if self.build.is_relative:
            bias = bias + self.distances(distance_buckets(places)).permute(2, 0, 1)[None]
        bias = bias.to(working_type(states))
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def load_pretrained(self, weights: Mapping[str, np.ndarray]) -> None:
        """Takes over published weights by their names there."""
        own = {name: torch.as_tensor(array.astype(np.float32)) for name, array in _rename(weights, self.build).items()}
        missing, unexpected = self.load_state_dict(own, strict=False)
        if set(missing) != {"shapes.weight"} or unexpected:
            raise ValueError(f"the encoder's weights do not fit: missing {missing}, unexpected {unexpected}")


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """The floating-point tensors of a safetensors file, as fp16."""
    raw = path.read_bytes()
    (header_bytes,) = struct.unpack_from("<Q", raw)
    header = json.loads(raw[8 : 8 + header_bytes])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + header_bytes + offset for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"]).astype(np.float16)
    return tensors


def squeeze_weights(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The matrices in 8 bits a number and one scale a row: a quarter of the bytes, for machines far away."""
    squeezed = dict(weights)
    for name in [name for name, array in weights.items() if array.ndim == 2]:
        matrix = squeezed.pop(name).astype(np.float32)
        scales = np.abs(matrix).max(axis=1, keepdims=True) / 127
        squeezed[f"{name}:scales"] = scales
        squeezed[f"{name}:steps"] = np.round(matrix / np.maximum(scales, 1e-9)).astype(np.int8)
    return squeezed


def load_pretrained_folder(folder: Path) -> dict[str, np.ndarray]:
    """The encoder's published weights as ``training.pack`` wrote them, squeezed or not, in one file or several."""
    weights: dict[str, np.ndarray] = {}
    for path in sorted(folder.rglob("*.npz")):
        weights |= dict(np.load(path))
    for name in [name for name in weights if name.endswith(":steps")]:
        plain = name.removesuffix(":steps")
        weights[plain] = weights.pop(name) * weights.pop(f"{plain}:scales")
    return weights


def reorder_words(matrix: np.ndarray, theirs: Mapping[str, int], ours: Mapping[str, int]) -> np.ndarray:
    """MPNet's word embeddings in the order of MiniLM's vocabulary; both come from BERT's."""
    renamed = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    by_place = sorted(ours.items(), key=lambda item: item[1])
    return np.asarray(matrix[[theirs[renamed.get(token, token)] for token, _ in by_place]])


def _rename(weights: Mapping[str, np.ndarray], build: Build) -> dict[str, np.ndarray]:
    """Our parameter names for BERT's or MPNet's."""
    table = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": _positions(weights, build),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    if build.is_relative:
        table["distances.weight"] = weights["encoder.relative_attention_bias.weight"]
    qkv = ("attn.q", "attn.k", "attn.v") if build.is_relative else ("self.query", "self.key", "self.value")
    ours = {
        "attention.out": "attention.attn.o" if build.is_relative else "attention.output.dense",
        "attention_norm": "attention.LayerNorm" if build.is_relative else "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(build.layers):
        for part in ("weight", "bias"):
            theirs = f"encoder.layer.{number}."
            parts = [weights[f"{theirs}attention.{which}.{part}"] for which in qkv]
            table[f"layers.{number}.attention.qkv.{part}"] = np.concatenate(parts)
            table |= {f"layers.{number}.{a}.{part}": weights[f"{theirs}{b}.{part}"] for a, b in ours.items()}
    return table


def _positions(weights: Mapping[str, np.ndarray], build: Build) -> np.ndarray:
    """Position embeddings: MPNet's begin at 2; BERT's take in the embedding of segment 0."""
    positions = weights["embeddings.position_embeddings.weight"].astype(np.float32)
    if build.is_relative:
        return np.asarray(positions[2:])
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    return np.asarray(positions + segment.astype(np.float32))


def distance_buckets(places: Tensor) -> Tensor:
    """The bucket of each pair's distance, [query, key]: exact when near, logarithmic when far, one side each.

    Source: T5 (Raffel et al. 2020), as MPNet uses it.
    """
    distance = places[:, None] - places[None, :]
    half = BUCKETS // 2
    near = half // 2
    size = distance.abs()
    far = near + (torch.log(size.clamp(min=1) / near) / math.log(_FARTHEST / near) * (half - near)).long()
    return (distance < 0).long() * half + torch.where(size < near, size, far.clamp(max=half - 1))


def working_type(states: Tensor) -> torch.dtype:
    """The type that attention runs in: autocast turns products into bf16 while norms stay fp32."""
    if torch.is_autocast_enabled(states.device.type):
        return torch.get_autocast_dtype(states.device.type)
    return states.dtype
