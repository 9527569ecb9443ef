"""``python -m training.lines.worth``: which sentences the reader of red lines is to be shown; what it costs and saves.

The shipped reader is asked about all sentences with a word of red lines (`reader.signals` of data/redlines.toml), of
our passages and of the real reports that it was trained on. A linear score over the mean of the encoder's states and
the words of a sentence learns to tell where it sees a line. Its level is set in five folds of the passages, so that all
but few sentences that the reader takes are still read; reports that are held for measuring say what that saves and
what is lost there.
Texts of others are read at training time; the weights hold single words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from linewatch.coding.linewords import words as line_words
from linewatch.coding.redlines import FOUND
from linewatch.language import load
from linewatch.language.kept import Floats, kept_sentences
from linewatch.language.lines import WORTH, LineReader
from linewatch.language.lookups import starts_of
from linewatch.language.model import model_folder
from linewatch.language.worth import Worth, save_worth, words_of
from training.lines.markup import PASSAGES, read_passages
from training.lines.pack import SHARED
from training.lines.reports import MOST_CHARS, draw_newswire, draw_political, is_held
from training.quantise import note_files

_FOLDS: Final = 5
_SEEN: Final = 0.3
"""From this share on the reader is taken to see a line."""
_FEWEST: Final = 6
"""Sentences that a word stands in, to have a weight."""
_PULLS: Final = {"words": 3e-4, "mean": 1e-3}
_RIGHT: Final = 3.0
"""What a sentence with a line weighs against one without."""
_ROUNDS: Final = 150


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences that the reader was asked about: the text of each, its words, mean state and share."""

    texts: tuple[int, ...]
    words: tuple[frozenset[str], ...]
    means: Floats
    shares: Floats

    def chosen(self, places: Sequence[int]) -> Told:
        """Return some of them."""
        texts, words = (tuple(part[place] for place in places) for part in (self.texts, self.words))
        return Told(texts, words, self.means[places], self.shares[places])  # type: ignore[arg-type]

    def with_others(self, other: Told) -> Told:
        """Return both together."""
        means, shares = np.concatenate([self.means, other.means]), np.concatenate([self.shares, other.shares])
        return Told((*self.texts, *other.texts), (*self.words, *other.words), means, shares)


def main() -> None:
    """Ask the reader, fit the score, say what it costs and put it into the folder of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--kept", type=float, default=0.998, help="share of the passages' lines that must be read")
    parser.add_argument("--out", type=Path, default=model_folder())
    options = parser.parse_args()
    reports = list(chain(draw_political(options.shared / "corpora"), draw_newswire(options.shared / "gold_more")))
    passages = ask(passage.text for passage in read_passages(PASSAGES))
    learnt = ask(_texts(record for record in reports if not is_held(record)))
    held = ask(_texts(record for record in reports if is_held(record)))
    level = find_level(passages, learnt, options.kept)
    fitted = fit(passages.with_others(learnt))
    worth = Worth(fitted.mean, fitted.words, fitted.bias - level)
    print(f"level {level:.2f}; words {len(worth.words):,}")
    for name, told in (("passages, seen", passages), ("reports, held", held)):
        print(name, _cost(worth, told))
    ship(worth, options.out)


def ask(texts: Iterable[str]) -> Told:
    """Return what the shipped reader tells of the sentences with a word of red lines."""
    nlp, reader = load(), LineReader(model_folder())
    signals = frozenset(line_words()["reader"]["signals"])
    numbers: list[int] = []
    words: list[frozenset[str]] = []
    means: list[Floats] = []
    shares: list[float] = []
    for number, text in enumerate(texts):
        with nlp.memory_zone():
            doc = nlp(text)
            kept = {starts_of(doc)[int(part.places[0])]: part for part in kept_sentences(doc)}
            holding = {start: words_of(doc, part) for start, part in kept.items()}
            for answer in reader.read(doc, [start for start in kept if signals & holding[start]]):
                start = starts_of(doc)[answer.start]
                numbers.append(number)
                words.append(holding[start])
                means.append(kept[start].mean)
                shares.append(answer.share)
    return Told(tuple(numbers), tuple(words), np.stack(means), np.array(shares, np.float32))


def find_level(passages: Told, learnt: Told, kept: float) -> float:
    """Return the score that this share of the lines of passages reaches that the score was not fitted to."""
    scores = np.zeros(len(passages.texts))
    fold_of = np.array(passages.texts) % _FOLDS
    for fold in range(_FOLDS):
        others, own = (np.flatnonzero(there).tolist() for there in (fold_of != fold, fold_of == fold))
        scores[own] = score(fit(passages.chosen(others).with_others(learnt)), passages.chosen(own))
    return float(np.quantile(scores[passages.shares >= FOUND], 1 - kept))


def fit(told: Told) -> Worth:
    """Return weights that tell the sentences with a line from the others: logistic regression, drawn towards 0."""
    counts = Counter(word for words in told.words for word in words)
    vocabulary = sorted(word for word, count in counts.items() if count >= _FEWEST)
    middle, spread = told.means.mean(0), told.means.std(0) + 1e-6
    held, states = _held(told, vocabulary), torch.from_numpy((told.means - middle) / spread)
    right = torch.from_numpy((told.shares >= _SEEN).astype(np.float32))
    heft = torch.where(right > 0, _RIGHT, 1.0)
    words = torch.zeros(len(vocabulary), 1, requires_grad=True)
    mean = torch.zeros(told.means.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS([words, mean, bias], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Any:
        search.zero_grad()
        scores = (held @ words)[:, 0] + states @ mean + bias
        pull = _PULLS["words"] * (words**2).sum() + _PULLS["mean"] * (mean**2).sum()
        total = functional.binary_cross_entropy_with_logits(scores, right, weight=heft) + pull
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(loss)
    weights = (mean.detach().numpy() / spread).astype(np.float32)
    fitted = dict(zip(vocabulary, words.detach()[:, 0].tolist(), strict=True))
    return Worth(weights, fitted, float(bias.detach()) - float(weights @ middle))


def score(worth: Worth, told: Told) -> Floats:
    """Return the score of each sentence."""
    scores = [worth.score(words, mean) for words, mean in zip(told.words, told.means, strict=True)]
    return np.array(scores, np.float32)


def ship(worth: Worth, out: Path) -> None:
    """Write the weights into the folder of a model, and their checksum into its card."""
    save_worth(out / WORTH, worth)
    note_files(out, [WORTH])


def _held(told: Told, vocabulary: Sequence[str]) -> Tensor:
    """Return which words each sentence holds, [sentences, words], sparse."""
    number_of = {word: number for number, word in enumerate(vocabulary)}
    cells = [
        (row, number_of[word]) for row, words in enumerate(told.words) for word in sorted(words) if word in number_of
    ]
    size = (len(told.words), len(vocabulary))
    return torch.sparse_coo_tensor(torch.tensor(cells).T, torch.ones(len(cells)), size, check_invariants=True)


def _cost(worth: Worth, told: Told) -> str:
    """Return how many sentences are still read, and of those that the reader takes."""
    read = score(worth, told) >= 0
    taken = {level: told.shares >= level for level in (FOUND, _SEEN)}
    parts = [f"{(read & there).sum()} of {there.sum()} with a share of {level}" for level, there in taken.items()]
    return f"{read.mean():.3f} of {len(read):,} are read; {'; '.join(parts)}"


def _texts(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (record["text"][:MOST_CHARS] for record in records)


if __name__ == "__main__":
    main()
