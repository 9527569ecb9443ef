"""Trained models → soft targets for a student, averaged and kept.

Takes the weights of one or more runs; gives for each batch the mean of their probabilities. A batch is taught as
written whatever casing the student sees, so the student also learns to read headlines. Batches recur (see
``training.train``), so each is taught once and its targets are kept in fp16.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.checkpoints import load_weights, read_build
from training.corpus import Batch, Corpus
from training.heads import Labels, Outputs
from training.network import Network


class Teachers:
    """An ensemble that answers with one set of targets a batch."""

    def __init__(self, folders: Sequence[Path], labels: Labels, corpus: Corpus) -> None:
        self._corpus = corpus
        self._networks = [_load_network(folder, labels, corpus.device) for folder in folders]
        self._kept: dict[tuple[int, int], tuple[Outputs, Outputs]] = {}

    def teach(self, key: tuple[int, int], rows: np.ndarray, batch: Batch) -> Outputs:
        """The targets of a batch, and its guiding columns written into its labels.

        Args:
            key: names the batch: the same key must always come with the same rows.
            rows: its sentences.
            batch: as the student sees it.
        """
        if key not in self._kept:
            self._kept[key] = self._ask(self._corpus.batch(rows))
        guides, targets = self._kept[key]
        batch.labels |= {name: column.long() for name, column in guides.items()}
        return {name: tensor.float() for name, tensor in targets.items()}

    @torch.no_grad()
    def _ask(self, batch: Batch) -> tuple[Outputs, Outputs]:
        """Guides and mean targets of a batch as written."""
        with torch.autocast(batch.input_ids.device.type, torch.bfloat16):
            lectures = [network(batch) for network in self._networks]
            guides = self._networks[0].guides(lectures, batch)
            batch.labels |= guides
            told = [network.targets(lecture, batch) for network, lecture in zip(self._networks, lectures, strict=True)]
        mean = {
            name: (torch.stack([targets[name] for targets in told]).logsumexp(0) - math.log(len(told))).half()
            for name in told[0]
        }
        return {name: column.short() for name, column in guides.items()}, mean


def _load_network(folder: Path, labels: Labels, device: torch.device) -> Network:
    """A trained network that is only read from."""
    network = Network(labels, read_build(folder))
    network.load_state_dict(load_weights(folder))
    return network.to(device).eval().requires_grad_(False)
