"""``python -m training.relations.train``: packed examples → the weights of the reader of relations.

With ``--only-own`` a run sees nothing but our own sentences, and its figure on PLV is one on a set that it has never
seen; with ``--fold`` it sees no text of that fifth of PLV, and the figure is of that fifth. A large reader (``--size
large``) teaches a small one (``--teacher``): it answers each batch as the small one sees it, and it alone answers what
nobody has labelled.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.checkpoints import load_weights, read_build, save_weights
from training.readers.fit import Course, fit, pick_device
from training.readers.pack import load_examples, new_backbone
from training.relations.batches import Batch, plain_batches, training_batches
from training.relations.kinds import kinds_of_label
from training.relations.network import Reader, Scores
from training.relations.questions import FILE, Example

FOLDS: Final = 5
_SMOOTH: Final = 0.05
_SIDE: Final = 0.25
"""Share of the loss of modes and of modalities."""

Sets = Mapping[str, Sequence[Example]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run sees and how it learns.

    `start` is a folder of weights to go on from, instead of the published encoder's. Of our own sentences each epoch
    draws `replay`, all unless given, and reads those on the border of two classes `edges` times. `soft` is the
    teacher's share in the loss of what is labelled, too.
    """

    size: str = "small"
    epochs: int = 4
    rate: float = 1e-4
    batch: int = 32
    gold: int = 2
    seed: int = 1
    is_only_own: bool = False
    fold: int | None = None
    start: Path | None = None
    replay: int | None = None
    edges: int = 1
    minutes: float | None = None
    soft: float = 0.7


def main() -> None:
    """Train, and say after each epoch what is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FILE, help="what training.relations.pack wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of weights")
    parser.add_argument("--teacher", type=Path, help="folder of a large reader's weights")
    parser.add_argument("--size", choices=("small", "large"), default="small")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=32, help="sentences in a batch")
    parser.add_argument("--gold", type=int, default=2, help="how often an epoch goes through the gold sets")
    parser.add_argument("--only-own", action="store_true", help="our own sentences alone")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="fifth of PLV that is left out and measured")
    add_course(parser)
    options = parser.parse_args()
    recipe = Recipe(
        options.size, options.epochs, options.rate, options.batch, options.gold, options.seed,
        options.only_own, options.fold, *course_of(options),
    )  # fmt: skip
    sets = load_examples(options.data)
    network = train(recipe, sets, load_reader(options.teacher) if options.teacher else None)
    save_weights(options.out, network.state_dict(), recipe.size)


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add what a run and a cross-validation ask alike: where to go on from, what to draw, and when to stop."""
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="folder of weights to go on from")
    parser.add_argument("--replay", type=int, help="of our own sentences, how many an epoch draws; all, unless given")
    parser.add_argument("--edges", type=int, default=1, help="how often an epoch reads those on borders of classes")
    parser.add_argument("--minutes", type=float, help="ends a run at this time with the rate at zero")
    parser.add_argument("--soft", type=float, default=0.7, help="the teacher's share of the loss of what is labelled")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="of the CPU")


def course_of(options: argparse.Namespace) -> tuple[Path | None, int | None, int, float | None, float]:
    """Return the last parts of a recipe from the options of `add_course`, and set the threads."""
    torch.set_num_threads(options.threads)
    return options.start, options.replay, options.edges, options.minutes, options.soft


def train(recipe: Recipe, sets: Sets, teacher: Reader | None = None) -> Reader:
    """Return a reader that was trained as the recipe says; prints how it does on PLV after each epoch."""
    torch.manual_seed(recipe.seed)
    chance, device = np.random.default_rng(recipe.seed), pick_device()
    measured = held_out(sets["plv"], recipe.fold)
    examples = seen(recipe, sets, chance, is_taught=teacher is not None)
    network = load_reader(recipe.start) if recipe.start else Reader(new_backbone(recipe.size, marks=3))
    network.to(device)
    teacher = teacher.to(device).eval() if teacher else None
    print(f"{len(examples)} sentences, {sum(len(e.questions) for e in examples)} questions", flush=True)

    def batches() -> Iterator[Batch]:
        drawn = seen(recipe, sets, chance, is_taught=teacher is not None)
        return (batch.to(device) for batch in training_batches(drawn, recipe.batch, chance))

    def loss(network: Reader, batch: Batch) -> Tensor:
        return loss_of(network, batch, teacher, recipe.soft)

    def report(epoch: int, averaged: Reader, mean: float, seconds: float) -> None:
        right, macro, _ = score_labels(answer_labels(averaged, measured), measured)
        print(
            f"epoch {epoch} loss {mean:.3f} {seconds:.0f} s; PLV accuracy {right:.3f} macro F1 {macro:.3f}", flush=True
        )

    course = Course(recipe.epochs, math.ceil(len(examples) / recipe.batch), recipe.rate, recipe.minutes)
    return fit(network, batches, loss, course, report)


