"""Several processes say what one says, in the same order; a process that dies costs the document that killed it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from linewatch.engines import code_in_processes
from linewatch.engines.batches import Item
from linewatch.errors import BugError, ModelError
from linewatch.records import Article, CodedArticle, Rejection
from linewatch.run import Pipeline, RunStats, code_articles
from linewatch.settings import Settings
from tests.factories import TEXT, make_article
from tests.fakes import fake_coder, fake_pipeline

REJECTION = Rejection("page.html", "LW204", "extract", "no main text was found; give another page")


def load_fake(settings: Settings) -> Pipeline:
    return replace(fake_pipeline(), coder=deadly_coder, settings=settings)


def load_nothing(settings: Settings) -> Pipeline:
    raise ModelError("LW302", f"the model is missing for {settings.threads} threads; install it", "model")


def deadly_coder(article: Article, doc: Doc) -> CodedArticle:
    if "DEADLY" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return fake_coder(article, doc)


def numbered(count: int) -> list[Article]:
    return [make_article(f"{TEXT} {number}") for number in range(count)]


def test_two_processes_say_what_one_says_in_the_same_order() -> None:
    items: list[Item] = [*numbered(20), REJECTION, make_article("POISON"), *numbered(3)]
    alone, together = RunStats(), RunStats()
    expected = list(code_articles(items, Settings(), stats=alone, pipeline=fake_pipeline()))
    found = list(code_in_processes(items, Settings(), workers=2, stats=together, loader=load_fake))
    assert found == expected
    assert (together.coded, together.rejected) == (alone.coded, alone.rejected) == (23, 2)
    assert together.coding_s > 0


def test_a_document_that_kills_its_process_is_set_aside_and_the_rest_is_coded() -> None:
    items = numbered(12)
    items.insert(5, make_article("DEADLY"))
    stats = RunStats()
    found = list(code_in_processes(items, Settings(), workers=2, stats=stats, loader=load_fake))
    assert [isinstance(result, Rejection) for result in found] == [number == 5 for number in range(13)]
    refused = found[5]
    assert isinstance(refused, Rejection)
    assert (refused.code, refused.source) == ("LW225", items[5].article_id)
    assert (stats.coded, stats.rejected) == (12, 1)


def test_few_articles_are_held() -> None:
    read = 0

    def articles() -> Iterator[Article]:
        nonlocal read
        for article in numbered(200):
            read += 1
            yield article

    results = code_in_processes(articles(), Settings(), workers=2, loader=load_fake)
    next(results)
    assert read < 60
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("loader", "text", "error"), [(load_nothing, TEXT, ModelError), (load_fake, "BUG", BugError)])
def test_a_coded_error_of_a_worker_reaches_the_caller(loader: object, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(code_in_processes([make_article(text)], Settings(), workers=2, loader=loader))  # type: ignore[arg-type]
