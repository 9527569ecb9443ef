"""Text → paragraphs.

Takes any string; gives half-open ranges without the blanks around them. A blank line always parts paragraphs; a
single line break does, unless the text is wrapped by hand or the next line goes on in lower case. It never looks at
words. Linear time.
"""

from __future__ import annotations

import re
from typing import Final

Range = tuple[int, int]

_BREAK: Final = re.compile(r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_WRAPPED_SHARE: Final = 0.3  # of the lines that follow a single break, how many start in lower case in wrapped text
_WRAPPED_LINES: Final = 3
_STOPS: Final = '.!?:"”’»'


def read_paragraphs(text: str) -> list[Range]:
    """The paragraphs of a text in order: non-empty, apart, without blanks at either end."""
    breaks = list(_BREAK.finditer(text))
    is_wrapped = _is_wrapped(text, breaks)
    paragraphs: list[Range] = []
    start = 0
    for found in breaks:
        if _parts(text, found, is_wrapped):
            _append(paragraphs, text, start, found.start())
            start = found.end()
    _append(paragraphs, text, start, len(text))
    return paragraphs


def _is_wrapped(text: str, breaks: list[re.Match[str]]) -> bool:
    """Whether lines were broken by hand within sentences."""
    after = [text[found.end()] for found in breaks if _is_single(found) and found.end() < len(text)]
    lower = sum(character.islower() for character in after)
    return len(after) >= _WRAPPED_LINES and lower >= _WRAPPED_SHARE * len(after)


def _parts(text: str, found: re.Match[str], is_wrapped: bool) -> bool:
    """Whether this line break parts two paragraphs."""
    if not _is_single(found) or found.end() == len(text) or found.start() == 0:
        return True
    if is_wrapped:
        return False
    return not text[found.end()].islower() or text[found.start() - 1] in _STOPS


def _is_single(found: re.Match[str]) -> bool:
    """Whether the break is one line end without a blank line."""
    return _LINE_END.search(found.group(), _LINE_END.match(found.group()).end()) is None  # type: ignore[union-attr]


def _append(paragraphs: list[Range], text: str, start: int, end: int) -> None:
    """Add the range without its blanks, if anything is left."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = left + len(inner.strip())
    if left < right:
        paragraphs.append((left, right))
