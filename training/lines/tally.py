"""``python -m training.lines.tally``: the passages → the counts of the guide, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.lines.markup import Passage, read_passages

_LABELS = ("kind", "type", "act", "form", "response", "mode", "specificity", "area")


def main() -> None:
    """Print the counts."""
    print("\n".join(tabulate(read_passages())))


def tabulate(passages: Iterable[Passage]) -> list[str]:
    """Return the lines of the table: how often each label is given, and the sums."""
    sums: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {name: Counter() for name in _LABELS}
    reasons: Counter[str] = Counter()
    for passage in passages:
        sums["passages"] += 1
        sums["words"] += len(passage.text.split())
        sums["red lines"] += len(passage.lines)
        sums["passages without a red line"] += not passage.lines
        if passage.why:
            reasons[passage.why] += 1
        for line in passage.lines:
            sums["spokespersons"] += "spokesperson" in line.spans
            sums["addressees"] += len(line.spans.get("addressee", ()))
            sums["deadlines"] += "deadline" in line.spans
            for name in _LABELS:
                labels[name][getattr(line, name) or "none"] += 1
    rows = ["; ".join(f"{name} {number:,}" for name, number in sums.items()), "", "| label | counts |", "|---|---|"]
    rows += [f"| {name} | {_listed(counts)} |" for name, counts in (*labels.items(), ("why none", reasons))]
    return rows


def _listed(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {number}" for name, number in ordered)


if __name__ == "__main__":
    main()
