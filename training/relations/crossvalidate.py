"""``python -m training.relations.crossvalidate``: what gold sets add, measured on folds that were not trained on.

For each fold of PLV a teacher and its student, or a small reader alone, see everything but the texts of that fold; the
folds' answers are scored together. ``--folds`` and ``--answers`` share the work among several processes; ``--score``
adds it up.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from training.readers.pack import load_examples
from training.relations.questions import FILE
from training.relations.train import (
    FOLDS,
    Recipe,
    add_course,
    answer_labels,
    course_of,
    held_out,
    score_labels,
    train,
)  # fmt: skip


def main() -> None:
    """Measure folds, or add up what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FILE)
    parser.add_argument("--folds", type=int, nargs="*", default=range(FOLDS))
    parser.add_argument("--answers", type=Path, default=Path(".cache/crossvalidation"), help="folder of answers")
    parser.add_argument("--teacher-epochs", type=int, default=0, help="epochs of a large teacher; 0 for none")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--teacher-rate", type=float, default=3e-5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--gold", type=int, default=2, help="how often an epoch goes through the gold sets")
    add_course(parser)
    parser.add_argument("--score", action="store_true", help="only add up the answers that are there")
    options = parser.parse_args()
    options.answers.mkdir(parents=True, exist_ok=True)
    sets = load_examples(options.data)
    shared = options.batch, options.gold, options.seed, False
    for fold in () if options.score else options.folds:
        held, teacher = held_out(sets["plv"], fold), None
        if options.teacher_epochs:
            recipe = Recipe("large", options.teacher_epochs, options.teacher_rate, *shared, fold)
            teacher = train(recipe, sets)
            np.save(options.answers / f"teacher-{fold}.npy", answer_labels(teacher, held))
        recipe = Recipe("small", options.epochs, options.rate, *shared, fold, *course_of(options))
        np.save(options.answers / f"reader-{fold}.npy", answer_labels(train(recipe, sets, teacher), held))
    for name in ("teacher", "reader"):
        found = [fold for fold in range(FOLDS) if (options.answers / f"{name}-{fold}.npy").exists()]
        if found:
            shares = np.concatenate([np.load(options.answers / f"{name}-{fold}.npy") for fold in found])
            held = [example for fold in found for example in held_out(sets["plv"], fold)]
            right, macro, each = score_labels(shares, held)
            by_label = {label: round(value, 3) for label, value in each.items()}
            print(f"{name}, {len(found)} folds: accuracy {right:.4f} macro F1 {macro:.4f} {by_label}", flush=True)


if __name__ == "__main__":
    main()
