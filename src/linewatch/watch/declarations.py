"""A line's declarations → its steps: declared, reaffirmed, amended, withdrawn, denied. Takes an entry, gives steps.

Five newspapers that report one declaration on one day make one step with five articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linewatch.records import Declared, LineState, Step, content_id
from linewatch.watch.register import Entry, amends
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import said_on

_SAID: dict[str, LineState] = {"withdrawal": "withdrawn", "denial": "denied"}


def declare_steps(entry: Entry) -> tuple[Step, ...]:
    """Return the steps that rest on declarations, the oldest first."""
    return tuple(_step(entry.line_id, state, group) for state, group in _occasions(entry.declarations))


def _occasions(declarations: Sequence[Declared]) -> Iterator[tuple[LineState, list[Declared]]]:
    """Yield what was declared on each occasion, and all declarations that report it."""
    state, group = _state(declarations[0], None), [declarations[0]]
    for one in declarations[1:]:
        following = _state(one, group[0])
        if _is_same_occasion(group[0], one) and following in {state, "reaffirmed"} and one.line.kind != "amendment":
            group.append(one)
            continue
        yield state, group
        state, group = following, [one]
    yield state, group


def _state(one: Declared, before: Declared | None) -> LineState:
    """Return the state that a declaration brings about."""
    if one.line.kind in _SAID and not _is_repeated(one):
        return _SAID[one.line.kind]
    if before is None:
        return "declared"
    return "amended" if amends(before.line, one.line) else "reaffirmed"


def _is_repeated(one: Declared) -> bool:
    """Say whether the words repeat a line and have none that take it back, whatever kind was read."""
    found = {cue for cue in ("again", "ended", "deny") if read_tables().cues[cue].search(one.line.evidence.text)}
    return found == {"again"}


def _is_same_occasion(first: Declared, later: Declared) -> bool:
    """Say whether two declarations report one occasion: said or published on days next to each other."""
    if first.article.article_id == later.article.article_id:
        return True
    ours, theirs = said_on(first), said_on(later)
    if ours is None or theirs is None or later.line.kind == "reaffirmation" != first.line.kind:
        return False
    return abs((theirs - ours).days) <= read_tables().register["same_days"]


def _step(line_id: str, state: LineState, group: Sequence[Declared]) -> Step:
    first = group[0].line
    words = {"declared": "declares", "reaffirmed": "repeats", "amended": "changes", "withdrawn": "takes back"}
    return Step(
        step_id=content_id("step", line_id, state, first.declaration_id),
        line_id=line_id,
        state=state,
        on=said_on(group[0]),
        score=max(one.line.score for one in group),
        explanation=f"{first.declarer.name} {words.get(state, 'denies')} the line: “{first.trigger.text}”",
        declaration_id=first.declaration_id,
        article_ids=tuple(dict.fromkeys(one.article.article_id for one in group)),
        claimed_by=tuple(dict.fromkeys(one.line.declarer.name for one in group)),
    )
