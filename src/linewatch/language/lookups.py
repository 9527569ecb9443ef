"""What is asked of a Doc some twenty times a word: its children by relation, its sentences and its text, read once.

Each is left with the doc as plain values, as every token or span that spaCy hands out costs more than a look at a list.
A doc's tree and sentences must be set before they are first asked for, and stay as they are.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

Child = tuple[int, str, str]
"""The place of a token, its relation, and its relation without the subtype."""

_CHILDREN, _STARTS, _TEXT = "linewatch_children", "linewatch_starts", "linewatch_text"


def children_of(doc: Doc) -> list[list[Child]]:
    """Return the children of each token, in text order."""
    known: list[list[Child]] | None = doc.user_data.get(_CHILDREN)
    if known is None:
        table = doc.to_array(["HEAD", "DEP"])
        labels = {number: doc.vocab.strings[number] for number in set(table[:, 1].tolist())}
        steps = table[:, 0].astype("int64").tolist()
        known = [[] for _ in steps]
        for place, (step, number) in enumerate(zip(steps, table[:, 1].tolist(), strict=True)):
            if step:
                known[place + step].append((place, labels[number], without_subtype(labels[number])))
        doc.user_data[_CHILDREN] = known
    return known


def starts_of(doc: Doc) -> list[int]:
    """Return for each token the place of the first token of its sentence."""
    known: list[int] | None = doc.user_data.get(_STARTS)
    if known is None:
        known = [sentence.start for sentence in doc.sents for _ in range(len(sentence))]
        doc.user_data[_STARTS] = known
    return known


def text_of(doc: Doc) -> str:
    """Return the doc's text, which spaCy puts together anew, word by word, at each call."""
    known: str | None = doc.user_data.get(_TEXT)
    if known is None:
        known = doc.user_data[_TEXT] = doc.text
    return known


@cache
def without_subtype(label: str) -> str:
    """Return a relation without its subtype."""
    return label.partition(":")[0]
