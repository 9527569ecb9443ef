"""A quick score on the packed development sets while a run goes on.

Takes a network and packed corpora; gives accuracies with greedy heads and full labels. The figures that are
published come from ``training.evaluate``, which decodes trees and uses the project's scorer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor

from training.corpus import MISSING, Batch, Corpus, plan_batches
from training.entities import spans_of
from training.heads import Outputs
from training.network import Network

_BUDGET: Final = 8192
_TAGS: Final = ("upos", "xpos", "feats")


@torch.no_grad()
def score_corpus(network: Network, corpus: Corpus, ner: Sequence[str]) -> dict[str, float]:
    """Accuracies of the tags and arcs that the corpus has, and the F1 of its entities."""
    network.eval()
    right: dict[str, int] = {}
    words: dict[str, int] = {}
    found = [0, 0, 0]
    for rows in plan_batches(corpus.widths, _BUDGET, None):
        batch = corpus.batch(rows)
        with torch.autocast(corpus.device.type, torch.bfloat16):
            outputs = network(batch)
            batch.labels |= network.guides([outputs], batch)
            outputs |= {"rel": network.targets(outputs, batch)["rel"]}
        for name, (hits, gold) in _hits(outputs, batch).items():
            right[name] = right.get(name, 0) + int(hits.sum())
            words[name] = words.get(name, 0) + int((gold != MISSING).sum())
        found = [a + b for a, b in zip(found, _entities(outputs["ner"], batch, ner), strict=True)]
    scores = {name: round(100 * right[name] / words[name], 2) for name in right if words[name]}
    if found[2]:
        scores["ner"] = round(200 * found[0] / (found[1] + found[2]), 2)
    return scores


def _hits(outputs: Outputs, batch: Batch) -> dict[str, tuple[Tensor, Tensor]]:
    """Which words are right in each layer, beside the gold column."""
    hits = {name: (outputs[name].argmax(-1) == batch.labels[name], batch.labels[name]) for name in _TAGS}
    arcs = outputs["arc"].masked_fill(~batch.word_mask[:, None, :], -1e4).argmax(-1)
    gold = batch.labels["head"]
    hits["uas"] = (arcs == gold, gold)
    hits["las"] = ((arcs == gold) & (outputs["rel"].argmax(-1) == batch.labels["deprel"]), gold)
    return hits


def _entities(scores: Tensor, batch: Batch, names: Sequence[str]) -> tuple[int, int, int]:
    """Right, found and gold entities of a batch; nothing where the set has no entity layer."""
    gold = batch.labels["ner"]
    if not bool((gold != MISSING).any()):
        return 0, 0, 0
    right = found = expected = 0
    for own, known in zip(scores.argmax(-1).tolist(), gold.tolist(), strict=True):
        places = [place for place, label in enumerate(known) if label != MISSING]
        ours = set(spans_of([names[own[place]] for place in places]))
        theirs = set(spans_of([names[known[place]] for place in places]))
        right, found, expected = right + len(ours & theirs), found + len(ours), expected + len(theirs)
    return right, found, expected
