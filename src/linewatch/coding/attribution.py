"""Which statement each word stands in. Takes the statements of an article, gives the innermost one of a token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from linewatch.records import Statement


class Attribution:
    """The innermost statement of each token: the one with the shortest content that holds it, its cue left out."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        starts = [token.idx for token in doc]
        ends = [token.idx + len(token) for token in doc]
        self._owner: list[Statement | None] = [None] * len(doc)
        lengths = [sum(span.end - span.start for span in statement.content) for statement in statements]
        for number in sorted(range(len(statements)), key=lambda number: (lengths[number], number), reverse=True):
            statement = statements[number]
            for span in statement.content:
                for place in range(bisect_left(starts, span.start), bisect_right(ends, span.end)):
                    if not statement.cue.start <= starts[place] < statement.cue.end:
                        self._owner[place] = statement

    def at(self, token: Token) -> Statement | None:
        """Return the innermost statement whose content holds the token, or None."""
        return self._owner[token.i]
