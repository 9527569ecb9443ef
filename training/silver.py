"""``python -m training.silver``: news texts → unlabelled sentences that teachers label for a student.

Takes the corpora; gives one JSON list of words a line. Texts whose terms forbid even this, texts without stated
terms, and texts whose development or test parts we score on are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spacy.lang.en import English

from training.entities import read_records


@dataclass(frozen=True, slots=True)
class TextSet:
    """One corpus of unlabelled texts; ``sentences`` is the most that is taken from it."""

    name: str
    licence: str
    path: str
    sentences: int
    origins: tuple[str, ...] = ()


TEXT_SETS: Final = (
    TextSet("BBC news 2004-2005", "text BBC; collection Apache-2.0", "news.jsonl.gz", 34_000, ("bbc news",)),
    TextSet(
        "Giveme5W1H news",
        "text of the publishers; collection Apache-2.0",
        "news.jsonl.gz",
        8_000,
        ("_cluster", "google_"),
    ),
    TextSet("Wikinews 2019-2020", "CC BY 2.5", "wikinews.jsonl.gz", 12_000),
    TextSet("UN General Debate", "CC0", "un_general_debate.jsonl.gz", 14_000),
    TextSet("Reuters-21578", "for research; see the card", "reuters21578.jsonl.gz", 16_000),
    TextSet("InSight Crime", "text InSight Crime; collection GPL-3.0", "insightcrime.jsonl.gz", 12_000, ("train",)),
)

USE: Final = "text only, labelled by a larger model"

_SHORTEST, _LONGEST = 4, 60
_PARAGRAPH: Final = re.compile(r"\n\s*\n|\n(?=[A-Z\"'])")
_RUN_OF_BLANKS: Final = re.compile(r"\s+")


def main() -> None:
    """Writes the sentences of every text set, shuffled and each once, and how many each set gave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path(".cache/silver.jsonl"))
    parser.add_argument("--share", type=float, default=1.0, help="of each set's sentences, for a trial")
    options = parser.parse_args()
    kept: dict[str, str] = {}
    for text_set in TEXT_SETS:
        for words in collect_sentences(text_set, options.corpora, round(text_set.sentences * options.share)):
            kept.setdefault(json.dumps(words, ensure_ascii=False), text_set.name)
    lines = list(kept)
    random.Random(1).shuffle(lines)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts = Counter(kept.values())
    given = [{"name": t.name, "licence": t.licence, "sentences": counts[t.name], "use": USE} for t in TEXT_SETS]
    options.out.with_suffix(".sets.json").write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")
    print(f"{len(lines)} sentences, {options.out}: {dict(counts)}")


def collect_sentences(text_set: TextSet, corpora: Path, wanted: int) -> Iterator[list[str]]:
    """The sentences of one set, documents in a fixed random order, until there are enough."""
    records = (record for record in read_records(corpora / text_set.path) if _belongs(record, text_set))
    texts = [f"{record.get('title') or ''}\n\n{record['text']}" for record in records]
    random.Random(text_set.name).shuffle(texts)
    splitter = English()
    splitter.add_pipe("sentencizer")
    count = 0
    for text in texts:
        for words in split_text(splitter, text):
            count += 1
            if count > wanted:
                return
            yield words


def split_text(splitter: English, text: str) -> Iterator[list[str]]:
    """The sentences of a text as words, without very short and very long ones."""
    for paragraph in _PARAGRAPH.split(text):
        for sentence in splitter(_RUN_OF_BLANKS.sub(" ", paragraph.strip())).sents:
            words = [token.text for token in sentence if not token.is_space]
            if _SHORTEST <= len(words) <= _LONGEST:
                yield words


def _belongs(record: dict[str, object], text_set: TextSet) -> bool:
    """Whether a record of a mixed file is of this set; machine-written stories never are."""
    origin = str(record.get("origin", "")).lower()
    return not record.get("synthetic") and (not text_set.origins or any(name in origin for name in text_set.origins))


if __name__ == "__main__":
    main()
