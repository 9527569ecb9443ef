"""A pipeline without a model: spaCy's bare tokenizer and a coder that says of every article what the factory says."""

from __future__ import annotations

from dataclasses import replace

import spacy
from spacy.tokens import Doc

from linewatch.coding import Knowledge
from linewatch.errors import BugError, DocumentError
from linewatch.language.vocabulary import Vocabulary
from linewatch.records import Article, CodedArticle
from linewatch.run import Pipeline
from linewatch.settings import Settings
from tests.factories import TEXT, make_coded

MODELS = {"linewatch": "0.1.0", "encoder": "fake-1"}


def fake_coder(article: Article, doc: Doc) -> CodedArticle:
    """Return one record of each kind if the article has the factory's words; refuse or break when told to."""
    if "POISON" in article.text:
        raise DocumentError("LW208", "the text took longer than the limit; split it", "coding")
    if "BUG" in article.text:
        raise BugError("LW901", f"{len(doc)} tokens broke a rule", "coding")
    if TEXT not in article.text:
        return CodedArticle(article)
    return replace(make_coded(article.text), article=article)


def fake_pipeline() -> Pipeline:
    nlp = spacy.blank("en")
    return Pipeline(nlp, fake_coder, Knowledge.open(), dict(MODELS), Settings(), Vocabulary(nlp.tokenizer))
