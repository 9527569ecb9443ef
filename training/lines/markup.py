"""Our own training passages: lines with marked parts → texts with the red lines that they declare.

A line is a passage with tags such as ``<decl>Chad</decl>``, then `` || `` and the labels of each red line, parted by
``; ``, or ``NONE`` and why there is none. Tags of a second red line end in 2; tags nest. The guide is
``passages/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, get_args

from linewatch.ontology import Ontology
from linewatch.records import LineKind, LineType
from training.markedfiles import read_marked

PASSAGES: Final = Path(__file__).parent / "passages"
ROLES: Final = {
    "decl": "declarer",
    "spk": "spokesperson",
    "addr": "addressee",
    "trig": "trigger",
    "area": "area",
    "due": "deadline",
    "resp": "response",
}
"""Tag → role."""
KINDS: Final[tuple[str, ...]] = get_args(LineKind)
TYPES: Final[tuple[str, ...]] = get_args(LineType)
FORMS: Final = (
    "if", "unless", "until", "or_else", "inversion", "relative_clause", "nominal", "red_line", "not_tolerate",
    "unacceptable", "should_avoid", "ultimatum", "imperative", "none",
)  # fmt: skip
SPECIFICITIES: Final = ("vague", "explicit")
AREAS: Final = ("border", "place", "country", "sea", "air", "zone")
REASONS: Final = (
    "request", "third_party", "analyst", "history", "hazard", "advice", "offer", "policing", "party_politics",
    "business", "sport", "fiction", "metro", "complaint", "general_denial", "event", "plan", "condition", "other",
)  # fmt: skip
"""Why a passage without a red line has none."""

_TAG: Final = re.compile(rf"<(/?)({'|'.join(ROLES)})(2?)>")
_SPOKEN_BACK: Final = frozenset({"withdrawal", "denial"})

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One red line of a passage: labels, None where it has none, and for each role the stretches of its parts."""

    kind: str
    type: str
    act: str
    form: str
    response: str | None
    mode: str | None
    specificity: str | None
    area: str | None
    spans: Mapping[str, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what it declares; `why` it declares nothing, otherwise None."""

    text: str
    lines: tuple[MarkedLine, ...]
    why: str | None = None


def read_passages(folder: Path = PASSAGES) -> Iterator[Passage]:
    """Yield the passages of all files of a folder, by the names of the files.

    Raises:
        ValueError: a line is not of the form; it names the file and the line.
    """
    return read_marked(folder, parse_line)


def parse_line(line: str) -> Passage:
    """Return the passage of a line.

    Raises:
        ValueError: the line is not of the form, or names what there is not.
    """
    marked, bar, told = line.partition(" || ")
    if not bar:
        raise ValueError("there is no ' || ' between passage and labels")
    text, spans = _read_tags(marked.strip())
    if told.startswith("NONE"):
        why = told.removeprefix("NONE").strip()
        if why not in REASONS:
            raise ValueError(f"{why!r} is no reason")
        if any(spans):
            raise ValueError("a passage without a red line has tags")
        return Passage(text, (), why)
    lines = told.split("; ")
    if len(lines) > len(spans) or any(spans[len(lines) :]):
        raise ValueError(f"{len(lines)} red lines are told, and there are tags of more or fewer")
    return Passage(text, tuple(_read_labels(told, parts) for told, parts in zip(lines, spans, strict=False)))


def join(one: Passage, other: Passage) -> Passage:
    """Return a passage that goes on with another one, as reports go on with other things."""
    shift = len(one.text) + 1
    moved = tuple(
        replace(line, spans={role: _moved(spans, shift) for role, spans in line.spans.items()}) for line in other.lines
    )
    return Passage(f"{one.text} {other.text}", (*one.lines, *moved), one.why and other.why)


def _moved(spans: tuple[Stretch, ...], shift: int) -> tuple[Stretch, ...]:
    return tuple((start + shift, end + shift) for start, end in spans)


def _read_tags(marked: str) -> tuple[str, tuple[dict[str, tuple[Stretch, ...]], ...]]:
    """Return the plain text, and for the first and the second red line the stretches of each role."""
    text, last, opened = "", 0, []
    found: tuple[dict[str, list[Stretch]], ...] = ({}, {})
    for match in _TAG.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        is_end, tag, number = match.groups()
        if not is_end:
            opened.append((tag, number, len(text)))
            continue
        if not opened or opened[-1][:2] != (tag, number):
            raise ValueError(f"{match[0]} ends what is not open")
        start = opened.pop()[2]
        if text[start:] != text[start:].strip() or start == len(text):
            raise ValueError(f"the stretch before {match[0]} is empty or has blanks at its ends")
        found[bool(number)].setdefault(ROLES[tag], []).append((start, len(text)))
    text += marked[last:]
    if opened:
        raise ValueError(f"<{opened[0][0]}{opened[0][1]}> has no end")
    if set("<>|\t") & set(text) or "  " in text:
        raise ValueError("there is a tag that does not exist, a tab or two blanks")
    return text, tuple({role: tuple(sorted(spans)) for role, spans in parts.items()} for parts in found)


def _read_labels(told: str, spans: Mapping[str, tuple[Stretch, ...]]) -> MarkedLine:
    labels = told.split()
    if len(labels) != 7:
        raise ValueError(f"{told!r} has not seven labels")
    kind, line_type, act, form, response, specificity, area = labels
    answer, _, mode = response.partition("/")
    ontology = Ontology.open()
    for label, allowed in (
        (kind, KINDS), (line_type, TYPES), (act, ontology.types), (form, FORMS), (answer, [*ontology.types, "-"]),
        (mode or "-", [*ontology.types["THREATEN"].modes, "-"]), (specificity, [*SPECIFICITIES, "-"]),
        (area, [*AREAS, "-"]),
    ):  # fmt: skip
        if label not in allowed:
            raise ValueError(f"{told!r}: there is no {label!r}")
    _check_parts(told, kind, spans, {"response": answer, "area": area})
    if (answer == "-") != (specificity == "-"):
        raise ValueError(f"{told!r}: response and specificity disagree")
    none_for = (None if label in {"-", ""} else label for label in (answer, mode, specificity, area))
    return MarkedLine(kind, line_type, act, form, *none_for, spans)


def _check_parts(told: str, kind: str, spans: Mapping[str, object], labelled: Mapping[str, str]) -> None:
    """Compare labels and tags.

    Raises:
        ValueError: a part is labelled and not marked, or the other way round.
    """
    for role, label in labelled.items():
        if (label == "-") != (role not in spans):
            raise ValueError(f"{told!r}: tags and label of the {role} disagree")
    if "trigger" not in spans and not (kind in _SPOKEN_BACK and spans):
        raise ValueError(f"{told!r}: no trigger is marked")
    if "declarer" not in spans:
        raise ValueError(f"{told!r}: no declarer is marked")
