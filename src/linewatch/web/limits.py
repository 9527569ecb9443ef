"""How often something may be asked: a bucket that fills with time. It knows no clock but the one that it is given."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

from linewatch.errors import WebError


class Bucket:
    """Lets `most` requests through at once, and one more every `every_s` seconds."""

    def __init__(self, most: int, every_s: float, *, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._every_s, self._clock = most, every_s, clock
        self._left, self._filled_at = float(most), clock()
        self._lock = Lock()

    def take(self) -> None:
        """Take one from the bucket.

        Raises:
            WebError: LW611 it is empty.
        """
        with self._lock:
            now = self._clock()
            self._left = min(float(self._most), self._left + (now - self._filled_at) / self._every_s)
            self._filled_at = now
            if self._left < 1:
                raise WebError("LW611", f"wait {self._every_s:.0f} s and send it again")
            self._left -= 1
