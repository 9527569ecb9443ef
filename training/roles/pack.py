"""``python -m training.roles.pack``: PolNeAR and news without labels → articles as a far machine can read them.

Sentences and words are those of Linewatch's own pipeline; its encoder is not run. The texts themselves are not written.
"""

from __future__ import annotations

import argparse
import gzip
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import spacy
from spacy.tokens import Doc

from linewatch.language import components, tokenizer  # noqa: F401  (they register what the pipeline names)
from linewatch.language.encoder import read_tokenizer
from linewatch.language.model import model_folder
from linewatch.language.writing import read_sentences
from training.readers.pack import FOLDER, save_examples
from training.readers.pieces import split_pieces
from training.roles.attributions import Article, Attribution
from training.roles.examples import Words

SHARED: Final = Path("../shared")
_PLAIN: Final = frozenset("\"'“”‘’`.,;:!?-–—()[]")
_OFTEN: Final = 20
"""Times that a word is a cue of its own for it to be asked about where it is none."""
_LEFT_OUT: Final = ("PolNeAR", "synthetic", "GUM")
"""Origins among the news without labels that are left out."""


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--silver", type=int, default=15_000, help="sentences without labels")
    parser.add_argument("--limit", type=int, help="articles of each file, to try it out")
    options = parser.parse_args()
    reader = ArticleReader()
    for part in ("train", "dev"):
        records = list(_read_lines(options.shared / f"gold/polnear/{part}.jsonl"))[: options.limit]
        articles = reader.read_gold(records)
        save_examples(options.out / f"attribution-{part}.pickle.gz", articles)
        print(part, len(articles), sum(len(a.sentences) for a in articles), sum(len(a.attributions) for a in articles))
    silver = list(reader.read_silver(_news(options.shared / "corpora"), options.silver))[: options.limit]
    save_examples(options.out / "attribution-silver.pickle.gz", silver)
    print("silver", len(silver), sum(len(article.sentences) for article in silver))


class ArticleReader:
    """Records of articles → what the network is trained on."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "linewatch.NewsTokenizer.v1"}}})
        self._nlp.add_pipe("linewatch_sentences")
        self._tokenizer = read_tokenizer(model_folder() / "tokenizer.json")

    def read_gold(self, records: Sequence[dict[str, Any]]) -> list[Article]:
        """Return PolNeAR's records with decoys."""
        docs = [self._read_doc(record["text"]) for record in records]
        labels = [
            [_attribution(places, doc, one) for one in record["attributions"]]
            for record, (doc, places) in zip(records, docs, strict=True)
        ]
        often = Counter(
            doc[places[one.cue[0]]].lower_
            for (doc, places), several in zip(docs, labels, strict=True)
            for one in several
            if len(one.cue) == 1
        )
        found = []
        for record, (doc, places), several in zip(records, docs, labels, strict=True):
            cues = {word for one in several for word in one.cue}
            decoys = [
                number
                for number, place in enumerate(places)
                if number not in cues and often[doc[place].lower_] >= _OFTEN and doc[place].is_alpha
            ]
            found.append(Article(str(record["id"]), self._pieces(doc), tuple(several), tuple(decoys)))
        return found

    def read_silver(self, records: Iterable[dict[str, Any]], most: int) -> Iterator[Article]:
        """Yield articles without attributions until they hold so many sentences."""
        count = 0
        for record in records:
            if count >= most:
                return
            doc, _ = self._read_doc(record["text"][:6_000])
            sentences = self._pieces(doc)
            count += len(sentences)
            yield Article(str(record["id"]), sentences, (), is_gold=False)

    def _read_doc(self, text: str) -> tuple[Doc, list[int]]:
        """Return the doc and the token places of its words."""
        doc = self._nlp(text)
        return doc, [int(place) for places in read_sentences(doc) for place in places]

    def _pieces(self, doc: Doc) -> tuple[Any, ...]:
        return tuple(
            split_pieces(self._tokenizer, [[doc[int(place)].text for place in places]])
            for places in read_sentences(doc)
        )


def _attribution(places: Sequence[int], doc: Doc, record: dict[str, Any]) -> Attribution:
    starts = [doc[place].idx for place in places]
    ends = [doc[place].idx + len(doc[place]) for place in places]
    source, cue, content = (
        _trimmed(_touched(record[role], starts, ends), lambda word: doc[places[word]].text)
        for role in ("source", "cue", "content")
    )
    return Attribution(source, cue, content)


def _touched(fragments: Iterable[Sequence[int]], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return the places of the words that share a character with a fragment."""
    ranges = (range(bisect_right(ends, start), bisect_left(starts, end)) for start, end in fragments)
    return sorted({word for places in ranges for word in places})


def _trimmed(words: list[int], text_of: Any) -> Words:
    """Return the words without marks at their edges; marks alone stay, as a colon can be a cue."""
    low, high = 0, len(words)
    while low < high and set(text_of(words[low])) <= _PLAIN:
        low += 1
    while low < high and set(text_of(words[high - 1])) <= _PLAIN:
        high -= 1
    return tuple(words[low:high] or words)


def _news(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield real news without labels in a mixed order that is always the same."""
    records = [*_read_lines(folder / "wikinews.jsonl.gz"), *_read_lines(folder / "news.jsonl.gz")]
    kept = [one for one in records if not any(name in one.get("origin", "") for name in _LEFT_OUT)]
    for place in np.random.default_rng(5).permutation(len(kept)):
        yield kept[place]


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    main()
