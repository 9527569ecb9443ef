"""The promises about records, on the demonstration's reports and the golden articles, with the shipped model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from benchmarks.corpora import own_articles
from benchmarks.invariants import find_faults
from benchmarks.stability import OWN, Outcome, code_one, run_worker

from linewatch.records import Article, CodedArticle, to_json
from linewatch.run import Pipeline, code_articles, load_pipeline
from linewatch.settings import Settings

SETTINGS = Settings(threads=2)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(own_articles(SETTINGS))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline(SETTINGS)


@pytest.fixture(scope="module")
def coded(articles: list[Article], pipeline: Pipeline) -> list[CodedArticle]:
    return list(only_coded(code_articles(articles, SETTINGS, pipeline=pipeline)))


@pytest.fixture(scope="module")
def backwards() -> dict[str, Outcome]:
    """Return what another process makes of the articles from the last to the first, with one thread."""
    return {outcome.article_id: outcome for outcome in run_worker(OWN, 1_000, threads=1, seed="77")}


def only_coded(results: Iterator[object]) -> Iterator[CodedArticle]:
    for result in results:
        assert isinstance(result, CodedArticle)
        yield result


def test_all_our_articles_are_coded(articles: list[Article], coded: list[CodedArticle]) -> None:
    assert len(coded) == len(articles) >= 50
    assert sum(bool(one.events) for one in coded) > len(coded) / 2


def test_every_promise_about_records_holds(coded: list[CodedArticle]) -> None:
    assert [f"{one.article.article_id} {fault}" for one in coded for fault in find_faults(one)] == []


def test_ids_do_not_recur_between_articles(coded: list[CodedArticle]) -> None:
    ids = [event.event_id for one in coded for event in one.events]
    assert len(ids) == len(set(ids))


def test_another_run_backwards_gives_the_same_bytes(
    articles: list[Article], pipeline: Pipeline, backwards: dict[str, Outcome]
) -> None:
    again = [code_one(article, pipeline, 2) for article in articles]
    assert {one.article_id: one.digest for one in again} == {name: one.digest for name, one in backwards.items()}


def test_an_article_alone_is_coded_as_among_others(articles: list[Article], coded: list[CodedArticle]) -> None:
    fresh = load_pipeline(SETTINGS)
    for place in (len(articles) - 1, len(articles) // 2):
        [alone] = only_coded(code_articles([articles[place]], SETTINGS, pipeline=fresh))
        assert to_json(alone) == to_json(coded[place])
