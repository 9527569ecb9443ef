"""Text → what stands between quotation marks.

Takes any string; gives the quotes in order of their opening marks. Knows curly, straight, French and German marks,
single marks inside double ones and alone, apostrophes, and quotes that run over paragraphs, each of which is opened
anew while only the last is closed. It must never let a quote run past its paragraph. Linear time.

Source: The Chicago Manual of Style, 17th ed., 13.30 to 13.37 (quotes over paragraphs, nested quotes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from linewatch.language.paragraphs import Range, read_paragraphs

Role = Literal["open", "close", "either", "none"]


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch within a paragraph: ``text[start:end]`` is inside the marks.

    `mark_start` is where the opening mark begins, `mark_end` where the closing one ends (`end` where there is none).
    `level` is 1 for a quote and 2 for a quote inside one. A quote that `is_continued` is not closed because the next
    paragraph opens it again (or the same, where paragraphs were run together): the next quote of its level goes on.
    """

    start: int
    end: int
    mark_start: int
    mark_end: int
    is_closed: bool
    is_continued: bool = False
    level: int = 1


_MARK: Final = re.compile(r"``|''|[\"“”„‟«»'‘’‚‛`]")
_DOUBLE: Final = frozenset(["``", "''", '"', "“", "”", "„", "‟", "«", "»"])
_OPENERS: Final = frozenset(["``", "“", "„", "‟", "«", "‘", "‚", "‛"])
_CLOSERS: Final = frozenset(["''", "”", "»", "’"])
_STOPS: Final = frozenset(".!?…")
_CLIPPED: Final = re.compile(r"\d0s\b|(?:em|tis|twas|til|cause|bout|cos|n)\b", re.IGNORECASE)
_OPENING_CONTEXT: Final = frozenset("([{<—–-/:;=\"“„«‘'`")


@dataclass(slots=True)
class _Open:
    """A quote that waits for its closing mark."""

    mark: str
    mark_start: int
    start: int


@dataclass(slots=True)
class _Reader:
    """The marks of one paragraph, and the quotes made of them so far."""

    text: str
    paragraph: Range
    quotes: list[Quote]
    is_reopened: bool
    stack: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        """Append the quotes of the paragraph."""
        marks = list(_MARK.finditer(self.text, *self.paragraph))
        for index, found in enumerate(marks):
            following = marks[index + 1] if index + 1 < len(marks) else None
            if found.group() in _DOUBLE:
                self._take_double(found)
            else:
                self._take_single(found, following)
        self._end(self.paragraph[1], self.is_reopened)

    def _take_double(self, found: re.Match[str]) -> None:
        """Open or close a double quote."""
        is_open = any(waiting.mark in _DOUBLE for waiting in self.stack)
        role = _double_role(self.text, found)
        if is_open and (role in ("close", "either") or self._closes_german(found)):
            self._close(found)
        elif role == "open" or (role == "either" and not is_open):
            self._end(found.start(), self._follows_stop(found.start()))
            self.stack.append(_Open(found.group(), found.start(), found.end()))

    def _take_single(self, found: re.Match[str], following: re.Match[str] | None) -> None:
        """Open or close a single quote, or pass over an apostrophe."""
        is_open = bool(self.stack) and self.stack[-1].mark not in _DOUBLE
        role = _single_role(self.text, found)
        if is_open and role == "close":
            if not self._is_possessive(found, following):
                self._close(found)
        elif role == "open" and not is_open:
            self.stack.append(_Open(found.group(), found.start(), found.end()))

    def _follows_stop(self, place: int) -> bool:
        """Whether a sentence has ended before the place: where paragraphs were run together, a quote goes on there."""
        return self.text[max(0, place - 2) : place].strip()[-1:] in _STOPS

    def _closes_german(self, found: re.Match[str]) -> bool:
        """Whether “ ends what „ began."""
        return found.group() == "“" and any(waiting.mark == "„" for waiting in self.stack)

    def _is_possessive(self, found: re.Match[str], following: re.Match[str] | None) -> bool:
        """Whether the mark after an s ("the students' books") leaves the quote open for a later mark to close."""
        start, end = found.span()
        after = self.text[end : end + 2]
        goes_on = self.text[start - 1] == "s" and after[:1] == " " and after[1:].islower()
        if not goes_on or following is None or following.group() in _DOUBLE:
            return False
        return _single_role(self.text, following) == "close"

    def _close(self, found: re.Match[str]) -> None:
        """Close the innermost quote of the mark's kind; what stands open inside it is dropped."""
        is_double = found.group() in _DOUBLE
        while self.stack:
            waiting = self.stack.pop()
            if (waiting.mark in _DOUBLE) == is_double:
                self._append(waiting, found.start(), found.end(), is_closed=True)
                return

    def _end(self, end: int, is_continued: bool = False) -> None:
        """Give up waiting: a double quote ends here, a single one was an apostrophe if no paragraph goes on with it."""
        while self.stack:
            waiting = self.stack.pop()
            if waiting.mark in _DOUBLE or (is_continued and waiting.mark_start == self.paragraph[0]):
                self._append(waiting, end, end, is_closed=False, is_continued=is_continued and not self.stack)

    def _append(self, waiting: _Open, end: int, mark_end: int, *, is_closed: bool, is_continued: bool = False) -> None:
        """Add one quote without the blanks inside its marks, if anything stands between them."""
        inner = self.text[waiting.start : end]
        start = waiting.start + len(inner) - len(inner.lstrip())
        stop = start + len(inner.strip())
        if start < stop:
            last = mark_end if is_closed else stop
            level = 1 + len(self.stack)
            self.quotes.append(Quote(start, stop, waiting.mark_start, last, is_closed, is_continued, level))


def read_quotes(text: str) -> tuple[Quote, ...]:
    """The quotes of a text, in order of their opening marks; each stays within its paragraph."""
    quotes: list[Quote] = []
    paragraphs = read_paragraphs(text)
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1 : index + 2]
        is_reopened = bool(following) and text[following[0][0]] in '"“„«‘`'
        _Reader(text, paragraph, quotes, is_reopened).read()
    return tuple(sorted(quotes, key=lambda quote: quote.mark_start))


def _double_role(text: str, found: re.Match[str]) -> Role:
    """What a double mark can do where it stands."""
    mark, start, end = found.group(), found.start(), found.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not before or before.isspace() or before in _OPENING_CONTEXT
    closes = not after or not after.isalnum()
    if mark in _OPENERS:
        return "either" if not opens and closes and not after.isalnum() and mark == "“" else "open"
    if mark in _CLOSERS:
        return "either" if opens and not closes else "close"
    if not opens and before.isdigit() and not closes:
        return "none"
    if opens and closes:
        return "either"
    return "open" if opens else "close" if closes else "either"


def _single_role(text: str, found: re.Match[str]) -> Role:
    """What a single mark can do where it stands; "none" is an apostrophe."""
    mark, start, end = found.group(), found.start(), found.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() and after.isalnum():
        return "none"
    opens = (not before or before.isspace() or before in _OPENING_CONTEXT) and after.isalnum()
    if mark == "’":
        opens = False
    if opens:
        return "none" if _CLIPPED.match(text, end) else "open"
    if mark in "‘‚‛`" or not before or before.isspace():
        return "none"
    return "close"
