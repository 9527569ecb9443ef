"""``python -m training.relations.sides``: the layers of modes and modalities, fitted anew to a trained reader.

While a teacher leads, what it tells of modes is spread over all questions, and few of them have one. So the two layers
are fitted once more, to our own sentences alone, with and without their triggers; the reader under them stays.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from training.checkpoints import save_weights
from training.readers.pack import load_examples
from training.relations.batches import make_batch
from training.relations.network import Reader
from training.relations.questions import FILE, Example
from training.relations.train import load_reader

_STEPS: Final = 300
_RATE: Final = 3e-3
_DECAY: Final = 1e-3
_SMOOTH: Final = 0.02


def main() -> None:
    """Fit and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FILE)
    parser.add_argument("--weights", type=Path, required=True, help="folder of weights, changed in place")
    options = parser.parse_args()
    reader = load_reader(options.weights).eval()
    sets = load_examples(options.data)
    features, modes, modalities = read_features(reader, [*sets["own"], *sets["edges"]])
    for name, layer, labels in (("mode", reader.mode, modes), ("modality", reader.modality, modalities)):
        before, after = fit_layer(layer, features, labels)
        print(f"{name}: right {before:.3f} before, {after:.3f} after", flush=True)
    save_weights(options.weights, reader.state_dict(), "small")


@torch.no_grad()
def read_features(reader: Reader, examples: Sequence[Example], size: int = 48) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, modes and modalities of the questions that have one, each with its trigger and without it."""
    labelled = [example for example in examples if any(q.mode >= 0 or q.modality >= 0 for q in example.questions)]
    labelled.sort(key=lambda example: len(example.pieces.ids))
    parts: list[tuple[Tensor, Tensor, Tensor]] = []
    for start in range(0, len(labelled), size):
        chosen = labelled[start : start + size]
        plain = [[replace(question, trigger=()) for question in example.questions] for example in chosen]
        for asked in ([example.questions for example in chosen], plain):
            batch = make_batch(chosen, asked)
            states = reader.backbone(batch.pieces, batch.sentence, batch.marks)
            parts.append((reader.features(states, batch.marks), batch.mode, batch.modality))
    features, modes, modalities = (torch.cat(part) for part in zip(*parts, strict=True))
    return features, modes, modalities


def fit_layer(layer: nn.Linear, features: Tensor, labels: Tensor) -> tuple[float, float]:
    """Fit the layer to the labels, -1 for none; return the share that was right before and is right after."""
    known = labels >= 0
    features, labels = features[known], labels[known]
    before = _share_right(layer, features, labels)
    optimiser = torch.optim.Adam(layer.parameters(), lr=_RATE)
    for _ in range(_STEPS):
        scores = layer(features)
        loss = nn.functional.cross_entropy(scores, labels, label_smoothing=_SMOOTH)
        loss = loss + _DECAY * layer.weight.square().sum() / 2
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return before, _share_right(layer, features, labels)


def _share_right(layer: nn.Linear, features: Tensor, labels: Tensor) -> float:
    return float((layer(features).argmax(-1) == labels).float().mean())


if __name__ == "__main__":
    main()
