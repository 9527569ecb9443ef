"""Ids that were given once stay: of all ids that a line or a step could have, the one that was told before.

A line could be called by any of its declarations, a step by any of its reports. Each takes the first by day, unless an
earlier watch has told it under another: an older report that comes late names nothing anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from linewatch.records import Step, content_id
from linewatch.watch.register import Entry


def kept_line(entry: Entry, given: Container[str]) -> Entry:
    """Return a line under the id that it was given before, if any."""
    ids = [content_id("line", one.line.declaration_id) for one in entry.declarations]
    return replace(entry, line_id=next((key for key in ids if key in given), entry.line_id))


def kept_steps(entry: Entry, steps: Iterable[Step], given: Container[str]) -> tuple[Step, ...]:
    """Return the steps of a line under the ids that they were given before, each id once."""
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    told = []
    for step in steps:
        able = [step.step_id, *_able_ids(entry, step)]
        name = next((key for key in able if key in given and key not in taken), step.step_id)
        taken.add(name)
        renamed[step.step_id] = name
        told.append(replace(step, step_id=name))
    return tuple(replace(step, of_step=renamed.get(step.of_step or "", step.of_step)) for step in told)


def _able_ids(entry: Entry, step: Step) -> list[str]:
    """Return the ids that a step would have if another of its reports or declarations were the first."""
    lines = [entry.line_id, *(content_id("line", one.line.declaration_id) for one in entry.declarations)]
    rests_on: Sequence[str] = step.event_ids or [
        one.line.declaration_id for one in entry.declarations if one.article.article_id in step.article_ids
    ]
    return [content_id("step", line_id, step.state, key) for line_id in lines for key in rests_on]
