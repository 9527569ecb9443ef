"""``python -m training.relations.train``: sentences of our own, then gold sets → the weights of the reader.

The first part needs nothing but what is in the repository and all-MiniLM-L6-v2; its figure on PLV is one on a set that
it has never seen. ``--gold`` goes on with the gold sets. A run saves its weights after each epoch.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.encoder import BUILDS, Encoder, read_safetensors
from training.relations.batches import Batch, Embedded, embed_examples, plain_batches, training_batches
from training.relations.examples import (
    gsr_examples,
    headline_examples,
    is_none,
    own_examples,
    plv_examples,
    quiet_examples,
)  # fmt: skip
from training.relations.kinds import all_kinds, all_modes, kinds_of_label
from training.relations.markup import MODALITIES, read_sentences
from training.relations.network import Reader

SHARED: Final = Path("../shared")
MINILM: Final = Path(".cache/minilm")
_WARM: Final = 0.06
_SMOOTH: Final = 0.05
_SIDE: Final = 0.25
"""Share of the loss of modes and of modalities."""
_FILLS: Final = (("Kenya", "Somalia"), ("France", "Algeria"), ("Peru", "Bolivia"), ("Turkey", "Greece"))


def main() -> None:
    """Train, and say after each epoch what is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="file of weights")
    parser.add_argument("--start", type=Path, help="weights to go on from; else all-MiniLM-L6-v2")
    parser.add_argument("--gold", type=int, default=0, help="how often an epoch goes through the gold sets, too")
    parser.add_argument("--quiet", type=Path, help="what training.relations.quiet wrote")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--size", type=int, default=24, help="sentences in a batch")
    parser.add_argument(
        "--part", type=float, default=1.0, help="share of our own sentences, by chance; those with a none all stay"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = np.random.default_rng(options.seed)
    own = [example for example in own_examples(read_sentences()) if chance.random() < options.part or is_none(example)]
    own += headline_examples(SHARED / "gold/ngec_synthetic/headline_templates.jsonl", _FILLS)
    plv = embed_examples(list(plv_examples(SHARED / "gold/plv/train.jsonl")))
    examples = embed_examples(own)
    if options.gold:
        examples += options.gold * (plv + embed_examples(list(gsr_examples(SHARED / "gold/gsr/dev.jsonl"))))
    if options.quiet:
        examples += embed_examples(list(quiet_examples(options.quiet)))
    network = start_network(options.start)
    print(f"{len(examples)} sentences, {sum(len(e.example.questions) for e in examples)} questions", flush=True)

    def report(epoch: int, loss: float, seconds: float) -> None:
        torch.save(network.state_dict(), options.out)
        right, macro, _ = score_labels(answer_labels(network, plv), plv)
        print(
            f"epoch {epoch} loss {loss:.3f} {seconds:.0f} s; PLV accuracy {right:.3f} macro F1 {macro:.3f}", flush=True
        )

    fit(network, examples, options.epochs, options.rate, options.size, chance, report)


def start_network(weights: Path | None) -> Reader:
    """Return the network with given weights, or with the pretrained encoder's."""
    network = Reader(len(all_kinds()), len(all_modes()), len(MODALITIES))
    if weights is not None:
        network.load_state_dict(torch.load(weights, weights_only=True))
        return network
    encoder = Encoder(BUILDS["small"])
    encoder.load_pretrained(read_safetensors(next(MINILM.rglob("*.safetensors"))))
    network.load_pretrained(encoder)
    return network


def fit(
    network: Reader,
    examples: Sequence[Embedded],
    epochs: int,
    rate: float,
    size: int,
    chance: np.random.Generator,
    report: Callable[[int, float, float], None] = lambda *_: None,
) -> None:
    """Train the network on the examples; the rate warms up, then falls to nothing."""
    layers = [p for name, p in network.named_parameters() if name.startswith(("lower", "upper"))]
    heads = [p for name, p in network.named_parameters() if not name.startswith(("lower", "upper"))]
    optimiser = torch.optim.AdamW([{"params": layers}, {"params": heads}], lr=rate, weight_decay=0.01)
    steps, step, started = epochs * math.ceil(len(examples) / size), 0, time.perf_counter()
    for epoch in range(epochs):
        network.train()
        total = 0.0
        for batch in training_batches(examples, size, chance):
            step += 1
            pace = rate * min(step / (_WARM * steps), max(1 - step / steps, 0.01) / (1 - _WARM))
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = pace, 4 * pace
            loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
        report(epoch, total / math.ceil(len(examples) / size), time.perf_counter() - started)


def loss_of(network: Reader, batch: Batch) -> Tensor:
    """Return the loss: the share that the right classes have together, and modes and modalities where known."""
    kind, mode, modality = network(*batch.inputs)
    scores = kind.log_softmax(-1)
    right = (scores + (batch.kinds + 1e-9).log()).logsumexp(-1)
    loss = -(batch.weight * ((1 - _SMOOTH) * right + _SMOOTH * scores.mean(-1))).mean()
    for given, labels in ((mode, batch.mode), (modality, batch.modality)):
        if (labels >= 0).any():
            loss = loss + _SIDE * functional.cross_entropy(given, labels, ignore_index=-1)
    return loss


@torch.no_grad()
def answer_labels(network: Reader, examples: Sequence[Embedded], size: int = 48) -> np.ndarray:
    """Return the share of each label of the scheme ``plv`` for the first question of each example."""
    network.eval()
    places = [kinds_of_label(label) for label in LABELS]
    found = []
    for batch in plain_batches(examples, size):
        shares = network(*batch.inputs)[0].softmax(-1)
        found.append(torch.stack([shares[:, place].sum(-1) for place in places], -1).numpy())
    return np.concatenate(found)


def score_labels(shares: np.ndarray, examples: Sequence[Embedded]) -> tuple[float, float, dict[str, float]]:
    """Return accuracy, macro F1 and the F1 of each label."""
    answers = [LABELS[place] for place in shares.argmax(-1)]
    golds = [
        next(label for label in LABELS if kinds_of_label(label) == list(e.example.questions[0].kinds)) for e in examples
    ]
    f1 = {}
    for label in dict.fromkeys(golds):
        right = sum(gold == answer == label for gold, answer in zip(golds, answers, strict=True))
        f1[label] = 2 * right / (golds.count(label) + answers.count(label))
    hits = sum(gold == answer for gold, answer in zip(golds, answers, strict=True))
    return hits / len(golds), float(np.mean(list(f1.values()))), f1


LABELS: Final = (
    "YIELD", "REJECT", "ACCUSE", "AGREE", "ASSAULT", "COERCE", "SUPPORT", "AID", "CONSULT", "REQUEST", "THREATEN",
    "SANCTION", "PROTEST", "MOBILIZE", "COOPERATE",
)  # fmt: skip

if __name__ == "__main__":
    main()
