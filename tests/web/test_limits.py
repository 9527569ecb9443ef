from __future__ import annotations

import pytest

from linewatch.errors import DocumentError, WebError
from linewatch.web.desk import Desk
from linewatch.web.limits import Bucket
from tests.factories import TEXT
from tests.fakes import fake_pipeline


def test_a_bucket_fills_with_time_and_never_over() -> None:
    now = [0.0]
    bucket = Bucket(2, 3.0, clock=lambda: now[0])
    bucket.take()
    bucket.take()
    with pytest.raises(WebError, match="LW611 wait 3 s"):
        bucket.take()
    now[0] = 3.0
    bucket.take()
    now[0] = 1000.0
    bucket.take()
    bucket.take()
    with pytest.raises(WebError):
        bucket.take()


def test_a_pipeline_is_loaded_once_and_when_it_is_needed() -> None:
    loaded = []

    def load() -> object:
        loaded.append(1)
        return fake_pipeline()

    desk = Desk(load)  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match="LW201"):
        desk.code("  ", title=None, published_on=None, publisher=None)
    assert loaded == []
    for _ in range(2):
        assert desk.code(TEXT, title=None, published_on=None, publisher=None).events
    assert loaded == [1]
