"""Phrases that take events out: of the sentence that has one, or of the whole report. They come from the user alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linewatch.world.names import NameTree, read_words


@dataclass(frozen=True, slots=True)
class Discards:
    """Discard phrases; `tree` gives for each whether it takes out the whole report. Case does not matter."""

    tree: NameTree[bool] | None = None

    @staticmethod
    def of(phrases: Iterable[tuple[str, bool]]) -> Discards:
        """Return the discards of phrases, each with whether it takes out the whole report."""
        tree: NameTree[bool] = NameTree()
        for phrase, takes_report in phrases:
            tree.add(phrase.lower(), takes_report)
        return Discards(tree)

    def ranges(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return the character ranges of the text in which no event is coded, as the sentences cut it."""
        if self.tree is None:
            return ()
        words = read_words(text)
        places = []
        for index, word in enumerate(words):
            match = self.tree.match(words, index)
            if match is not None:
                if any(match[1]):
                    return ((0, len(text) + 1),)
                places.append(word.start)
        return tuple(part for part in sentences if any(part[0] <= place < part[1] for place in places))
