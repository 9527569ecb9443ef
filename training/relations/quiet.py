"""``python -m training.relations.quiet``: questions with the answer none, from sport, show business and technology.

The lexicon alone codes the reports, and what it finds there becomes a question with the answer none: firms, clubs and
artists "attack", "agree" and "hail" without an act of PLOVER's. Reports that share a sentence with those on which false
alarms are measured are left out. The texts are other people's and stay in ``.cache``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.quiet import draw_all, read_sources

from linewatch.coding import Knowledge
from linewatch.coding.attribution import Attribution
from linewatch.coding.events import draft_events
from linewatch.coding.relations import questions_of
from linewatch.coding.scene import read_scene
from linewatch.coding.statements import code_statements
from linewatch.language import load
from linewatch.records import Article
from training.relations.pack import SHARED

KINDS: Final = frozenset({"sport", "entertainment", "tech"})
FILE: Final = Path(".cache/quiet.jsonl")


def main() -> None:
    """Write the questions, one line a sentence: its words and the marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    measured = {sentence.text.strip() for sentence in draw_all(read_sources()[0], SHARED)}
    knowledge, nlp, count = replace(Knowledge.open(), reader=None), load(), 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for text in read_texts(options.reports):
            if any(sentence in text for sentence in measured):
                continue
            scene = read_scene(Article("art_quiet", None, text), nlp(text), knowledge)
            drafts, words = draft_events(scene, Attribution(scene.doc, code_statements(scene)), ())
            every = questions_of(scene, drafts, words)
            for sentence in scene.doc.sents:
                tokens = [token.i for token in sentence if not token.is_space]
                place = {token: number for number, token in enumerate(tokens)}
                asked = [q for q in every if q.first in place]
                marks = [
                    [[place[i] for i in side if i in place] for side in (q.source, q.target, q.trigger)] for q in asked
                ]
                if marks:
                    out.write(json.dumps({"words": [scene.doc[i].text for i in tokens], "marks": marks}) + "\n")
                    count += len(marks)
    print(f"{count} questions")


def read_texts(most: int) -> Iterator[str]:
    """Yield reports of the three kinds, evenly spread over the file."""
    with gzip.open(SHARED / "corpora/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [record["text"] for record in map(json.loads, lines) if record.get("section") in KINDS]
    yield from texts[:: max(1, len(texts) // most)][:most]


if __name__ == "__main__":
    main()
