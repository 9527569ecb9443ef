"""An alert as a CloudEvent 1.0 in structured JSON. Source: the CloudEvents specification 1.0.2, JSON format."""

from __future__ import annotations

from typing import Any

import msgspec

from linewatch.notify.wording import is_test, line_words, subject_of
from linewatch.records import Alert, Line

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
RAISED = "org.linewatch.alert.raised.v1"
TEST = "org.linewatch.alert.test.v1"
SOURCE = "urn:linewatch"


def to_cloudevent(alert: Alert, line: Line | None) -> bytes:
    """Return the event: `id` is the alert's, `subject` the line's, `data` has the alert and the terms of the line."""
    event = {
        "specversion": "1.0",
        "id": alert.alert_id,
        "source": SOURCE,
        "type": TEST if is_test(alert) else RAISED,
        "subject": alert.line_id,
        "time": alert.raised_at,
        "datacontenttype": "application/json",
        "data": {"summary": subject_of(alert, line), "alert": alert, "line": _terms(line) if line else None},
    }
    return msgspec.json.encode(event)


def _terms(line: Line) -> dict[str, Any]:
    """Return a line without its steps, which grow with each report."""
    return {
        "line_id": line.line_id,
        "state": line.state,
        "declared_on": line.declared_on,
        "ended_on": line.ended_on,
        "words": line_words(line),
        "terms": line.terms,
    }
