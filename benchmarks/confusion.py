"""Which class is taken for which: pairs of gold and answered sets of types → figures of each class and a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.documents import markdown_table
from linewatch.evaluation import Overlap
from linewatch.evaluation.labels import classes

MISSING = "none"
"""The column of a gold type for which nothing was answered, and the row of an answer that nothing was meant by."""

Types = tuple[str, ...]
Pair = tuple[Types, Types]
"""Types of a record in gold, and those that were answered; each once, in the order of the text."""


def class_scores(pairs: Sequence[Pair]) -> dict[str, Overlap]:
    """Return how well each class is found, as sets for each record."""
    return {
        name: Overlap(
            right=sum(name in gold and name in answer for gold, answer in pairs),
            predicted=sum(name in answer for _, answer in pairs),
            gold=sum(name in gold for gold, _ in pairs),
        )
        for name in classes()
    }


def confusions(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield what each type was taken for: itself where it was answered, else the next free answer, else nothing."""
    gold, answer = pair
    yield from ((name, name) for name in gold if name in answer)
    lost, free = [name for name in gold if name not in answer], [name for name in answer if name not in gold]
    for number in range(max(len(lost), len(free))):
        yield (
            lost[number] if number < len(lost) else MISSING,
            free[number] if number < len(free) else MISSING,
        )


def class_table(pairs: Sequence[Pair]) -> str:
    """Return precision, recall and F1 of each class that occurs."""
    rows = [
        [name, *(f"{100 * value:.1f}" for value in (score.precision, score.recall, score.value)),
         str(score.gold), str(score.predicted), str(score.right)]
        for name, score in class_scores(pairs).items()
        if score.gold or score.predicted
    ]  # fmt: skip
    return markdown_table(["class", "precision", "recall", "F1", "gold", "answered", "right"], rows)


def confusion_table(pairs: Sequence[Pair]) -> str:
    """Return the matrix: a row for each gold class, a column for each answered one, by the first letters."""
    counts = Counter(both for pair in pairs for both in confusions(pair))
    names = [name for name in classes() if any(name in both for both in counts)]
    rows = [
        [row, *(str(counts[row, column] or "") for column in [*names, MISSING])]
        for row in [*names, MISSING]
        if any(both[0] == row for both in counts)
    ]
    return markdown_table(["gold, by what was answered", *(name[:3] for name in names), MISSING], rows)
