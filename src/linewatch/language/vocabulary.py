"""Which words spaCy keeps from one article to the next.

Within a memory zone spaCy forgets the words of an article with the article: it takes "said," apart anew in the next,
and makes what it knows of "said" anew, a tenth of the time outside the graphs. What comes back is therefore kept, up to
a bound. What is said of an article does not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

_MOST_KEPT: Final = 20_000
"""Words as they stand between blanks that are kept for good, some 300 bytes each."""
_MOST_SEEN: Final = 25_000
"""Words that have been seen once; beyond that they are forgotten and counted anew."""


class Vocabulary:
    """The words that the tokenizer of a pipeline keeps, as they stand between blanks."""

    def __init__(self, tokenizer: Callable[[str], Any]) -> None:
        self._tokenizer = tokenizer
        self._seen: set[str] = set()
        self._kept: set[str] = set()

    def note(self, text: str) -> None:
        """Keep those words of a text that were in an earlier one. To be called outside every memory zone."""
        if len(self._kept) >= _MOST_KEPT:
            return
        new = set(text.split()) - self._kept
        again = new & self._seen
        self._tokenizer(" ".join(sorted(again)))
        self._kept |= again
        self._seen -= again
        self._seen |= new - again
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
