from __future__ import annotations

from threading import Event

import pytest

from linewatch.web import kept
from linewatch.web.kept import Kept


def test_a_value_is_read_again_when_the_mark_has_changed_and_only_then() -> None:
    mark, reads = [1], []

    def read() -> int:
        reads.append(mark[0])
        return mark[0]

    value = Kept(read, lambda: mark[0])
    assert (value.get(), value.get(), reads) == (1, 1, [1])
    mark[0] = 2
    assert (value.get(), value.get(), reads) == (2, 2, [1, 2])


def test_what_takes_long_is_read_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    mark, go_on, done = [1], Event(), Event()
    go_on.set()

    def read() -> int:
        go_on.wait(5)
        try:
            return mark[0]
        finally:
            if mark[0] == 2:
                done.set()

    monkeypatch.setattr(kept, "PATIENCE_S", -1.0)
    value = Kept(read, lambda: mark[0])
    assert value.get() == 1
    go_on.clear()
    mark[0] = 2
    assert (value.get(), value.get()) == (1, 1)  # nobody waits
    go_on.set()
    assert done.wait(5)
    for _ in range(1000):
        if value.get() == 2:
            break
        Event().wait(0.002)
    assert value.get() == 2
