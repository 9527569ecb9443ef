"""``python -m training.relations.tally``: the sentences → the tables of the guide, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.relations.kinds import all_kinds, kind_of
from training.relations.markup import MODALITIES, Marked, read_sentences


def main() -> None:
    """Print the tables."""
    sentences = list(read_sentences())
    print("\n".join(tabulate(sentences)))


def tabulate(sentences: Iterable[Marked]) -> list[str]:
    """Return the lines of the table: relations by class and modality, and the sums."""
    counts: Counter[tuple[str, str]] = Counter()
    numbers: Counter[str] = Counter()
    for marked in sentences:
        numbers["sentences"] += 1
        numbers["words"] += len(marked.text.split())
        for relation in marked.relations:
            kind = kind_of(relation.event_type, relation.cameo)
            counts[kind, relation.modality or "none"] += 1
            numbers["relations"] += 1
            numbers["without a named target"] += relation.target is None
            numbers["without a named source"] += relation.source is None
            numbers["with a mode"] += relation.mode is not None
    rows = ["; ".join(f"{name} {number:,}" for name, number in numbers.items()), ""]
    rows += [f"| class | {' | '.join(MODALITIES)} | all |", f"|---|{'---|' * (len(MODALITIES) + 1)}"]
    for kind in all_kinds():
        row = [counts[kind.name, modality] for modality in MODALITIES]
        total = sum(row) + counts[kind.name, "none"]
        rows.append(f"| {kind.name} | {' | '.join(f'{n:,}' if n else '' for n in row)} | {total:,} |")
    return rows


if __name__ == "__main__":
    main()
