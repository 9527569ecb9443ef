"""``python -m training.lines.train``: packed passages and a pretrained encoder → weights of the reader of red lines.

Trains on our own passages and quiet reports; gold passages are only measured, so the figures of each epoch are of a set
that the run has not seen. A large reader may teach a small one, also on reports without labels. ``--folds`` then goes
on with four fifths of the gold passages and measures the fifth, five times; ``--all-gold`` goes on with all of them.
``--answers`` keeps what was answered about gold. The run needs torch and numpy alone.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import torch

from training.lines.figures import Answer, figures_of, read_answers, score
from training.lines.focus import Focus
from training.lines.schema import YES, make_schema
from training.lines.verdicts import judge, read_verdicts
from training.readers.fit import Course, fit, pick_device
from training.readers.pack import FOLDER, load_examples, save_examples
from training.readers.shipped import begin_from
from training.roles.batches import Batch, training_batches
from training.roles.examples import Example
from training.roles.losses import WORDS, loss_of
from training.roles.network import RoleReader, load_weights, save_weights
from training.roles.train import new_reader

FOLDS: Final = 5
_REAL: Final = 3  # how often an epoch reads the few red lines of real reports
SHARES: Final = "lines-shares.pickle.gz"
"""The file where `training.lines.doubts` keeps how likely mined sentences are lines, by text and marked words."""


@dataclass(frozen=True, slots=True)
class Sets:
    """What a run reads: labelled examples, examples for a teacher alone, and gold passages."""

    own: list[Example]
    silver: list[Example]
    gold: list[Example]

    @classmethod
    def load(cls, folder: Path, is_taught: bool, every: int = 1, mined: int | None = None, seed: int = 1) -> Sets:
        """Return the sets of a folder; of joined passages and quiet reports one in `every`, of mined texts so many."""
        parts = {
            name: load_examples(path) if (path := folder / f"lines-{name}.pickle.gz").exists() else []
            for name in ("own", "joined", "quiet", "gold", "spliced", "mined", *(("silver",) if is_taught else ()))
        }
        own = parts["own"] + parts["joined"][::every] + parts["quiet"][::every] + parts["spliced"]
        if parts["mined"]:
            judged = judge(parts["mined"], folder / "lines-mined.tsv", read_verdicts())
            own += [judged[place] for place in np.random.default_rng(seed).permutation(len(judged))[:mined]]
            own += (_REAL - 1) * [e for e in judged if any(q.classes["line"] == YES for q in e.questions)]
        return cls(own, parts.get("silver", []), parts["gold"])


def main() -> None:
    """Train, save, and say what is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=["small", "large"], default="small")
    parser.add_argument("--layers", type=int, help="the lowest of the pretrained ones; all, unless given")
    parser.add_argument("--teacher", type=Path, help="weights of a large reader")
    parser.add_argument("--soft", type=float, default=0.5, help="the teacher's share of the loss of labelled examples")
    parser.add_argument("--begin", type=Path, help="shipped graph of a reader with as many layers, to begin with")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--out", type=Path, required=True, help="file of weights, .npz; further ones get numbers")
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, help="ends a course at this time with the rate at zero")
    parser.add_argument("--rate", type=float, help="of the pretrained layers: 1e-4 small, 4e-5 large, unless given")
    parser.add_argument("--batch", type=int, default=16, help="texts in a batch")
    parser.add_argument("--hard", type=float, help="questions without a line, for each with one; all, unless given")
    parser.add_argument(
        "--repeated", type=float, default=0.35, help="of lines in joined and spliced passages, the part drawn"
    )
    parser.add_argument("--every", type=int, default=1, help="reads one in so many joined passages and quiet reports")
    parser.add_argument("--mined", type=int, help="texts of real reports of politics that are read; all, unless given")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="of the CPU")
    parser.add_argument("--words", type=float, default=WORDS, help="words that weigh as much as one class")
    parser.add_argument("--folds", action="store_true", help="cross-validate with gold passages")
    parser.add_argument("--all-gold", action="store_true", help="go on with all gold passages")
    parser.add_argument("--gold-epochs", type=int, default=4)
    parser.add_argument("--gold-times", type=int, default=3, help="how often an epoch reads the gold passages")
    parser.add_argument("--answers", type=Path, help="file for what was answered about gold")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    sets = Sets.load(options.data, options.teacher is not None, options.every, options.mined, options.seed)
    network = new_reader(options.size, make_schema(), options.layers, options.data)
    if options.begin:
        begin_from(network.backbone, options.begin)
    if options.start:
        load_weights(network, options.start)
    network.to(pick_device())
    teacher = _load_teacher(options)
    rate = options.rate or (1e-4 if options.size == "small" else 4e-5)
    if options.epochs:
        examples = sets.own + sets.silver
        network = _train(network, teacher, examples, options, options.epochs, rate, sets.gold)
        save_weights(network, options.out)
    answers = {"own": _plain(read_answers(network, sets.gold))}
    if options.folds:
        answers["folds"] = _plain(_cross_validate(network, teacher, sets, options, rate / 2))
    if options.all_gold:
        final = _train(
            network, teacher, sets.own + options.gold_times * sets.gold, options, options.gold_epochs, rate / 2
        )
        save_weights(final, options.out.with_name(f"{options.out.stem}-gold.npz"))
    if options.answers:
        save_examples(options.answers, answers)


