"""Lines, steps and alerts as flat rows with constant columns, for CSV. Columns are only ever added at the end."""

from __future__ import annotations

from linewatch.cli.columns import Row
from linewatch.records import Alert, Line
from linewatch.store import Recorded

_PARTS = ("actor", "act", "area", "time")

LINE = (
    "line_id",
    "state",
    "type",
    "declared_on",
    "ended_on",
    "declarer_name",
    "declarer_country",
    "addressee_names",
    "addressee_countries",
    "trigger",
    "trigger_type",
    "trigger_mode",
    "area",
    "area_kind",
    "area_countries",
    "deadline_until_on",
    "response",
    "response_specificity",
    "strength",
    "declarations",
    "steps",
    "latest_on",
    "evidence",
)
STEP = (
    "step_id",
    "version",
    "line_id",
    "state",
    "on",
    "score",
    *(f"{part}_score" for part in _PARTS),
    "claimed_by",
    "denied_by",
    "declaration_id",
    "event_ids",
    "article_ids",
    "of_step",
    "lag_days",
    "recorded_at",
    "superseded_at",
    "explanation",
)
ALERT = (
    "alert_id",
    "raised_at",
    "state",
    "is_late",
    "score",
    *(f"{part}_score" for part in _PARTS),
    *(f"{part}_words" for part in _PARTS),
    "claimed_by",
    "line_id",
    "step_id",
    "event_id",
    "verdict",
    "reviewed_by",
    "reviewed_at",
    "explanation",
)


def line_row(line: Line) -> Row:
    """Return the row of a line."""
    terms, area, deadline, response = line.terms, line.terms.area, line.terms.deadline, line.terms.response
    return {
        **{name: getattr(line, name) for name in ("line_id", "state", "declared_on", "ended_on")},
        "type": terms.type,
        "declarer_name": terms.declarer.name,
        "declarer_country": terms.declarer.country,
        "addressee_names": ";".join(entity.name for entity in terms.addressees),
        "addressee_countries": ";".join(entity.country or "" for entity in terms.addressees),
        "trigger": terms.trigger.text,
        "trigger_type": terms.trigger.event_type,
        "trigger_mode": terms.trigger.mode,
        "area": area.span.text if area else None,
        "area_kind": area.kind if area else None,
        "area_countries": ";".join(area.countries) if area else None,
        "deadline_until_on": deadline.until_on if deadline else None,
        "response": response.span.text if response else None,
        "response_specificity": response.specificity if response else None,
        "strength": terms.strength,
        "declarations": len(line.declaration_ids),
        "steps": len(line.steps),
        "latest_on": line.steps[-1].on if line.steps else None,
        "evidence": terms.evidence.text,
    }


def step_row(recorded: Recorded) -> Row:
    """Return the row of a version of a step."""
    step = recorded.step
    plain = ("step_id", "line_id", "state", "on", "score", "declaration_id", "of_step", "lag_days", "explanation")
    lists = ("claimed_by", "denied_by", "event_ids", "article_ids")
    return {
        **{name: getattr(step, name) for name in plain},
        **{name: ";".join(getattr(step, name)) for name in lists},
        **{f"{part}_score": getattr(step.reasons, part).score if step.reasons else None for part in _PARTS},
        "version": recorded.version,
        "recorded_at": recorded.recorded_at.isoformat(),
        "superseded_at": recorded.superseded_at.isoformat() if recorded.superseded_at else None,
    }


def alert_row(alert: Alert) -> Row:
    """Return the row of an alert."""
    plain = ("alert_id", "state", "is_late", "score", "line_id", "step_id", "event_id", "explanation")
    review = alert.reviewed
    return {
        **{name: getattr(alert, name) for name in plain},
        **{f"{part}_score": getattr(alert.reasons, part).score if alert.reasons else None for part in _PARTS},
        **{f"{part}_words": getattr(alert.reasons, part).words if alert.reasons else None for part in _PARTS},
        "raised_at": alert.raised_at.isoformat(),
        "claimed_by": ";".join(alert.claimed_by),
        "verdict": review.verdict if review else None,
        "reviewed_by": review.by if review else None,
        "reviewed_at": review.at.isoformat() if review else None,
    }
