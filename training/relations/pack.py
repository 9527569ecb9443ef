"""``python -m training.relations.pack``: our own sentences and gold sets → one file of examples with their pieces.

A run of training needs this file, the folder of `training.readers.pack`, torch and numpy, and no tokenizer or spaCy.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from training.readers.pack import save_examples
from training.relations.examples import gsr_examples, headline_examples, marked_examples, own_examples, plv_examples
from training.relations.markup import EDGES, OTHERS, read_sentences
from training.relations.questions import FILE

SHARED: Final = Path("../shared")
_FILLS: Final = (("Kenya", "Somalia"), ("France", "Algeria"), ("Peru", "Bolivia"), ("Turkey", "Greece"))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quiet", type=Path, help="what training.relations.quiet wrote")
    parser.add_argument("--silver", type=Path, help="what training.relations.silver wrote")
    parser.add_argument("--limit", type=int, help="examples a set, for a trial")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    sets = {
        "own": list(own_examples(read_sentences(names=OTHERS))),
        "edges": list(own_examples(read_sentences(names=EDGES), "edge")),
        "headlines": list(headline_examples(SHARED / "gold/ngec_synthetic/headline_templates.jsonl", _FILLS)),
        "plv": list(plv_examples(SHARED / "gold/plv/train.jsonl")),
        "gsr": list(gsr_examples(SHARED / "gold/gsr/dev.jsonl")),
        "quiet": list(marked_examples(options.quiet, is_none=True)) if options.quiet else [],
        "silver": list(marked_examples(options.silver, is_none=False)) if options.silver else [],
    }
    save_examples(options.out, {name: examples[: options.limit] for name, examples in sets.items()})
    for name, examples in sets.items():
        print(f"{name}: {len(examples)} sentences, {sum(len(e.questions) for e in examples)} questions")


if __name__ == "__main__":
    main()