def fold_of(examples: Sequence[Example]) -> dict[str, int]:
    """Return the fold of each gold passage by its name."""
    names = sorted({example.name.partition("/")[0] for example in examples})
    order = np.random.default_rng(5).permutation(len(names))
    return {names[place]: number % FOLDS for number, place in enumerate(order)}


def _cross_validate(
    network: RoleReader, teacher: RoleReader | None, sets: Sets, options: argparse.Namespace, rate: float
) -> list[Answer]:
    """Return the answers about each gold passage of a network that was trained on the other folds."""
    folds = fold_of(sets.gold)
    answers: list[Answer] = []
    for number in range(FOLDS):
        held = [example for example in sets.gold if folds[example.name.partition("/")[0]] == number]
        others = [example for example in sets.gold if folds[example.name.partition("/")[0]] != number]
        examples = sets.own + options.gold_times * others
        tuned = _train(network, teacher, examples, options, options.gold_epochs, rate)
        answers += read_answers(tuned, held)
    print("folds", json.dumps({name: round(value, 3) for name, value in score(answers, network).items()}), flush=True)
    return answers


def _train(
    network: RoleReader,
    teacher: RoleReader | None,
    examples: Sequence[Example],
    options: argparse.Namespace,
    epochs: int,
    rate: float,
    gold: Sequence[Example] = (),
) -> RoleReader:
    """Return a copy of the network that has gone on with the examples."""
    chance = np.random.default_rng(options.seed)
    focus = None if options.hard is None else _focus(network, examples, options)
    size = len(examples if focus is None else focus.draw(chance))
    course = Course(epochs, math.ceil(size / options.batch), rate, options.minutes)
    device = pick_device()

    def batches() -> Iterator[Batch]:
        drawn = examples if focus is None else focus.draw(chance)
        for batch in training_batches(drawn, network.schema, options.batch, chance):
            yield batch.to(device)

    def report(epoch: int, averaged: RoleReader, loss: float, seconds: float) -> None:
        if gold:
            figures = {name: round(value, 3) for name, value in figures_of(averaged, gold).items()}
            print(f"epoch {epoch} loss {loss:.3f} {seconds:.0f} s", json.dumps(figures), flush=True)
            save_weights(averaged, options.out)

    loss = partial(loss_of, teacher=teacher, soft=options.soft, words=options.words)
    return fit(deepcopy(network), batches, loss, course, report)


def _focus(network: RoleReader, examples: Sequence[Example], options: argparse.Namespace) -> Focus:
    """Return the examples with their shares: those that a reader told before, and the network's of the others."""
    path = options.data / SHARES
    told = load_examples(path) if path.exists() else {}
    asked = [example for example in examples if any((example.name, q.marked) not in told for q in example.questions)]
    told = told | {(answer.name, answer.question.marked): answer.line for answer in read_answers(network, asked)}
    shares = [told[example.name, question.marked] for example in examples for question in example.questions]
    return Focus(examples, np.array(shares, np.float32), options.hard, options.repeated)


def _load_teacher(options: argparse.Namespace) -> RoleReader | None:
    if options.teacher is None:
        return None
    teacher = new_reader("large", make_schema(), None, options.data)
    load_weights(teacher, options.teacher)
    return teacher.to(pick_device()).eval().requires_grad_(False)


def _plain(answers: Sequence[Answer]) -> list[tuple[object, ...]]:
    """Return answers as tuples that can be read without this package."""
    return [(answer.name, answer.question.marked, answer.roles, answer.classes) for answer in answers]


if __name__ == "__main__":
    main()
