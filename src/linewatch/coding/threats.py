"""The threats that red lines make: a line with a stated response is a THREATEN. Takes both records, gives events."""

from __future__ import annotations

from linewatch.coding.scene import Scene, head_at
from linewatch.records import Event, RedLine, content_id


def code_threats(scene: Scene, red_lines: tuple[RedLine, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with a THREATEN for each declared response that no event of its sentence threatens already."""
    added = [
        _threat(scene, line)
        for line in red_lines
        if line.response is not None
        and line.kind != "denial"
        and not scene.is_discarded(line.evidence)
        and not any(_says_same(event, line) for event in events)
    ]
    return tuple(sorted([*events, *added], key=lambda event: (event.trigger.start, event.event_id)))


def _says_same(event: Event, line: RedLine) -> bool:
    """Say whether an event of the line's sentence is its declarer's threat already."""
    return (
        event.event_type == "THREATEN"
        and line.evidence in event.evidence
        and any(actor.country == line.declarer.country for actor in event.actors)
    )


def _threat(scene: Scene, line: RedLine) -> Event:
    ontology = scene.knowledge.ontology
    assert line.response is not None  # the caller's choice
    mode = line.response.mode
    place = scene.where(head_at(scene.doc, line.response.span))
    return Event(
        event_id=content_id("evt", scene.article.article_id, "THREATEN", line.declaration_id),
        event_type="THREATEN",
        mode=mode,
        contexts=("territory",) if line.area and line.area.kind in {"border", "buffer", "territory"} else (),
        cameo_code=ontology.cameo_for("THREATEN", mode),
        quad_code=ontology.quad_code("THREATEN"),
        intensity=ontology.intensity("THREATEN", mode),
        actors=(line.declarer,),
        recipients=line.addressees,
        place_id=place.place_id if place else None,
        occurred=line.said,
        modality="actual",
        statement_id=line.statement_id,
        fatalities=None,
        trigger=line.response.span,
        evidence=(line.evidence,),
        score=line.score,
        explanation=f"red line {line.declaration_id}: a threatened response is a THREATEN",
    )
