"""Lines, steps and alerts as a reader wants them in a terminal.

Everything here takes records and returns rich renderables; nothing prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from linewatch.cli import ledger
from linewatch.cli.terminal import clean
from linewatch.records import Alert, Article, Decision, Line, Reasons, RedLine, Step
from linewatch.store import Found, Recorded
from linewatch.wording import STATES, quoted

BAR_WIDTH = 8
STATE_WIDTH = 13
STATE_STYLES = {
    "tested": "bold yellow",
    "crossed": "bold red",
    "answered": "bold magenta",
    "not_answered": "bold yellow",
    "reaffirmed": "cyan",
    "amended": "cyan",
    "withdrawn": "green",
    "denied": "green",
    "expired": "dim",
}


def line_entry(line: Line) -> RenderableType:
    """Return when, the state, who to whom and how strongly; then what crosses the line, and what has come of it."""
    who = ledger.parties([line.terms.declarer], line.terms.addressees, is_named=True)
    head = _head(line.declared_on, line.state, who, ledger.strength(line.terms.strength), line.line_id)
    return Group(head, _indented(ledger.facts({**_terms(line.terms), "life": Text(_life(line))})))


def alert_entry(alert: Alert, line: Line | None) -> RenderableType:
    """Return the day, the state, whose line it is and the score; then the line in words, why, and on whose word."""
    who = ledger.parties([line.terms.declarer], line.terms.addressees, is_named=True) if line else Text(alert.line_id)
    words = [Text(f"“{clean(line.terms.trigger.text)}”")] if line else []
    step = next((step for step in line.steps if step.step_id == alert.step_id), None) if line else None
    notes = [
        "late" if alert.is_late else None,
        None if step else "no longer holds",
        f"claimed by {', '.join(alert.claimed_by)}" if alert.claimed_by else None,
        f"{alert.reviewed.verdict} by {alert.reviewed.by}" if alert.reviewed else None,
        ledger.short_id(alert.line_id),
    ]
    below = Group(
        *words,
        Text(clean(alert.explanation)),
        *reason_bars(alert.reasons),
        Text(" · ".join(clean(note) for note in notes if note), style="dim"),
    )
    head = _head(step.on if step else alert.raised_at.date(), alert.state, who, score(alert.score), alert.alert_id)
    return Group(head, _indented(below))


def step_entry(recorded: Recorded) -> RenderableType:
    """Return a version of a step as `history` lists it; one that no longer holds is dim and says since when."""
    step, since = recorded.step, recorded.superseded_at
    gone = f"superseded {moment(since)}" if since else None
    entry = _step(step, [f"version {recorded.version}, recorded {moment(recorded.recorded_at)}", gone])
    return Padding(entry, style="dim") if since else entry


def line_page(
    line: Line, declared: Sequence[Found[RedLine]], reports: dict[str, Article], decisions: Sequence[Decision]
) -> RenderableType:
    """Return all of a line: its terms in words, who said it where, its steps with their reasons, what was decided.

    Args:
        declared: the declarations of the line with their articles, the oldest first.
        reports: the articles of its steps by their ids, as far as they are there.
    """
    who = ledger.parties([line.terms.declarer], line.terms.addressees, is_named=True)
    who.stylize("bold")
    own = {
        "id": Text(line.line_id),
        "state": Text(line.state, style=STATE_STYLES.get(line.state, "")),
        "declared": Text(str(line.declared_on or "undated")),
        "ended": Text(str(line.ended_on)) if line.ended_on else None,
        "kind": Text(f"{line.terms.type}, strength {line.terms.strength} of 3"),
        **_terms(line.terms),
    }
    return Group(
        who,
        ledger.facts(own),
        ledger.section("Said", [_saying(found) for found in declared], of=len(declared)),
        ledger.section("Steps", [_step(step, _sources(step, reports)) for step in line.steps], of=len(line.steps)),
        ledger.section("Decisions", [decision_entry(each) for each in decisions], of=len(decisions)),
        Text(),
    )


def step_page(step: Step, line: Line | None, evidence: RenderableType | None) -> RenderableType:
    """Return why a step was made: its reasons, its line, and the record that it rests on."""
    own = {
        "id": Text(step.step_id),
        "line": Text(clean(f"{step.line_id}, “{line.terms.trigger.text}”" if line else step.line_id)),
        "declared": Text(str(line.declared_on or "undated")) if line else None,
        "answers": Text(f"{step.of_step}, after {step.lag_days} days") if step.of_step else None,
    }
    parts = [Text(), evidence] if evidence else []
    return Group(_step(step, []), _indented(ledger.facts(own)), *parts)


def decision_entry(decision: Decision) -> RenderableType:
    """Return when and who, what, and why."""
    value = ", ".join(f"{name}={each}" for name, each in decision.value.items())
    words = " ".join(part for part in (decision.verb, decision.about, value, decision.note or "") if part)
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(width=ledger.DATE_WIDTH, no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(width=ledger.ID_WIDTH, no_wrap=True)
    by = Text.assemble(clean(decision.made_by), " ", (clean(words), "dim"))
    head.add_row(str(decision.made_at.date()), by, Text(ledger.short_id(decision.decision_id), style="dim"))
    return head


def reason_bars(reasons: Reasons | None) -> Iterable[Text]:
    """Yield the four parts of a match, each as a small bar with its score and its words."""
    for name in ("actor", "act", "area", "time") if reasons else ():
        reason = getattr(reasons, name)
        full = round(reason.score * BAR_WIDTH)
        bar = Text.assemble(("█" * full, "bold"), ("░" * (BAR_WIDTH - full), "dim"))
        yield Text.assemble((f"{name:5} ", "dim"), bar, f" {reason.score:.2f} {clean(reason.words)}")


def score(value: float) -> Text:
    """Return a score with two places."""
    return Text(f"{value:.2f}")


def moment(value: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{value:%Y-%m-%d %H:%M} UTC"


def _head(day: date | None, state: str, who: Text, right: Text, record_id: str) -> Table:
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(width=ledger.DATE_WIDTH, no_wrap=True)
    head.add_column(width=STATE_WIDTH, no_wrap=True)
    head.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    head.add_column(width=4, no_wrap=True)
    head.add_column(width=ledger.ID_WIDTH + 1, no_wrap=True)
    day_words = Text(str(day)) if day else Text("undated", style="dim")
    state_words = Text(STATES[state], style=STATE_STYLES.get(state, ""))
    head.add_row(day_words, state_words, who, right, Text(ledger.short_id(record_id), style="dim"))
    return head


def _indented(below: RenderableType) -> RenderableType:
    return Padding(below, (0, 0, 0, ledger.INDENT))


def _terms(terms: RedLine) -> dict[str, Text | None]:
    """Return the terms of a line by name, in the words of the declaration."""
    act = " ".join(part for part in (terms.trigger.event_type, terms.trigger.mode) if part)
    actors = ", ".join(ledger.named(entity) for entity in terms.trigger.actors)
    area = terms.area
    countries = f" ({area.kind}, {', '.join(area.countries)})" if area and area.countries else ""
    deadline, response = terms.deadline, terms.response
    until = f" ({deadline.until_on})" if deadline and deadline.until_on else ""
    return {
        "trigger": Text.assemble((clean(terms.trigger.text), "bold"), (f" ({act})" if act else "", "dim")),
        "by": Text(actors) if actors else None,
        "where": Text(clean(area.span.text) + countries) if area else None,
        "until": Text(clean(deadline.span.text) + until) if deadline else None,
        "response": Text(f"{clean(response.span.text)} ({response.specificity})") if response else None,
        "promise": Text(clean(terms.assurance.text)) if terms.assurance else None,
    }


def _life(line: Line) -> str:
    counts: dict[str, int] = {}
    for step in line.steps:
        if step.state != "declared":
            counts[step.state] = counts.get(step.state, 0) + 1
    if not counts:
        return "nothing since"
    words = [STATES[state] + (f" {count} times" if count > 1 else "") for state, count in counts.items()]
    return f"{', '.join(words)}; last on {line.steps[-1].on or 'an unknown day'}"


def _step(step: Step, notes: Iterable[str | None]) -> RenderableType:
    claims = [
        f"claimed by {', '.join(step.claimed_by)}" if step.claimed_by else None,
        f"denied by {', '.join(step.denied_by)}" if step.denied_by else None,
        *notes,
    ]
    rest = " · ".join(clean(note) for note in claims if note)
    below = [*reason_bars(step.reasons), *([Text(rest, style="dim")] if rest else [])]
    head = _head(step.on, step.state, Text(clean(step.explanation)), score(step.score), step.step_id)
    head.columns[2].no_wrap = False
    return Group(head, _indented(Group(*below))) if below else head


def _sources(step: Step, reports: dict[str, Article]) -> list[str]:
    known = [reports[key] for key in step.article_ids if key in reports]
    return [ledger.source_words(article) or ledger.short_id(article.article_id) for article in known]


def _saying(found: Found[RedLine]) -> RenderableType:
    line, article = found.record, found.article
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(width=ledger.DATE_WIDTH, no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(width=ledger.ID_WIDTH, no_wrap=True)
    source = Text(f"{line.kind}, {ledger.source_words(article)}", style="dim")
    head.add_row(ledger.when(line.said), source, Text(ledger.short_id(line.declaration_id), style="dim"))
    return Group(head, _indented(Text(quoted(clean(line.evidence.text)))))
