"""Values that are read from the store again when its file has changed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")

PATIENCE_S = 0.3  # a reading that takes longer is done beside, and the last one shown meanwhile


class Kept(Generic[ValueT]):
    """A value that is read from the store again when the store's file has changed."""

    def __init__(self, read: Callable[[], ValueT], mark: Callable[[], object]) -> None:
        self._read, self._mark, self._lock = read, mark, Lock()
        self._value: ValueT | None = None
        self._marked: object = None
        self._took_s = 0.0

    def get(self) -> ValueT:
        """Return the value; one that takes long to read may be a moment old."""
        if self._value is not None and self._marked == self._mark():
            return self._value
        if self._value is not None and self._took_s > PATIENCE_S:
            if not self._lock.locked():
                Thread(target=self._refresh, daemon=True).start()
            return self._value
        return self._refresh()

    def _refresh(self) -> ValueT:
        with self._lock:
            mark = self._mark()
            if self._value is None or self._marked != mark:
                started = monotonic()
                self._value = self._read()
                self._marked, self._took_s = mark, monotonic() - started
            return self._value
