"""An alert with its line, and a clock that stands."""

from __future__ import annotations

from dataclasses import replace

from linewatch.records import Alert, content_id
from tests.registers import NOW, make_line

LINE = make_line("crossed")
STEP = LINE.steps[-1]
ALERT = Alert(
    content_id("alr", STEP.step_id),
    LINE.line_id,
    STEP.step_id,
    "evt_1",
    "crossed",
    NOW,
    0.9,
    STEP.reasons,
    ("The Ilm Post",),
    "The line was crossed on 2031-03-06.",
)


def make_alert(number: int = 1, line_id: str = "line_1") -> Alert:
    return replace(ALERT, alert_id=f"alr_{number}", line_id=line_id)
