"""Every error that Linewatch raises, and the permanent code of each.

    LinewatchError
    ├── UsageError       LW0xx   wrong arguments or settings (exit 2)
    ├── SourceError      LW1xx   a source could not be read (exit 4)
    ├── DocumentError    LW2xx   this document only: it is set aside with its reason and the run goes on (exit 3)
    ├── ModelError       LW3xx   the model or a data file, your own included, is missing, damaged or wrong (exit 1)
    ├── StoreError       LW4xx   the store cannot be opened, read or written (exit 5)
    ├── NotifyError      LW5xx   an alert could not be delivered; it waits for the next attempt (exit 4)
    ├── WebError         LW6xx   the page or the API refuses a request, or refuses to listen (exit 2)
    └── BugError         LW9xx   our own mistake: always raised, never set aside (exit 1)

An error prints as ``LW204 extract: no main text was found in page.html; give the text itself or another page``.
A code never changes its meaning; `CODES` is the catalogue.
"""

from __future__ import annotations

from typing import ClassVar

CODES: dict[str, str] = {
    "LW001": "an argument or option is wrong",
    "LW002": "a setting is wrong or unknown",
    "LW003": "the id is unknown",
    "LW101": "the path does not exist",
    "LW102": "the source cannot be read",
    "LW103": "the file format is not supported",
    "LW104": "there are too few labelled pairs to learn from",
    "LW105": "the event file lacks columns of its format",
    "LW110": "the address may not be fetched",
    "LW111": "the answer is larger than the limit",
    "LW112": "the server took longer than the limit",
    "LW113": "the server redirects too often",
    "LW114": "the server gave no page",
    "LW115": "the server cannot be reached",
    "LW116": "the feed cannot be read",
    "LW117": "the feed is gone",
    "LW118": "the answer is damaged",
    "LW201": "the document is empty",
    "LW202": "the document is binary, not text",
    "LW203": "the text encoding cannot be read",
    "LW204": "no main text was found in the page",
    "LW205": "the document is larger than the limit",
    "LW206": "the record is not valid JSON",
    "LW207": "the record has no text",
    "LW208": "the document took longer than the limit",
    "LW209": "the document is not in English",
    "LW210": "the publication date cannot be read",
    "LW211": "the text names no place that a map can show",
    "LW212": "the row has not a cell for each column",
    "LW213": "a cell of the row cannot be read",
    "LW214": "the row has a kind of event that its format does not know",
    "LW215": "the row names nobody who acts or is acted on",
    "LW217": "the list of feeds cannot be read",
    "LW218": "the table has no column of text",
    "LW219": "the row does not fit the table",
    "LW220": "the archive or table is damaged",
    "LW225": "the process that coded the document died",
    "LW301": "a model or data file is damaged",
    "LW302": "a model or data file is missing",
    "LW305": "an entry of your own words is wrong",
    "LW306": "a file of your own words cannot be read",
    "LW401": "the store cannot be opened",
    "LW402": "the file is not a Linewatch store",
    "LW403": "the store was written by a newer Linewatch",
    "LW404": "the store cannot be written",
    "LW405": "the register of lines cannot be read",
    "LW406": "the database server cannot be reached",
    "LW407": "the database server refuses the user",
    "LW408": "the store could not be upgraded",
    "LW501": "a webhook did not take an alert",
    "LW502": "the secret of the webhooks is wrong or cannot be read",
    "LW503": "the mail server did not take an alert",
    "LW504": "the feed of alerts cannot be written",
    "LW601": "the page may not listen there without a token",
    "LW602": "a token is needed",
    "LW603": "the token is wrong, expired or revoked",
    "LW604": "the token does not allow this",
    "LW605": "the request names a host that is not ours",
    "LW606": "the request comes from another site",
    "LW607": "there is no such page",
    "LW608": "the page does not know this method",
    "LW609": "the request is wrong",
    "LW610": "the request is too large",
    "LW611": "there are too many requests",
    "LW612": "the cursor is unknown",
    "LW614": "the file of tokens is wrong",
    "LW615": "the body's type is not understood",
    "LW616": "the decision does not fit what it is about",
    "LW617": "the page cannot listen there",
    "LW901": "Linewatch broke one of its own rules",
}


class LinewatchError(Exception):
    """A coded error: one sentence that says what went wrong and what to do next.

    Args:
        code: a key of `CODES`.
        reason: what went wrong and the next step, in one sentence without the code.
        about: the stage, file, document or record that it is about.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, reason: str, about: str = "") -> None:
        super().__init__(code, reason, about)  # the arguments make it picklable
        self.code = code
        self.reason = reason
        self.about = about

    def __str__(self) -> str:
        return f"{self.code} {self.about}: {self.reason}" if self.about else f"{self.code} {self.reason}"


class UsageError(LinewatchError):
    """Wrong arguments or settings."""

    exit_code = 2


class SourceError(LinewatchError):
    """A source could not be read at all."""

    exit_code = 4


class DocumentError(LinewatchError):
    """One document cannot be coded; the others can."""

    exit_code = 3


class ModelError(LinewatchError):
    """The model or a data file is missing or damaged."""


class StoreError(LinewatchError):
    """The store cannot be opened, read or written."""

    exit_code = 5


class NotifyError(LinewatchError):
    """An alert could not be delivered."""

    exit_code = 4


class WebError(LinewatchError):
    """The page or the API refuses a request, or refuses to listen."""

    exit_code = 2


class BugError(LinewatchError):
    """Our own mistake."""
