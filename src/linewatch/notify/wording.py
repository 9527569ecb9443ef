"""An alert in words: a subject line and a plain text. Takes an alert and its line, gives text; no markup, no I/O."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from linewatch.records import Alert, Entity, Line, Reasons

STATES = {
    "declared": "declared",
    "reaffirmed": "reaffirmed",
    "amended": "amended",
    "tested": "tested",
    "crossed": "crossed",
    "answered": "answered",
    "not_answered": "left without an answer",
    "withdrawn": "withdrawn",
    "denied": "denied",
    "expired": "expired",
}


_TEST = "alr_test"


def make_test(now: datetime) -> Alert:
    """Return an alert that only tries a channel."""
    words = "This is a test: nothing has happened. Alerts of Linewatch arrive here."
    key = f"{_TEST}{int(now.timestamp())}"
    return Alert(key, "line_test", "step_test", None, "crossed", now, 1.0, None, (), words)


def is_test(alert: Alert) -> bool:
    """Say whether the alert only tries a channel."""
    return alert.alert_id.startswith(_TEST)


def subject_of(alert: Alert, line: Line | None) -> str:
    """Return one line: ``Red line crossed: Ada Mirel (SUD) → Norland: if Norland sends ...``."""
    if is_test(alert):
        return "Linewatch: a test"
    words = line_words(line) if line else alert.line_id
    late = " (late)" if alert.is_late else ""
    return _plain(f"Red line {STATES[alert.state]}{late}: {words}")


def body_of(alert: Alert, line: Line | None) -> str:
    """Return the alert as paragraphs of plain text, each value with its reason in words."""
    return "\n".join(_paragraphs(alert, line)) + "\n"


def line_words(line: Line) -> str:
    """Return whose line it is, to whom, and what crosses it, on one line."""
    terms = line.terms
    to = ", ".join(_named(entity) for entity in terms.addressees)
    who = f"{_named(terms.declarer)} → {to}" if to else _named(terms.declarer)
    return _plain(f"{who}: {terms.trigger.text}")


def quoted(text: str) -> str:
    """Return `text` in quotation marks, once where it stands in them already."""
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"


def reason_words(reasons: Reasons) -> Iterator[str]:
    """Yield the four parts of a match, as ``area 0.70: Varna lies 4 km from the border``."""
    for name in ("actor", "act", "area", "time"):
        reason = getattr(reasons, name)
        yield _plain(f"{name} {reason.score:.2f}: {reason.words}")


def _paragraphs(alert: Alert, line: Line | None) -> Iterator[str]:
    yield subject_of(alert, line)
    yield ""
    yield _plain(alert.explanation)
    if alert.claimed_by:
        yield _plain(f"Claimed by: {', '.join(alert.claimed_by)}")
    yield f"Score: {alert.score:.2f}"
    if alert.reasons:
        yield from (f"  {words}" for words in reason_words(alert.reasons))
    if line:
        yield ""
        yield _plain(f"The line: {quoted(line.terms.evidence.text)}")
        if line.declared_on:
            yield f"Declared: {line.declared_on}"
        if line.terms.response:
            yield _plain(f"Response announced: {line.terms.response.span.text}")
    yield ""
    yield f"{alert.alert_id} · {alert.step_id} · {alert.line_id}"


def _named(entity: Entity) -> str:
    return f"{entity.name} ({entity.country})" if entity.country and entity.kind != "state" else entity.name


def _plain(text: str) -> str:
    """Return `text` on one line without control characters: it comes from strangers and may go into a header."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
