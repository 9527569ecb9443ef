"""The terminal: consoles, text made safe to print, and a progress bar that waits before it shows.

Article text comes from strangers. It is never read as rich markup, and `clean` takes out what could move the cursor,
hide words or turn their direction.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import IO, TypeVar

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from linewatch.wording import visible

PATIENCE_S = 2.0
PAGE_WIDTH = 100

_SPACES = re.compile(r"[\s\u2028\u2029]+")
_LINE_ENDS = re.compile(r" +$", re.MULTILINE)

ItemT = TypeVar("ItemT")


def clean(text: str) -> str:
    """Return `text` on one line, each control, direction or invisible character shown as U+FFFD."""
    return visible(_SPACES.sub(" ", text))


def data_console(stream: IO[str] | None = None) -> Console:
    """Return the console for data: stdout or `stream`; 100 columns wide where no terminal says otherwise."""
    stream = stream or sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PAGE_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def talk_console() -> Console:
    """Return the console for talk: stderr."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def say(message: str, console: Console) -> None:
    """Print one line of talk to `console`, softly."""
    console.print(clean(message), style="dim", soft_wrap=True)


def show(renderable: RenderableType, console: Console) -> None:
    """Print to `console`; a file gets no blanks at the ends of its lines."""
    if console.is_terminal:
        console.print(renderable)
        return
    with console.capture() as captured:
        console.print(renderable)
    console.file.write(_LINE_ENDS.sub("", captured.get()))


def track(
    items: Iterable[ItemT], console: Console, *, total: int | None = None, doing: str = "Coding", unit: str = "articles"
) -> Iterator[ItemT]:
    """Yield the items with a progress bar below, if `console` is a terminal and the work takes long enough.

    Args:
        doing: what stands before the bar.
        unit: what the items are.
    """
    if not console.is_terminal:
        yield from items
        return
    progress = Progress(*_columns(total, unit), console=console, transient=True)
    task = progress.add_task(doing, total=total)
    begun = monotonic()
    try:
        for item in items:
            progress.advance(task)
            if not progress.live.is_started and monotonic() - begun > PATIENCE_S:
                progress.start()
            yield item
    finally:
        progress.stop()


def _columns(total: int | None, unit: str) -> list[ProgressColumn]:
    counted = MofNCompleteColumn() if total else TextColumn("{task.completed}")
    return [TextColumn("{task.description}"), BarColumn(30), counted, _Speed(unit), TimeElapsedColumn()]


class _Speed(ProgressColumn):
    """Items per second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} {self.unit}/s" if task.speed else "", style="dim")
