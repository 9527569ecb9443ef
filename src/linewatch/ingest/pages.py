"""HTML → one article, by trafilatura and htmldate in a child process that is killed when a page takes too long.

No parser is safe alone: the caller caps the bytes before, the child's time and memory are capped while it works, the
text is capped after. One child serves many pages; the first page starts it, and the next one after a death does again.
"""

from __future__ import annotations

from datetime import date

import msgspec

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Draft
from linewatch.ingest.boilerplate import cut_boilerplate
from linewatch.ingest.dates import is_ambiguous, read_date
from linewatch.ingest.encodings import decode_document
from linewatch.ingest.heads import split_report
from linewatch.ingest.lines import split_lines
from linewatch.ingest.page_worker import Page
from linewatch.ingest.worker_process import LastingWorker

FEWEST_WORDS = 8
_NEXT_STEP = "give the text itself or another page"


class PageReader(LastingWorker):
    """Reads HTML pages. A context manager: its child ends with it."""

    def extract_html(self, data: bytes) -> Draft:
        """Return the report in the bytes of a page.

        Raises:
            DocumentError: LW201 to LW203 for the bytes, LW204 no report found, LW208 the page took too long.
            BugError: LW901 when the child cannot be started.
        """
        html = decode_document(data, is_html=True)
        page = self._read_page(html)
        report = split_report(cut_boilerplate(page.text or ""), title=page.title)
        if not _is_report(report.body):
            raise DocumentError("LW204", f"no main text was found in the page; {_NEXT_STEP}", "extract")
        day = _page_day(page, html) or report.published_on
        return Draft(report.body, report.title, day, page.publisher, page.byline or report.byline, page.url)

    def _read_page(self, html: str) -> Page:
        try:
            answer = self.ask(html.encode("utf-8"))
        except TimeoutError as error:
            reason = f"the page took longer than {self.timeout_s:g} s; give its text or raise html_timeout_s"
            raise DocumentError("LW208", reason, "extract") from error
        except EOFError as error:
            raise DocumentError("LW204", f"the page broke the reader; {_NEXT_STEP}", "extract") from error
        return msgspec.msgpack.decode(answer, type=Page)


def _is_report(body: str) -> bool:
    """Say whether any paragraph is long enough for a sentence; menus and link lists have none."""
    return any(len(line.split(maxsplit=FEWEST_WORDS)) >= FEWEST_WORDS for line in split_lines(body))


def _page_day(page: Page, html: str) -> date | None:
    """Return the day that the page names, unless it does so only in figures that can be read in two ways."""
    day = read_date(page.day)
    return None if day is None or is_ambiguous(day, html) else day