def held_out(plv: Sequence[Example], fold: int | None) -> list[Example]:
    """Return the fifth of PLV with a number, all of it for None."""
    numbers = np.random.default_rng(5).permutation(len(plv)) % FOLDS
    return [example for example, number in zip(plv, numbers, strict=True) if fold is None or number == fold]


def seen(recipe: Recipe, sets: Sets, chance: np.random.Generator, *, is_taught: bool) -> list[Example]:
    """Return the examples of one epoch; none has a text of the fold that is left out."""
    own = [sets["own"][place] for place in chance.permutation(len(sets["own"]))[: recipe.replay]]
    examples = [*own, *recipe.edges * sets["edges"], *sets["headlines"], *sets["quiet"]]
    if not recipe.is_only_own:
        examples += recipe.gold * [*sets["plv"], *sets["gsr"]]
    if is_taught:
        examples += sets["silver"]
    texts = {example.words for example in held_out(sets["plv"], recipe.fold)} if recipe.fold is not None else set()
    return [example for example in examples if example.words not in texts]


def load_reader(folder: Path) -> Reader:
    """Return the reader whose weights lie in a folder."""
    reader = Reader(new_backbone(read_build(folder), marks=3))
    reader.load_state_dict(load_weights(folder))
    return reader


def loss_of(network: Reader, batch: Batch, teacher: Reader | None, soft_share: float = 0.7) -> Tensor:
    """Return the loss: the share that the right classes have together, and modes and modalities where known."""
    given: Scores = network(batch.pieces, batch.sentence, batch.marks)
    if teacher is None:
        return _hard_loss(given, batch)
    with torch.no_grad():
        told: Scores = teacher(batch.pieces, batch.sentence, batch.marks)
    soft = sum(
        share * functional.kl_div(ours.float().log_softmax(-1), theirs.float().softmax(-1), reduction="batchmean")
        for ours, theirs, share in zip(given, told, (1.0, _SIDE, _SIDE), strict=True)
    )
    return (1 - soft_share) * _hard_loss(given, batch) + soft_share * soft


def _hard_loss(given: Scores, batch: Batch) -> Tensor:
    kind, mode, modality = given
    scores = kind.float().log_softmax(-1)
    right = (scores + (batch.kinds + 1e-9).log()).logsumexp(-1)
    weight = batch.weight * batch.kinds.any(-1)
    loss = -(weight * ((1 - _SMOOTH) * right + _SMOOTH * scores.mean(-1))).mean()
    for answers, labels in ((mode, batch.mode), (modality, batch.modality)):
        known = (labels >= 0).sum().clamp(min=1)
        loss = loss + _SIDE * functional.cross_entropy(answers, labels, ignore_index=-1, reduction="sum") / known
    return loss


@torch.no_grad()
def answer_labels(network: Reader, examples: Sequence[Example], size: int = 64) -> np.ndarray:
    """Return the share of each label of the scheme ``plv`` for the first question of each example."""
    network.eval()
    device = next(network.parameters()).device
    places = [kinds_of_label(label) for label in LABELS]
    found = []
    for batch in plain_batches(examples, size):
        there = batch.to(device)
        shares = network(there.pieces, there.sentence, there.marks)[0].softmax(-1)
        found.append(torch.stack([shares[:, place].sum(-1) for place in places], -1).cpu().numpy())
    return np.concatenate(found)


def score_labels(shares: np.ndarray, examples: Sequence[Example]) -> tuple[float, float, dict[str, float]]:
    """Return accuracy, macro F1 and the F1 of each label."""
    answers = [LABELS[place] for place in shares.argmax(-1)]
    golds = [next(label for label in LABELS if kinds_of_label(label) == list(e.questions[0].kinds)) for e in examples]
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
