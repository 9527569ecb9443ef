"""Workers that work in this process, for tests that are about something else: no child to start."""

from __future__ import annotations

from linewatch.ingest.corpus_worker import CorpusReader
from linewatch.ingest.feed_worker import answer_feed
from linewatch.ingest.page_worker import answer_page
from linewatch.ingest.worker_process import LastingWorker


class WorkerInside:
    """Stands in for `WorkerProcess`."""

    def __init__(self, timeout_s: float, module: str) -> None:
        del timeout_s
        self.ask = answer_feed if module.endswith("feed_worker") else answer_page

    def kill(self) -> None:
        """End; there is nothing to end."""


class CorpusWorkerInside(LastingWorker):
    """Stands in for the worker that reads tables and archives."""

    def __init__(self, timeout_s: float, module: str) -> None:
        super().__init__(timeout_s, module)
        self._reader = CorpusReader()

    def ask(self, payload: bytes) -> bytes:
        """Return the next piece."""
        return self._reader.answer(payload)
