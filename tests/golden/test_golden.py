"""Whole articles to exact JSON. When a change of the coding is meant: ``python -m tests.golden.update``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.records import ARTICLES, EXPECTED, code_golden, expected_path

_IS_WRITTEN = any(EXPECTED.glob("*.json"))


@pytest.mark.skipif(not _IS_WRITTEN, reason="nothing is expected yet; write it with python -m tests.golden.update")
@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_an_article_gives_the_expected_records(article: Path) -> None:
    assert code_golden(article) == expected_path(article).read_text(encoding="utf-8")


def test_every_article_has_a_number_of_its_own() -> None:
    assert ARTICLES
    assert len({expected_path(article) for article in ARTICLES}) == len(ARTICLES)


def test_nothing_is_expected_of_an_article_that_is_gone() -> None:
    assert set(EXPECTED.glob("*.json")) <= {expected_path(article) for article in ARTICLES}
