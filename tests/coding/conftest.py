"""One pipeline for all tests of coding, and a short way from a text to its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from linewatch.coding import Knowledge, code_article
from linewatch.coding.scene import Scene, read_scene
from linewatch.language import load
from linewatch.records import Article, CodedArticle, content_id

THURSDAY = date(2024, 3, 7)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


def _article(text: str, dateline: str | None) -> Article:
    return Article(content_id("art", text), None, text, THURSDAY, dateline=dateline)


@pytest.fixture(scope="session")
def code(nlp: Language) -> Callable[..., CodedArticle]:
    """Return a function from a text, published on Thursday 7 March 2024, to its coded article."""

    def run(text: str, dateline: str | None = None) -> CodedArticle:
        return code_article(_article(text, dateline), nlp(text))

    return run


@pytest.fixture(scope="session")
def code_by_rule(nlp: Language) -> Callable[..., CodedArticle]:
    """Return the same without the reader of red lines."""
    knowledge = replace(Knowledge.open(), lines=None)

    def run(text: str, dateline: str | None = None) -> CodedArticle:
        return code_article(_article(text, dateline), nlp(text), knowledge)

    return run


@pytest.fixture(scope="session")
def scene(nlp: Language) -> Callable[..., Scene]:
    """Return a function from a text to its scene."""

    def run(text: str, dateline: str | None = None) -> Scene:
        return read_scene(_article(text, dateline), nlp(text))

    return run
