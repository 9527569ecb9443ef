"""How a document that was set aside is found by its source, flattened and drawn."""

from __future__ import annotations

from itertools import islice
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from linewatch.cli import ledger
from linewatch.cli.formats import View
from linewatch.cli.terminal import clean
from linewatch.errors import UsageError
from linewatch.records import MOST_KEPT_BYTES
from linewatch.store import SetAside, Store

COLUMNS = ("source", "code", "stage", "reason", "attempts", "kept_bytes")
SHOWN_LINES = 30
SHOWN_CHARS = 200


def find(store: Store, source: str) -> SetAside:
    """Return the document with this source, or whose source alone begins so.

    Raises:
        UsageError: LW003 there is none, or there are several.
    """
    kept = list(islice(store.load_rejections(source=source), 2))  # the shortest is the first
    if not kept:
        raise UsageError("LW003", "nothing from there was set aside; see linewatch rejections list --db STORE", source)
    if len(kept) > 1 and kept[0].rejection.source != source:
        names = f"{kept[0].rejection.source} and {kept[1].rejection.source}"
        raise UsageError("LW003", f"several sources begin so, {names} among them; give more of it", source)
    return kept[0]


def row(kept: SetAside) -> dict[str, Any]:
    """Return the document as one flat row, without its bytes."""
    rejection = kept.rejection
    size = None if rejection.content is None else len(rejection.content)
    values = (rejection.source, rejection.code, rejection.stage, rejection.reason, kept.attempts, size)
    return dict(zip(COLUMNS, values, strict=True))


VIEW = View(COLUMNS, row, row)


def entry(kept: SetAside) -> RenderableType:
    """Return two lines: the code and where it came from; then why."""
    rejection = kept.rejection
    head = Text.assemble((rejection.code, "red"), "  ", (clean(rejection.source), "bold"))
    words = f"{rejection.stage}: {rejection.reason}"
    return Group(head, Padding(Text(clean(words), style="dim"), (0, 0, 0, 7)))


def page(kept: SetAside) -> RenderableType:
    """Return all that is known of the document, and the first lines of it."""
    content = kept.rejection.content
    parts: dict[str, Text | None] = {
        "code": Text(kept.rejection.code),
        "stage": Text(clean(kept.rejection.stage)),
        "reason": Text(clean(kept.rejection.reason)),
        "tried": Text(f"{kept.attempts} times" if kept.attempts > 1 else "once"),
        "kept": Text(_size_words(content)),
    }
    lines = (content or b"").decode("utf-8", "replace").splitlines()
    shown = [Text(clean(line)[:SHOWN_CHARS]) for line in lines[:SHOWN_LINES]]
    rest = [Text("…", style="dim")] if len(lines) > SHOWN_LINES else []
    return Group(Text(clean(kept.rejection.source), style="bold"), ledger.facts(parts), Text(), *shown, *rest)


def _size_words(content: bytes | None) -> str:
    if content is None:
        return "nothing"
    return f"{len(content):,} bytes" if len(content) < MOST_KEPT_BYTES else f"the first {MOST_KEPT_BYTES:,} bytes"
