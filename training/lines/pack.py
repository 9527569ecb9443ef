"""``python -m training.lines.pack``: passages, gold and reports as questions, for runs where there is no tokenizer.

``lines-own`` are our passages, ``lines-joined`` the same in twos and fours, as reports tell much. ``lines-gold`` is
for measuring and cross-validation. ``lines-quiet`` are sentences of sport, show business, technology and trade, all
answered no, from one of four such reports; the others measure alarms. ``lines-silver`` are sentences without labels,
which a teacher answers. Texts of others stay in ``.cache``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np

from training.lines.examples import gold_passages, passage_examples, quiet_examples, silver_examples
from training.lines.markup import PASSAGES, join, read_passages
from training.lines.reports import is_quiet, is_trained_on, read_news
from training.lines.schema import YES
from training.readers.pack import FOLDER, save_examples
from training.roles.examples import Example

SHARED: Final = Path("../shared")
_SILVER: Final = ("wikinews", "conflict_samples", "reuters21578", "news")
_MOST_CHARS: Final = 6_000


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=Path, default=PASSAGES)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--quiet", type=int, default=3, help="sentences asked about in a report")
    parser.add_argument("--silver", type=int, default=3_000, help="reports without labels")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    own = list(read_passages(options.passages))
    order = np.random.default_rng(3).permutation(len(own))
    pairs = [join(own[one], own[other]) for one, other in zip(order[::2], order[1::2], strict=False)]
    joined = [*pairs, *(join(one, other) for one, other in zip(pairs[::2], pairs[1::2], strict=False))]
    corpora = options.shared / "corpora"
    quiet = [record for record in read_news(corpora / "news.jsonl.gz") if is_quiet(record) and is_trained_on(record)]
    parts: dict[str, Iterator[list[Example]]] = {
        "own": (passage_examples(f"own-{number}", passage) for number, passage in enumerate(own)),
        "joined": (passage_examples(f"joined-{number}", passage) for number, passage in enumerate(joined)),
        "gold": (
            passage_examples(name, passage)
            for name, passage in gold_passages(options.shared / "gold/redlines/dev.jsonl")
        ),
        "quiet": (quiet_examples(record["id"], record["text"], options.quiet) for record in quiet),
        "silver": (
            silver_examples(record["id"], record["text"][:_MOST_CHARS], options.quiet)
            for record in draw_silver(corpora, options.silver)
        ),
    }
    for name, found in parts.items():
        examples = list(chain.from_iterable(found))
        save_examples(options.out / f"lines-{name}.pickle.gz", examples)
        questions = [question for example in examples for question in example.questions]
        yes = sum(question.classes.get("line") == YES for question in questions)
        print(f"{name}: {len(examples)} texts, {len(questions)} sentences, {yes} with a red line")


def draw_silver(corpora: Path, most: int) -> list[dict[str, Any]]:
    """Return real reports that are not quiet, a like number of each corpus, in an order that is always the same."""
    chance = np.random.default_rng(4)
    drawn = []
    for name in _SILVER:
        records = [
            record
            for record in read_news(corpora / f"{name}.jsonl.gz")
            if not (record.get("section") or record.get("synthetic")) and len(record["text"]) > 200
        ]
        drawn += [records[place] for place in chance.permutation(len(records))[: most // len(_SILVER)]]
    return drawn


if __name__ == "__main__":
    main()
