"""What a person found in sentences of real reports → mined questions with the right answers.

``verdicts.txt`` has a digest and "yes", a red line is declared, or "doubt" in each line, and no text of others. A third
word names the report, where it is not read anyway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from training.lines.schema import YES
from training.roles.examples import Example, Question

VERDICTS: Final = Path(__file__).parent / "verdicts.txt"


def digest(text: str) -> str:
    """Return what stands for a sentence in the list of verdicts."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def read_verdicts(path: Path = VERDICTS) -> dict[str, str]:
    """Return "yes" or "doubt" by the digest of a sentence."""
    return {name: verdict for name, verdict, *_ in _lines(path)}


def named_reports(path: Path = VERDICTS) -> frozenset[str]:
    """Return the ids of the reports that are named."""
    return frozenset(report for *_, report in (words for words in _lines(path) if len(words) == 3))


def _lines(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def judge(examples: Sequence[Example], told: Path, verdicts: Mapping[str, str]) -> list[Example]:
    """Return mined passages as a person sees them: yes where a sentence declares a line, nothing where it is in doubt.

    Args:
        told: the file with the digest of the sentence of each question.
    """
    digests = (line.partition("\t")[0] for line in told.read_text(encoding="utf-8").splitlines())
    judged = []
    for example in examples:
        found = [(question, verdicts.get(next(digests))) for question in example.questions]
        kept = tuple(
            Question(question.marked, {}, {"line": YES}) if verdict == "yes" else question
            for question, verdict in found
            if verdict != "doubt"
        )
        if kept:
            judged.append(replace(example, questions=kept))
    return judged
