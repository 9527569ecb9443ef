"""The buckets that a text falls into: two texts that share one are nearly equal.

Source: A. Broder, "On the resemblance and containment of documents" (1997); bands after Indyk and Motwani (1998). Two
texts that have the share s of their runs of words in common meet with probability 1 - (1 - s^10)^20: 0.90 for s = 0.8,
0.9998 for s = 0.9, but 0.02 for s = 0.5. The numbers below are part of a store's contents: who changes them must write
a migration.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np
from rensa import RMinHash

BANDS = 20
ROWS = 10  # of a band
RUN_WORDS = 3

_SEED = 1
_WORD = re.compile(r"\w+")


def buckets(text: str) -> list[int]:
    """Return the bucket of each band of the text, a signed number of 64 bits, the same on every machine."""
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(runs_of_words(text))
    signature = np.array(minhash.digest(), dtype="<u4").reshape(BANDS, ROWS)
    hashes = (hashlib.blake2b(bytes([band]) + row.tobytes(), digest_size=8) for band, row in enumerate(signature))
    return [int.from_bytes(each.digest(), "big", signed=True) for each in hashes]


def runs_of_words(text: str) -> list[str]:
    """Return each run of three words of the text once, in small letters; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    starts = range(max(len(words) - RUN_WORDS + 1, 1))
    return list(dict.fromkeys(" ".join(words[start : start + RUN_WORDS]) for start in starts))
