"""A worker that works in this process, for tests that are about something else: no child to start."""

from __future__ import annotations

from linewatch.ingest.feed_worker import answer_feed
from linewatch.ingest.page_worker import answer_page


class WorkerInside:
    """Stands in for `WorkerProcess`."""

    def __init__(self, timeout_s: float, module: str) -> None:
        del timeout_s
        self.ask = answer_feed if module.endswith("feed_worker") else answer_page

    def kill(self) -> None:
        """End; there is nothing to end."""
