"""``python -m training.rawtext``: figures from raw sentences, words found by the shipped tokenizer.

Takes the treebanks' development sets; gives F1 of words, tags and attachments, counted on words that cover the same
characters, as in the CoNLL 2018 shared task. Sentence boundaries are the treebank's, as EWT's reviews and e-mails have
boundaries that no rule finds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language

from linewatch.language.pipeline import load
from training.conllu import Sentence, read_conllu
from training.evaluate import TREEBANKS, Annotator, Read

Range = tuple[int, int]


def score_raw(annotator: Annotator, pipeline: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """F1 of words, UPOS, UAS and LAS (subtypes cut) over raw sentences."""
    tokens = [
        [token.text for token in pipeline.make_doc(sentence.text) if not token.is_space] for sentence in sentences
    ]
    counts: Counter[str] = Counter()
    for sentence, words, read in zip(sentences, tokens, annotator.annotate(tokens), strict=True):
        counts.update(_matches(sentence, words, read))
        counts["gold"] += len(sentence.words)
        counts["found"] += len(words)
    total = counts["gold"] + counts["found"]
    return {name: round(2 * counts[name] / total, 4) for name in ("words", "upos", "uas", "las")}


def ranges(words: Sequence[str]) -> list[Range]:
    """The characters of each word, counted without blanks."""
    place, found = 0, []
    for word in words:
        size = len("".join(word.split()))
        found.append((place, place + size))
        place += size
    return found


def _matches(sentence: Sentence, words: Sequence[str], read: Read) -> Iterator[str]:
    """What is right of each word whose characters are a gold word's."""
    gold, ours = ranges([word.form for word in sentence.words]), ranges(words)
    places = {characters: place for place, characters in enumerate(ours)}
    for word, characters in zip(sentence.words, gold, strict=True):
        place = places.get(characters)
        if place is None:
            continue
        yield "words"
        if read["upos"][place] == word.upos:
            yield "upos"
        head = read["head"][place]
        if (ours[head - 1] if head else None) == (gold[word.head - 1] if word.head else None):
            yield "uas"
            if read["deprel"][place].partition(":")[0] == word.deprel.partition(":")[0]:
                yield "las"


def main() -> None:
    """Prints the figures of each treebank and of GUM's news."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("src/linewatch/data/model"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    annotator, pipeline = Annotator(options.model, options.threads), load()
    sets = {name: list(read_conllu(options.shared / path)) for name, path in TREEBANKS.items()}
    sets["gum_news"] = [sentence for sentence in sets["gum"] if sentence.id.startswith("GUM_news")]
    print(json.dumps({name: score_raw(annotator, pipeline, found) for name, found in sets.items()}, indent=1))


if __name__ == "__main__":
    main()
