"""``python -m training.lines.mine``: sentences of real reports of politics and conflict, answered no, as questions.

Most sentences that sound like a red line declare none, and what we invent is not what news says in their place. So
reports that others wrote are read at training time, and the sentences of each that have most words of red lines, and
one by chance, become questions. ``lines-mined`` are the questions of reports that are trained on, ``lines-mined.tsv``
digest and text of each, for a person to read (`training.lines.doubts`); ``lines-spliced`` are our own passages between
sentences of such reports. What a person read and found to declare a line is answered yes, what is in doubt is left out:
``verdicts.txt`` tells both by the digest, and holds no text. Texts of others stay in ``.cache``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from training.lines.examples import Words, likeliest, passage_examples, split_text, told_examples
from training.lines.markup import PASSAGES, Passage, join, read_passages
from training.lines.pack import SHARED
from training.lines.reports import MOST_CHARS, draw_named, draw_newswire, draw_political, is_held
from training.lines.schema import YES, no_line
from training.lines.verdicts import digest, named_reports, read_verdicts
from training.readers.pack import FOLDER, save_examples
from training.roles.examples import Example, Question
from training.roles.examples import Words as Places

_CONTEXT: Final = range(40, 300)  # characters of a sentence that is put beside a passage of ours


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--passages", type=Path, default=PASSAGES)
    parser.add_argument("--likely", type=int, default=5, help="sentences of a report with most words of red lines")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--spliced", action="store_true", help="put our passages anew beside what was mined before")
    options = parser.parse_args()
    told = options.out / "lines-mined.tsv"
    if not options.spliced:
        mined, asked = mine(options.shared, options.likely)
        told.write_text("".join(f"{digest(text)}\t{' '.join(text.split())}\n" for text in asked), encoding="utf-8")
        _save(options.out, "mined", mined)
    lines = (line.partition("\t")[::2] for line in told.read_text(encoding="utf-8").splitlines())
    verdicts, chance = read_verdicts(), np.random.default_rng(7)
    beside = [text for name, text in lines if len(text) in _CONTEXT and name not in verdicts]
    spliced = (
        passage_examples(f"spliced-{number}", splice(passage, beside, chance))
        for number, passage in enumerate(read_passages(options.passages))
        if passage.lines
    )
    _save(options.out, "spliced", list(chain.from_iterable(spliced)))


def mine(shared: Path, likely: int) -> tuple[list[Example], list[str]]:
    """Return questions about sentences of reports that are trained on, all answered no, and these sentences in order.

    Args:
        likely: how many sentences of a report with most words of red lines.
    """
    chance, verdicts = np.random.default_rng(6), read_verdicts()
    mined: list[Example] = []
    asked: list[str] = []
    corpora, found = shared / "corpora", chain(draw_political(shared / "corpora"), draw_newswire(shared / "gold_more"))
    drawn = ((record, likely) for record in found if not is_held(record))
    for record, most in chain(drawn, ((record, 0) for record in draw_named(corpora, named_reports()))):
        words = split_text(record["text"][:MOST_CHARS])
        texts = list(sentences(words))
        numbers = {number for number, text in enumerate(texts) if digest(text) in verdicts}
        if most:
            numbers |= {*likeliest(words, most), int(chance.integers(max(len(texts), 1)))}

        def ask(number: int, marked: Places, _: range, texts: Sequence[str] = texts) -> Question:
            asked.append(texts[number])
            return no_line(marked)

        mined += told_examples(f"mined-{record['id']}", words, numbers, ask)
    return mined, asked


def splice(passage: Passage, beside: Sequence[str], chance: np.random.Generator) -> Passage:
    """Return a passage of ours after a sentence of a real report, before one, or between two."""
    before, after = (Passage(beside[int(chance.integers(len(beside)))], (), "other") for _ in range(2))
    where = chance.integers(3)
    spliced = passage if where == 0 else join(before, passage)
    spliced = spliced if where == 1 else join(spliced, after)
    return replace(spliced, why=passage.why)


def _save(out: Path, name: str, examples: Sequence[Example]) -> None:
    save_examples(out / f"lines-{name}.pickle.gz", examples)
    questions = [question for example in examples for question in example.questions]
    yes = sum(question.classes.get("line") == YES for question in questions)
    print(f"{name}: {len(examples)} texts, {len(questions)} sentences, {yes} with a red line")


def sentences(words: Words) -> Iterator[str]:
    """Yield the sentences of a text as they stand."""
    for places in words.sentences:
        first, last = words.tokens[places.start], words.tokens[places.stop - 1]
        yield first.doc.text[first.idx : last.idx + len(last)]


if __name__ == "__main__":
    main()
