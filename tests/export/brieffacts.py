"""A line that was crossed and the events beside it, for tests of the briefing."""

from __future__ import annotations

from datetime import date

from linewatch.records import Declared, Line, Reading, Reason, Reasons, Sighting, Step, Tension
from tests.factories import make_coded

CODED = make_coded()
TERMS, EVENT, PLACE = CODED.red_lines[0], CODED.events[0], CODED.places[0]
DECLARED = Declared(CODED.article, TERMS, (PLACE,))
SIGHTING = Sighting(CODED.article, EVENT, PLACE)
REASONS = Reasons(
    Reason(1.0, "Norland is whom the line warns"),
    Reason(0.8, "shelling is a higher act than the one named"),
    Reason(0.9, "4 km from the border NOR–SUD"),
    Reason(1.0, "two days after the declaration"),
)
STEPS = (
    Step("step_1", TERMS.line_id, "declared", date(2031, 3, 4), 0.7, "Ada Mirel drew it", None, TERMS.declaration_id),
    Step(
        "step_2", TERMS.line_id, "crossed", date(2031, 3, 6), 0.9, "Norland shelled Varna", REASONS,
        event_ids=(EVENT.event_id,), article_ids=(CODED.article.article_id,), claimed_by=("The Ilm Post",),
    ),
)  # fmt: skip
LINE = Line(TERMS.line_id, TERMS, (TERMS.declaration_id,), date(2031, 3, 4), None, "crossed", STEPS)
TENSION = Tension(
    ("NOR", "SUD"),
    "day",
    (
        Reading(date(2031, 3, 4), (1, 0, 2, 0), -1.0, -0.5),
        Reading(date(2031, 3, 5), (0, 0, 0, 0), 0.0, -0.4),
        Reading(date(2031, 3, 6), (0, 1, 0, 3), -9.0, -4.0),
    ),
    (date(2031, 3, 6),),
)
