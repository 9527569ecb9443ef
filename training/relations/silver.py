"""``python -m training.relations.silver``: questions about news sentences that nobody has labelled, for a teacher.

What the lexicon and the names of parties raise in news texts becomes questions without an answer, some of them turned
round; a teacher answers them for a student. The texts are those of `training.silver` and stay in ``.cache``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from linewatch.coding import Knowledge
from linewatch.coding.attribution import Attribution
from linewatch.coding.events import draft_events
from linewatch.coding.relations import questions_of
from linewatch.coding.scene import read_scene
from linewatch.coding.statements import code_statements
from linewatch.language import load
from linewatch.language.relations import Question
from linewatch.records import Article
from training.silver import TEXT_SETS

FILE: Final = Path(".cache/relations-silver.jsonl")
CORPORA: Final = Path("../shared/corpora")
_TURNED: Final = 0.3
_MOST_QUESTIONS: Final = 5
_MOST_WORDS: Final = 60

Marks = list[list[list[int]]]


def main() -> None:
    """Write sentences with questions, one line each, until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1, help="which texts, and in what order")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    chance, end, count = random.Random(options.seed), time.monotonic() + 60 * options.minutes, 0
    knowledge, nlp = replace(Knowledge.open(), reader=None), load()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for text in read_texts(chance):
            if time.monotonic() > end:
                break
            scene = read_scene(Article("art_silver", None, text), nlp(text), knowledge)
            drafts, words = draft_events(scene, Attribution(scene.doc, code_statements(scene)), ())
            asked = questions_of(scene, drafts, words)
            for sentence in scene.doc.sents:
                tokens = [token.i for token in sentence if not token.is_space]
                marks = _marks(asked, tokens, chance)
                if marks and len(tokens) <= _MOST_WORDS:
                    out.write(json.dumps({"words": [scene.doc[i].text for i in tokens], "marks": marks}) + "\n")
                    count += len(marks)
    print(f"{count} questions")


def read_texts(chance: random.Random, most: int = 400) -> Iterator[str]:
    """Yield texts of all sets in turn, long ones cut."""
    texts: list[str] = []
    for text_set in TEXT_SETS:
        with gzip.open(CORPORA / text_set.path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        wanted = [
            record["text"]
            for record in records
            if (not text_set.origins or any(part in str(record.get("origin", "")).lower() for part in text_set.origins))
            and record.get("political", 1)
            and record.get("section") not in {"sport", "entertainment", "tech"}
        ]
        texts += [text[:6000] for text in chance.sample(wanted, min(most, len(wanted)))]
    chance.shuffle(texts)
    yield from texts


def _marks(asked: Sequence[Question], tokens: Sequence[int], chance: random.Random) -> Marks:
    """Return word places of source, target and trigger of the questions about one sentence."""
    place = {token: number for number, token in enumerate(tokens)}
    found: Marks = []
    for question in asked:
        if question.first in place:
            source, target, trigger = (
                [place[token] for token in side if token in place]
                for side in (question.source, question.target, question.trigger)
            )
            found.append([source, target, trigger])
            if source and target and chance.random() < _TURNED:
                found.append([target, source, trigger if chance.random() < 0.5 else []])
    return chance.sample(found, min(_MOST_QUESTIONS, len(found)))


if __name__ == "__main__":
    main()
