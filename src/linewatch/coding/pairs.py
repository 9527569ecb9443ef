"""A text with two marked parties → what the one does to the other. The text is read as one sentence, whatever it is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from linewatch.coding.knowledge import Knowledge
from linewatch.coding.verdicts import label_shares
from linewatch.language.relations import Answer, Question

MOST_WORDS = 120
"""Words around the parties that are read."""

Ranges = Sequence[tuple[int, int]]


def relate(nlp: Language, knowledge: Knowledge, text: str, source: Ranges, target: Ranges) -> dict[str, float]:
    """Return how likely each label of the scheme ``plv`` is; nothing where the text is empty or has no model."""
    answer = read_pair(nlp, knowledge, text, source, target)
    return label_shares(answer, knowledge.ontology) if answer is not None else {}


def read_pair(nlp: Language, knowledge: Knowledge, text: str, source: Ranges, target: Ranges) -> Answer | None:
    """Return what the reader says of two parties; None where the text is empty, cannot be read or has no model."""
    doc = nlp.make_doc(text)
    words = [token.i for token in doc if not token.is_space]
    if knowledge.reader is None or not words:
        return None
    marked = [_touched(doc, ranges) for ranges in (source, target)]
    first = words.index(min(sum(marked, words[:1] if not any(marked) else [])))
    start = max(0, min(first - MOST_WORDS // 4, len(words) - MOST_WORDS))
    part = doc[words[start] : words[min(start + MOST_WORDS, len(words)) - 1] + 1].as_doc()
    for token in part:
        token.is_sent_start = token.i == 0
    nlp.get_pipe("linewatch_encoder")(part)
    places = [tuple(i - words[start] for i in side if 0 <= i - words[start] < len(part)) for side in marked]
    (answer,) = knowledge.reader.read(part, [Question(places[0], places[1])])
    return answer


def _touched(doc: Doc, ranges: Ranges) -> list[int]:
    return [
        token.i
        for token in doc
        if not token.is_space and any(start < token.idx + len(token) and token.idx < end for start, end in ranges)
    ]
