"""Batches keep the order; several workers share the threads."""

from __future__ import annotations

import pytest

from linewatch.engines.batches import code_batch, read_batches, worker_settings
from linewatch.records import CodedArticle, Rejection
from linewatch.settings import Settings
from tests.factories import TEXT, make_article
from tests.fakes import fake_pipeline


def test_the_last_batch_has_what_is_left_and_none_is_empty() -> None:
    items = [make_article(f"{TEXT} {number}") for number in range(5)]
    assert [len(batch) for batch in read_batches(items, 2)] == [2, 2, 1]
    assert list(read_batches([], 2)) == []


def test_a_batch_comes_back_in_its_order_with_its_counts() -> None:
    rejection = Rejection("page.html", "LW204", "extract", "no main text was found; give another page")
    coded = code_batch((make_article(), rejection, make_article("POISON")), fake_pipeline())
    assert [type(result) for result in coded.results] == [CodedArticle, Rejection, Rejection]
    assert (coded.stats.coded, coded.stats.rejected) == (1, 2)


@pytest.mark.parametrize(("threads", "workers", "each"), [(2, 2, 1), (8, 2, 4), (2, 4, 1)])
def test_workers_share_the_threads(threads: int, workers: int, each: int) -> None:
    assert worker_settings(Settings(threads=threads), workers).threads == each
