"""Reports with marked actors → their plain text and the chains of mentions. Takes the lines of a gold file.

A mark is ``[1 General Roe]``: the number of the actor, a blank, the words. Marks stand inside each other ("[2 [1 its]
army]"), and what stands for several bears all their numbers: ``[1+3 both sides]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_lines
from linewatch.evaluation.reports import Report, read_day

Stretch = tuple[int, int]
Chains = tuple[tuple[Stretch, ...], ...]
"""For each actor its mentions, as half-open ranges of characters; one of several actors stands with each."""

_TITLE: Final = re.compile(r"= (\S+)")
_DATE: Final = re.compile(r"date: (.+)")
_MARK: Final = re.compile(r"\[(\d+(?:\+\d+)*) |\]")


def read_marked(path: Path) -> Iterator[tuple[Report, Chains]]:
    """Yield the reports of a file with their chains.

    Raises:
        SourceError: LW101 or LW102 the file is missing, empty or in another form.
    """
    seen: set[str] = set()
    for number, name, lines in _parts(path):
        if name in seen:
            raise fault_at(path, number, f"begins the second report with the id {name!r}")
        seen.add(name)
        dates = [found[1] for line in lines if (found := _DATE.fullmatch(line))]
        body = "\n".join(line for line in lines if not _DATE.fullmatch(line)).strip()
        try:
            text, chains = parse_marks(body)
        except ValueError as error:
            raise fault_at(path, number, f"begins a report that {error}") from error
        yield Report(name, text, published_on=read_day(dates[0] if dates else None)), chains
    if not seen:
        raise fault_of_empty(path)


def parse_marks(marked: str) -> tuple[str, Chains]:
    """Return the text without its marks, and the chains in the order of their numbers.

    Raises:
        ValueError: a mark is not closed, not opened or empty.
    """
    text, at = "", 0
    opened: list[tuple[int, list[int]]] = []
    chains: dict[int, list[Stretch]] = {}
    for mark in _MARK.finditer(marked):
        text, at = text + marked[at : mark.start()], mark.end()
        if mark[1]:
            opened.append((len(text), [int(number) for number in mark[1].split("+")]))
            continue
        if not opened or opened[-1][0] == len(text):
            raise ValueError(f"has a mark that holds nothing, near {text[-20:]!r}")
        start, actors = opened.pop()
        for actor in actors:
            chains.setdefault(actor, []).append((start, len(text)))
    if opened:
        raise ValueError(f"has a mark that is not closed, near {text[opened[-1][0] :][:20]!r}")
    return text + marked[at:], tuple(tuple(sorted(chains[actor])) for actor in sorted(chains))


def _parts(path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number of the first line of each report, its id and its other lines."""
    part: tuple[int, str, list[str]] | None = None
    for number, line in read_lines(path):
        if title := _TITLE.fullmatch(line):
            if part is not None:
                yield part
            part = number, title[1], []
        elif part is not None:
            part[2].append(line)
        elif line.strip():
            raise fault_at(path, number, "stands before the first report")
    if part is not None:
        yield part
