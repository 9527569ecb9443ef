"""Red lines as the gold sets write them, and our records in that form."""

from __future__ import annotations

import msgspec

from linewatch.evaluation.reports import Stretch
from linewatch.records import Area, CodedArticle, Deadline, Entity, Interval, RedLine, Response, Span, Trigger


class Mark(Stretch, frozen=True):
    """Words of the text."""

    text: str = ""


class PartyMark(Mark, frozen=True):
    """A declarer or an addressee."""

    country: str | None = None
    sector: str | None = None


class TriggerMark(Mark, frozen=True):
    """What would cross the line."""

    act: str | None = None
    form: str | None = None


class AreaMark(Mark, frozen=True):
    """Where the line runs."""

    countries: tuple[str, ...] = ()
    kind: str | None = None


class DeadlineMark(Mark, frozen=True):
    """By when; an ISO date."""

    date: str | None = None


class ResponseMark(Mark, frozen=True):
    """What is threatened."""

    act: str | None = None
    mode: str | None = None
    specificity: str | None = None


class LineMark(msgspec.Struct, frozen=True):
    """One declaration."""

    line_id: str
    kind: str
    type: str
    declarer: PartyMark
    trigger: TriggerMark
    evidence: Stretch
    spokesperson: Mark | None = None
    addressees: tuple[PartyMark, ...] = ()
    area: AreaMark | None = None
    deadline: DeadlineMark | None = None
    response: ResponseMark | None = None
    said_on: str | None = None


LineMarks = tuple[LineMark, ...]


def read_line_marks(coded: CodedArticle) -> LineMarks:
    """Return the declarations of a report."""
    return tuple(map(_line, coded.red_lines))


def _line(line: RedLine) -> LineMark:
    return LineMark(
        line_id=line.line_id,
        kind=line.kind,
        type=line.type,
        declarer=_party(line.declarer),
        trigger=_trigger(line.trigger),
        evidence=Stretch(line.evidence.start, line.evidence.end),
        spokesperson=Mark(*_words(line.spokesperson)) if line.spokesperson else None,
        addressees=tuple(map(_party, line.addressees)),
        area=_area(line.area) if line.area and line.area.kind != "none" else None,
        deadline=_deadline(line.deadline) if line.deadline else None,
        response=_response(line.response) if line.response else None,
        said_on=_day(line.said),
    )


def _words(span: Span | Entity) -> tuple[int, int, str]:
    return span.start, span.end, span.text


def _party(entity: Entity) -> PartyMark:
    return PartyMark(*_words(entity), country=entity.country, sector=entity.sector)


def _trigger(trigger: Trigger) -> TriggerMark:
    return TriggerMark(*_words(trigger.spans[0]), act=trigger.event_type, form=trigger.form)


def _area(area: Area) -> AreaMark:
    return AreaMark(*_words(area.span), countries=area.countries, kind=area.kind)


def _deadline(deadline: Deadline) -> DeadlineMark:
    day = deadline.until_on or deadline.from_on
    return DeadlineMark(*_words(deadline.span), date=day.isoformat() if day else None)


def _response(response: Response) -> ResponseMark:
    return ResponseMark(
        *_words(response.span), act=response.event_type, mode=response.mode, specificity=response.specificity
    )


def _day(said: Interval) -> str | None:
    """Return the one day on which something was said, None where only a longer time is known."""
    is_one = said.from_on is not None and said.from_on == said.until_on
    return said.from_on.isoformat() if said.from_on and is_one else None
