"""``python -m training.roles.train``: packed articles and a pretrained encoder → the weights of a reader of roles.

A large teacher is trained first, then the small reader with it: the teacher answers every batch, and also finds the
cues of news without labels, which the small reader learns from as well. The run needs torch and numpy alone.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import torch

from training.readers.fit import Course, fit, pick_device
from training.readers.pack import FOLDER, load_examples, new_backbone
from training.roles.attributions import SCHEMA, Article, Attribution, training_examples
from training.roles.batches import Batch, training_batches
from training.roles.examples import Example, Schema
from training.roles.figures import decide, find_attributions, score
from training.roles.losses import loss_of
from training.roles.network import RoleReader, load_weights, save_weights

_TAUGHT: Final = 0.25
"""How likely a word has to be a cue for the teacher to be asked about it in news without labels."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a reader is trained for: its schema, the examples of an epoch, and figures by name."""

    schema: Schema
    examples: Callable[[np.random.Generator], list[Example]]
    figures: Callable[[RoleReader], dict[str, float]]


def main() -> None:
    """Train, save and say after each epoch what is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", choices=list(TASKS), default="attribution")
    parser.add_argument("--size", choices=["small", "large"], default="small")
    parser.add_argument("--layers", type=int, help="the lowest of the pretrained ones; all, unless given")
    parser.add_argument("--teacher", type=Path, help="weights of a large reader")
    parser.add_argument("--teacher-layers", type=int)
    parser.add_argument(
        "--soft", type=float, default=0.6, help="the teacher's share of the loss where labels are known"
    )
    parser.add_argument("--silver", action="store_true", help="learn from news without labels, too")
    parser.add_argument("--out", type=Path, required=True, help="file of weights, .npz; further ones get numbers")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--minutes", type=float, help="ends the run at this time with the rate at zero")
    parser.add_argument("--rate", type=float, help="of the pretrained layers: 1e-4 small, 4e-5 large, unless given")
    parser.add_argument("--batch", type=int, default=24, help="texts in a batch")
    parser.add_argument("--limit", type=int, help="articles, to try it out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    device, chance = pick_device(), np.random.default_rng(options.seed)
    schema, make_task = TASKS[options.task]
    teacher = None
    if options.teacher:
        teacher = new_reader("large", schema, options.teacher_layers, options.data)
        load_weights(teacher, options.teacher)
        teacher.to(device).eval().requires_grad_(False)
    task = make_task(options.data, options.limit, teacher if options.silver else None)
    network = new_reader(options.size, schema, options.layers, options.data)
    if options.start:
        load_weights(network, options.start)
    network.to(device)
    run(network, task, teacher, options, device, chance)


def run(
    network: RoleReader,
    task: Task,
    teacher: RoleReader | None,
    options: argparse.Namespace,
    device: torch.device,
    chance: np.random.Generator,
) -> None:
    """Train one network and save it after each epoch."""
    first = task.examples(chance)
    questions = sum(len(example.questions) for example in first)
    print(f"{len(first)} texts, {questions} questions on {device}", flush=True)
    rate = options.rate or (1e-4 if options.size == "small" else 4e-5)
    course = Course(options.epochs, math.ceil(len(first) / options.batch), rate, options.minutes)

    def batches() -> Iterator[Batch]:
        for batch in training_batches(task.examples(chance), task.schema, options.batch, chance):
            yield batch.to(device)

    def report(epoch: int, averaged: RoleReader, loss: float, seconds: float) -> None:
        started = time.perf_counter()
        figures = " ".join(f"{name} {value:.3f}" for name, value in task.figures(averaged).items())
        saved = save_weights(averaged, options.out)
        took = time.perf_counter() - started
        print(
            f"epoch {epoch} loss {loss:.4f} {seconds:.0f} s (+{took:.0f} s): {figures}; {len(saved)} files", flush=True
        )

    fit(network, batches, partial(loss_of, teacher=teacher, soft=options.soft), course, report)


def new_reader(size: str, schema: Schema, layers: int | None, data: Path = FOLDER) -> RoleReader:
    """Return a reader with the pretrained encoder's layers."""
    return RoleReader(new_backbone(size, 1, layers=layers, folder=data), schema)


def attribution_task(data: Path, limit: int | None, teacher: RoleReader | None) -> Task:
    """Return the task of attributions; with a teacher, news without labels are added."""
    train, dev = (load_examples(data / f"attribution-{part}.pickle.gz")[:limit] for part in ("train", "dev"))
    if teacher is not None:
        train = train + find_cues(teacher, load_examples(data / "attribution-silver.pickle.gz")[:limit])
    return Task(SCHEMA, lambda chance: training_examples(train, chance), lambda network: dev_figures(network, dev))


def find_cues(teacher: RoleReader, articles: Sequence[Article]) -> list[Article]:
    """Return the articles with the cues that the teacher finds."""
    found = find_attributions(teacher, articles, _TAUGHT)
    return [
        replace(article, attributions=tuple(Attribution((), one.cue, ()) for one in several))
        for article, several in zip(articles, found, strict=True)
    ]


def dev_figures(network: RoleReader, articles: Sequence[Article]) -> dict[str, float]:
    """Return the F1 of each role and link, cues from one half on and from 0.4 on."""
    found = find_attributions(network, articles, 0.4)
    golds = [article.attributions for article in articles]
    figures = score(golds, [decide(several) for several in found])
    lower = score(golds, [decide(several, cue=0.4) for several in found])
    return figures | {f"{role} .4": value for role, value in lower.items()}


TASKS: Final[dict[str, tuple[Schema, Callable[[Path, int | None, RoleReader | None], Task]]]] = {
    "attribution": (SCHEMA, attribution_task),
}

if __name__ == "__main__":
    main()
