"""``python -m training.relations.crossvalidate``: what gold sets add, measured on folds that were not trained on.

Takes weights that have seen our own sentences only. For each fold of PLV goes on with the others, GSR's records that
share no text with the fold, and a share of our own sentences; prints accuracy, macro F1 and the F1 of each label.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import torch

from training.relations.batches import embed_examples
from training.relations.examples import gsr_examples, own_examples, plv_examples
from training.relations.markup import read_sentences
from training.relations.train import SHARED, answer_labels, fit, score_labels, start_network

FOLDS: Final = 5


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--part", type=float, default=0.15, help="share of our own sentences that is kept in sight")
    parser.add_argument("--folds", type=int, default=FOLDS, help="folds of the five to measure")
    options = parser.parse_args()
    chance = np.random.default_rng(5)
    plv = embed_examples(list(plv_examples(SHARED / "gold/plv/train.jsonl")))
    gsr = embed_examples(list(gsr_examples(SHARED / "gold/gsr/dev.jsonl")))
    own = embed_examples([e for e in own_examples(read_sentences()) if chance.random() < options.part])
    fold = chance.permutation(len(plv)) % FOLDS
    tested, shares = [], []
    for number in range(options.folds):
        torch.manual_seed(number)
        held = [plv[place] for place in np.flatnonzero(fold == number)]
        texts = {example.example.words for example in held}
        others = [plv[place] for place in np.flatnonzero(fold != number)] + gsr
        network = start_network(options.start)
        fit(
            network, own + [e for e in others if e.example.words not in texts], options.epochs, options.rate, 24, chance
        )
        tested += held
        shares.append(answer_labels(network, held))
        right, macro, each = score_labels(np.concatenate(shares), tested)
        by_label = {label: round(value, 2) for label, value in each.items()}
        print(f"{number + 1} folds: accuracy {right:.3f} macro F1 {macro:.3f} {by_label}", flush=True)


if __name__ == "__main__":
    main()
