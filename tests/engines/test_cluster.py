"""A Ray cluster says what one process says; without Ray the user hears what to install."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator

import pytest

from linewatch.engines import cluster, code_on_ray
from linewatch.engines.batches import Item
from linewatch.errors import BugError, UsageError
from linewatch.records import Rejection
from linewatch.run import RunStats, code_articles
from linewatch.settings import Settings
from tests.engines.test_local import REJECTION, load_fake, numbered
from tests.factories import make_article
from tests.fakes import fake_pipeline

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed")


@pytest.fixture(scope="module")
def ray_off() -> Iterator[None]:
    yield
    import ray

    ray.shutdown()


def test_without_ray_the_user_hears_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r'LW001 .*pip install "linewatch\[ray\]"'):
        next(code_on_ray([], Settings(), workers=1))


@needs_ray
@pytest.mark.enable_socket
@pytest.mark.usefixtures("ray_off")
def test_a_cluster_says_what_one_process_says_and_loses_only_what_kills_a_worker() -> None:
    import ray

    items: list[Item] = [*numbered(20), REJECTION, make_article("POISON"), *numbered(3)]
    expected = list(code_articles(items, Settings(), pipeline=fake_pipeline()))
    stats = RunStats()
    workers = (os.cpu_count() or 1) + 1  # a cluster of this machine alone has room for more than it has processors
    assert list(code_on_ray(items, Settings(threads=1), workers=workers, stats=stats, loader=load_fake)) == expected
    assert ray.cluster_resources()["CPU"] == workers
    assert (stats.coded, stats.rejected) == (23, 2)

    deadly = numbered(12)
    deadly.insert(5, make_article("DEADLY"))
    found = list(code_on_ray(deadly, Settings(threads=1), workers=2, loader=load_fake))
    assert [result.code for result in found if isinstance(result, Rejection)] == ["LW225"]
    assert isinstance(found[5], Rejection)

    with pytest.raises(BugError):
        list(code_on_ray([make_article("BUG")], Settings(threads=1), workers=1, loader=load_fake))


@needs_ray
@pytest.mark.enable_socket
@pytest.mark.usefixtures("ray_off")
def test_actors_that_a_cluster_has_no_room_for_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    ray.shutdown()
    ray.init(num_cpus=1, log_to_driver=False)
    items: list[Item] = [*numbered(30)]
    expected = list(code_articles(items, Settings(), pipeline=fake_pipeline()))
    assert list(code_on_ray(items, Settings(threads=1), workers=3, loader=load_fake)) == expected

    monkeypatch.setattr(cluster, "PATIENCE_S", 1)
    with pytest.raises(UsageError, match=r"LW001 .*no worker has started in 1 s; an actor needs 2 of its processors"):
        next(code_on_ray(items, Settings(threads=2), workers=1, loader=load_fake))
