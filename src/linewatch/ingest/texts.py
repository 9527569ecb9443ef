"""Plain text → one article: title, date line and byline above, boilerplate lines cut, the body as it stands."""

from __future__ import annotations

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Draft
from linewatch.ingest.boilerplate import cut_boilerplate
from linewatch.ingest.encodings import decode_document
from linewatch.ingest.heads import split_report


def extract_text(data: bytes) -> Draft:
    """Return the report in the bytes of a plain text file.

    Raises:
        DocumentError: LW201 no text or nothing but boilerplate; LW202 binary; LW203 no clean encoding.
    """
    report = split_report(cut_boilerplate(decode_document(data)))
    if not report.body:
        raise DocumentError("LW201", "nothing but page furniture stands in the document; give one with text", "read")
    return Draft(report.body, report.title, report.published_on, byline=report.byline)
