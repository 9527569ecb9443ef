"""A file of labelled pairs → what is to be learned of each, with faults told by file and line.

The form is that of ``evaluate relation``; a party may also be the words that name it, and a label any that the user's
ontology has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import msgspec

from linewatch.errors import SourceError
from linewatch.evaluation.goldfiles import fault_at, read_records
from linewatch.fitting.labels import NO_MODE, Vocabulary

Ranges = tuple[tuple[int, int], ...]

LEAST: Final = 20
LEAST_OF_LABEL: Final = 2
_MANUAL: Final = "docs/own-words.md"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair: where its parties stand, the classes that its label may mean, and the row of its mode."""

    line: int
    text: str
    source: Ranges
    target: Ranges
    label: str
    kinds: tuple[str, ...]
    mode: str | None = None


class _Party(msgspec.Struct, frozen=True):
    spans: Ranges | None = None
    text: str | None = None


class _Record(msgspec.Struct):
    text: str
    source: str | _Party | None = None
    target: str | _Party | None = None
    type: str | None = None
    root: str | None = None
    mode: str | None = None


class _FaultError(ValueError):
    """What is wrong with a record, said after "the line"."""


def read_labelled(path: Path, vocabulary: Vocabulary) -> list[Labelled]:
    """Return the pairs of a file.

    Raises:
        SourceError: LW101 there is no such file; LW102 it or a line of it is not in this form, or a label is unknown.
    """
    pairs = []
    for number, record in read_records(path, _Record, _MANUAL):
        try:
            pairs.append(_pair(number, record, vocabulary))
        except _FaultError as fault:
            raise fault_at(path, number, str(fault), _MANUAL) from fault
    for pair in pairs:
        _check_modes(path, pair, pairs, vocabulary)
    return pairs


def check_numbers(path: Path, pairs: Sequence[Labelled]) -> None:
    """Check that there is enough to learn from.

    Raises:
        SourceError: LW104 there are too few pairs, of all or of one label.
    """
    if len(pairs) < LEAST:
        raise SourceError("LW104", f"{len(pairs)} labelled pairs are too few; label {LEAST} or more", str(path))
    for label, number in Counter(pair.label for pair in pairs).items():
        if number < LEAST_OF_LABEL:
            line = next(pair.line for pair in pairs if pair.label == label)
            reason = f"{label} has {number} pair; label {LEAST_OF_LABEL} or more, or take it out"
            raise SourceError("LW104", reason, f"{path}:{line}")


def _pair(number: int, record: _Record, vocabulary: Vocabulary) -> Labelled:
    given = record.type or record.root
    if not given:
        raise _FaultError('has no label; give it a "type", which may be "none"')
    kinds = vocabulary.kinds_of(given, is_root=not record.type)
    if not kinds:
        near = get_close_matches(given.upper(), vocabulary.labels(), n=1)
        hint = f"did you mean {near[0]}" if near else f"use one of {', '.join(vocabulary.labels())}"
        raise _FaultError(f"has the label {given!r}, which is unknown: {hint}, or declare it in a file of `ontology`")
    row = None
    if record.mode:
        modes, mode = vocabulary.modes_of(kinds), record.mode.strip().lower()
        kinds, row = vocabulary.with_mode(kinds, mode)
        if not kinds:
            advice = f"use one of {', '.join([*modes, NO_MODE])}" if modes else "leave it out"
            raise _FaultError(f"has the mode {mode!r}, which {given} has not: {advice}")
    sides = (_ranges(record.text, "source", record.source), _ranges(record.text, "target", record.target))
    return Labelled(number, record.text, *sides, given.strip().upper(), kinds, row)


def _ranges(text: str, side: str, party: str | _Party | None) -> Ranges:
    """Return where a party stands: its own ranges, else the first place where the text has its words."""
    if isinstance(party, _Party) and party.spans is not None:
        for start, end in party.spans:
            if not 0 <= start < end <= len(text):
                raise _FaultError(f"has the range [{start}, {end}], which its text has not")
        return party.spans
    words = (party.text if isinstance(party, _Party) else party) or ""
    if not words.strip():
        return ()
    found = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text)
    if found is None:
        raise _FaultError(f"has the {side} {words!r}, which its text has not: copy it from the text, or give spans")
    return (found.span(),)


def _check_modes(path: Path, pair: Labelled, pairs: Sequence[Labelled], vocabulary: Vocabulary) -> None:
    """Refuse the only mode of a type: the reader would see it in every event of that type."""
    if pair.mode is None:
        return
    event_type = pair.mode.partition("/")[0]
    rows = {other.mode for other in pairs if other.mode and other.mode.startswith(f"{event_type}/")}
    if len(rows | vocabulary.modes_read(event_type)) < LEAST_OF_LABEL:
        fault = f'has the only mode of {event_type}: label another one, or pairs without it as "mode": "{NO_MODE}"'
        raise fault_at(path, pair.line, fault, _MANUAL)
