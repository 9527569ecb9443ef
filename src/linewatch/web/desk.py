"""The desk at which a pasted report is coded: one at a time, not too often, and nothing is kept unless asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock

from linewatch.errors import DocumentError
from linewatch.records import CodedArticle
from linewatch.run import Pipeline
from linewatch.web.limits import Bucket

AT_ONCE, EVERY_S = 20, 3.0


class Desk:
    """Codes texts with a pipeline that is loaded when it is first needed."""

    def __init__(self, load: Callable[[], Pipeline], *, bucket: Bucket | None = None) -> None:
        self._load, self._bucket, self._lock = load, bucket or Bucket(AT_ONCE, EVERY_S), Lock()
        self._pipeline: Pipeline | None = None

    def code(self, text: str, *, title: str | None, published_on: date | None, publisher: str | None) -> CodedArticle:
        """Return what is said in a text.

        Raises:
            WebError: LW611 there were too many texts of late.
            DocumentError: LW2xx the text cannot be coded.
            ModelError: LW301 or LW302 the model is damaged or missing.
            BugError: LW901 Linewatch broke one of its own rules.
        """
        if not text.strip():
            raise DocumentError("LW201", "paste a text first", "text")
        self._bucket.take()
        with self._lock:
            self._pipeline = self._pipeline or self._load()
            return self._pipeline.code(text, title=title, published_on=published_on, publisher=publisher)
