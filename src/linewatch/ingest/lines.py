"""Lines of a text as they stand, line ends included: ``"".join(split_lines(text)) == text``."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")


def split_lines(text: str) -> list[str]:
    r"""Return the lines with their ends; only ``\n``, ``\r\n`` and ``\r`` end one (``str.splitlines`` cuts at more)."""
    return _LINE.findall(text)


def is_blank(line: str) -> bool:
    """Say whether nothing but white space stands on the line."""
    return not line.strip()
