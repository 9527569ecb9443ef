"""Texts that are nearly equal meet in a bucket, others do not; datasketch agrees on how alike two texts are."""

from __future__ import annotations

import random

import pytest
from rensa import RMinHash

from linewatch.store.signatures import BANDS, ROWS, buckets, runs_of_words
from tests.factories import TEXT

KEPT = [6244936252330196763, 1597046731536723812]  # of the factory's text
WORDS = [f"word{number}" for number in range(3_000)]


def article(seed: int, length: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def edited(words: list[str], seed: int, edits: int) -> list[str]:
    """Return the words with so many of them changed."""
    chance, changed = random.Random(seed), list(words)
    for place in chance.sample(range(len(words)), edits):
        changed[place] = f"new{place}"
    return changed


def share_a_bucket(one: list[str], other: list[str]) -> bool:
    return not set(buckets(" ".join(one))).isdisjoint(buckets(" ".join(other)))


def likeness(one: list[str], other: list[str]) -> float:
    """Return the true share of runs of words that two texts have in common."""
    first, second = (set(runs_of_words(" ".join(words))) for words in (one, other))
    return len(first & second) / len(first | second)


def test_copies_with_few_changes_meet() -> None:
    met = [share_a_bucket(article(seed), edited(article(seed), seed, 6)) for seed in range(60)]
    assert likeness(article(0), edited(article(0), 0, 6)) > 0.9
    assert sum(met) == 60


def test_texts_that_share_a_half_rarely_meet_and_strangers_never() -> None:
    halves = [share_a_bucket(article(seed), article(seed)[:300] + article(seed + 999, 100)) for seed in range(60)]
    assert 0.5 < likeness(article(0), article(0)[:300] + article(999, 100)) < 0.65
    assert sum(halves) < 20
    assert not any(share_a_bucket(article(seed), article(seed + 999)) for seed in range(60))


def test_case_spaces_and_punctuation_do_not_count() -> None:
    assert buckets(TEXT) == buckets("  ".join(TEXT.upper().replace(",", " —").split(" ")))


@pytest.mark.parametrize("text", ["", "One.", "One two", "…", "\ud800 odd"])
def test_short_texts_have_buckets_too(text: str) -> None:
    assert len(buckets(text)) == BANDS


def test_what_stores_have_kept_stays_true() -> None:
    assert buckets(TEXT)[:2] == KEPT, "the hashes have changed: stores need a migration"


def test_the_estimate_is_that_of_datasketch() -> None:
    datasketch = pytest.importorskip("datasketch")
    for edits in (5, 20, 60, 120):
        one, other = article(edits), edited(article(edits), edits, edits)
        theirs, ours = [], []
        for words in (one, other):
            runs = runs_of_words(" ".join(words))
            signature = datasketch.MinHash(num_perm=BANDS * ROWS)
            signature.update_batch([run.encode() for run in runs])
            theirs.append(signature)
            ours.append(RMinHash(num_perm=BANDS * ROWS, seed=1))
            ours[-1].update(runs)
        assert ours[0].jaccard(ours[1]) == pytest.approx(theirs[0].jaccard(theirs[1]), abs=0.12)
        assert ours[0].jaccard(ours[1]) == pytest.approx(likeness(one, other), abs=0.1)
