"""Tables in Markdown, and the places in documents that a measurement fills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column stands left and whose others stand right."""
    rule = ["---", *("---:" for _ in columns[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (columns, rule, *rows))


def replace_part(path: Path, name: str, text: str) -> bool:
    """Put `text` between ``<!-- name -->`` and ``<!-- /name -->``; say whether the document has such a place."""
    document = path.read_text(encoding="utf-8") if path.exists() else ""
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    filled, count = place.subn(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", document)
    if count and filled != document:
        path.write_text(filled, encoding="utf-8")
    return bool(count)
