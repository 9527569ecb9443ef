"""A pipeline that gives every word a fixed annotation: the first word of a sentence is the root and a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from linewatch import records
from linewatch.errors import DocumentError
from linewatch.records import Article, CodedArticle, Place


@Language.component("evaluation_test_parrot")
def annotate(doc: Doc) -> Doc:
    """Annotate in the way that is easy to predict."""
    starts = [sentence.start for sentence in doc.sents]
    doc.ents = [Span(doc, start, start + 1, label="PER") for start in starts]
    words = [sentence.start for sentence in doc.sents for _ in sentence]
    for token, head in zip(doc, words, strict=True):
        token.head, token.pos_, token.tag_, token.lemma_ = doc[head], "NOUN", "NN", token.lower_
        token.dep_ = "ROOT" if head == token.i else "nmod:desc"
    return doc


@dataclass(frozen=True)
class FakePipeline:
    """What a task needs of the conductor's pipeline."""

    nlp: Language
    records: CodedArticle | None = None
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def code(
        self,
        text: str,
        *,
        title: str | None = None,
        published_on: date | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> CodedArticle:
        """Return the records that the test gave, and note what was asked; refuse what is poison."""
        self.asked.append((text, title, published_on, publisher, url))
        if text == "POISON":
            raise DocumentError("LW208", "the text took longer than the limit; split it", "coding")
        return self.records or CodedArticle(Article("art_0", title, text))

    def locate(
        self, text: str, ranges: Sequence[tuple[int, int]] | None = None, **about: object
    ) -> list[tuple[records.Span, Place | None]]:
        """Return the places of the records that the test gave, None for a range that is none of theirs."""
        self.asked.append((text, ranges, about))
        if text == "POISON":
            raise DocumentError("LW208", "the text took longer than the limit; split it", "coding")
        places = self.records.places if self.records else ()
        known = {(place.span.start, place.span.end): place for place in places}
        asked = known if ranges is None else ranges
        return [(records.Span(*key, text[slice(*key)]), known.get(key)) for key in asked]


def make_pipeline(*components: Any, records: CodedArticle | None = None) -> FakePipeline:
    """Return a pipeline that annotates like a parrot and codes every report as `records`."""
    nlp = spacy.blank("en")
    for component in components or ("evaluation_test_parrot",):
        nlp.add_pipe(component)
    return FakePipeline(nlp, records)
