"""The golden articles and what is said about them, as pretty JSON: a change of coding is read as a diff.

The versions of the models are left out, so that a new version which changes no record changes no file either.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from linewatch.ingest import read_articles
from linewatch.records import CodedArticle, to_json
from linewatch.run import Pipeline, code_articles, load_pipeline
from linewatch.settings import Settings

HERE = Path(__file__).parent
ARTICLES = tuple(sorted((HERE / "articles").glob("*.txt")))
EXPECTED = HERE / "expected"


def expected_path(article: Path) -> Path:
    """Return where the records of an article are kept: ``expected/07.json`` for ``07_ultimatum_with_deadline.txt``."""
    return EXPECTED / f"{article.name.partition('_')[0]}.json"


def code_golden(article: Path) -> str:
    """Return what Linewatch says about an article now, in the form of the expected files."""
    settings = Settings()
    (coded,) = code_articles(read_articles([str(article)], settings=settings), settings, pipeline=_pipeline())
    assert isinstance(coded, CodedArticle), coded
    return write_pretty(coded)


def write_pretty(coded: CodedArticle) -> str:
    """Return the JSON form of the records, indented and without the versions of the models."""
    tree = json.loads(to_json(coded))
    del tree["article"]["models"]
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


@cache
def _pipeline() -> Pipeline:
    return load_pipeline(Settings())
