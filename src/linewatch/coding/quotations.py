"""The quotations of an article, found by place and by the word that introduces them. Takes quotes, gives quotes.

Only outer quotations count; one inside another belongs to it. Everything is looked up, so that a text full of quotation
marks costs no more than its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from linewatch.language.quotes import Quote


class Quotations:
    """The outer quotations in text order."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self._doc = doc
        self.outer = [quote for quote in quotes if quote.level == 1]
        self._starts = [quote.start for quote in self.outer]
        self._ends = [quote.end for quote in self.outer]

    def touching(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that overlap these characters, with the paragraphs over which the last goes on."""
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        while low < high < len(self.outer) and self.outer[high - 1].is_continued:
            high += 1
        return self.outer[low:high]

    def is_quoted(self, start: int, end: int) -> bool:
        """Say whether any quotation overlaps these characters."""
        return bool(self.touching(start, end))

    def by_cue(self, is_cue: Callable[[Token], bool]) -> dict[int, list[Quote]]:
        """Return the quotations under the token number of the nearest cue above each, else of its sentence's root."""
        found: dict[int, list[Quote]] = {}
        for quote in self.outer:
            span = self._doc.char_span(quote.start, quote.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            head = span.root
            cue = next((above for above in [head, *head.ancestors] if above.pos_ == "VERB" and is_cue(above)), None)
            if cue is None or cue.sent.start != span[0].sent.start:
                cue = span[0].sent.root
            found.setdefault(cue.i, []).append(quote)
        return found

    def token_range(self, quote: Quote) -> tuple[int, int]:
        """Return the token range of a quotation."""
        span = self._doc.char_span(quote.start, quote.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)
