"""The records that move between rooms: frozen, slotted, without I/O. Source: the output contract in docs/records.md.

A record is what Linewatch says about an article. Each rests on spans of `Article.text`; each says by what rule or
model it was made. `to_json` gives the one JSON form of a `CodedArticle`, `from_json` reads it back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import Any, Literal

import msgspec

SCHEMA_VERSION = "2"

Precision = Literal["day", "week", "month", "season", "year", "decade", "vague"]
Modality = Literal["actual", "future", "hypothetical", "negated", "historical"]
EntityKind = Literal["state", "person", "organisation", "group", "igo", "people", "unknown"]
PlaceKind = Literal["settlement", "admin", "country", "region", "water", "border", "facility"]
AreaKind = Literal["border", "buffer", "territory", "zone", "sea", "airspace", "facility", "none"]
TimeKind = Literal["date", "time", "duration", "set"]
LineKind = Literal["declaration", "reaffirmation", "amendment", "withdrawal", "denial"]
LineType = Literal["deterrent", "compellent"]
LineState = Literal[
    "declared",
    "reaffirmed",
    "amended",
    "tested",
    "crossed",
    "answered",
    "not_answered",
    "withdrawn",
    "denied",
    "expired",
]
Verb = Literal["add", "merge", "split", "correct", "close", "confirm", "reject", "undo"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points of `Article.text`: ``article.text[start:end] == text`` always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `text` is the body that was coded; no character of it differs from the source's body."""

    article_id: str
    title: str | None
    text: str
    published_on: date | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    dateline: str | None = None
    schema_version: str = SCHEMA_VERSION
    models: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `from_on` to `until_on`, both included; unknown ends are None. `method` says how they were found."""

    from_on: date | None = None
    until_on: date | None = None
    precision: Precision | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as one record mentions it; `mentions` are all spans of the same actor in the article."""

    text: str
    start: int
    end: int
    name: str
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: EntityKind = "unknown"
    mentions: tuple[Span, ...] = ()
    inferred_by: str | None = None


@dataclass(frozen=True, slots=True)
class Dyad:
    """The international border nearest to a place."""

    countries: tuple[str, str]
    distance_km: float
    error_km: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention tied to a point (WGS 84 degrees) with the radius of what the name covers."""

    place_id: str
    name: str
    span: Span
    lat: float | None
    lon: float | None
    geonames_id: int | None
    feature_code: str | None
    country: str | None
    admin1: str | None
    kind: PlaceKind
    radius_km: float | None
    score: float
    disputed: tuple[str, ...] = ()
    border: Dyad | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its days. `value` is TIMEX3."""

    span: Span
    kind: TimeKind
    from_on: date | None
    until_on: date | None
    precision: Precision
    method: str
    value: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: the content may be split around its cue. `speaker_span` are the words that name the speaker."""

    statement_id: str
    speaker: Entity | None
    spokesperson_for: Entity | None
    addressees: tuple[Entity, ...]
    cue: Span
    content: tuple[Span, ...]
    is_quoted: bool
    said: Interval
    reported_by: str | None
    venue: str | None
    score: float
    speaker_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fatalities:
    """Reported deaths: lowest, best and highest figure."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's terms. `explanation` names the rule or model in words.

    `evidence` are the sentences that report it, that of the trigger first. `same_as` is for other articles' reports.
    """

    event_id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo_code: str | None
    quad_code: int
    intensity: float
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    place_id: str | None
    occurred: Interval
    modality: Modality
    statement_id: str | None
    fatalities: Fatalities | None
    trigger: Span
    evidence: tuple[Span, ...]
    score: float
    explanation: str
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What would cross the line: the words, and the act in PLOVER's terms."""

    spans: tuple[Span, ...]
    text: str
    event_type: str | None
    mode: str | None
    actors: tuple[Entity, ...]
    objects: tuple[Entity, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Area:
    """Where the line runs."""

    span: Span
    kind: AreaKind
    countries: tuple[str, ...]
    place_ids: tuple[str, ...] = ()
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when."""

    span: Span
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Response:
    """What is threatened, and how plainly."""

    span: Span
    event_type: str | None
    mode: str | None
    specificity: Literal["explicit", "vague"]


@dataclass(frozen=True, slots=True)
class RedLine:
    """One passage that declares, repeats, changes or takes back a line; `line_id` is shared by all of one line."""

    declaration_id: str
    line_id: str
    kind: LineKind
    type: LineType
    declarer: Entity
    spokesperson: Entity | None
    addressees: tuple[Entity, ...]
    trigger: Trigger
    area: Area | None
    deadline: Deadline | None
    response: Response | None
    assurance: Span | None
    said: Interval
    statement_id: str | None
    strength: int
    evidence: Span
    score: float
    explanation: str


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """Everything that Linewatch says about one article."""

    article: Article
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    red_lines: tuple[RedLine, ...] = ()

    def _repr_html_(self) -> str:
        """Return the article marked up, for notebooks. By name: records know no room, and need none until then."""
        return str(import_module("linewatch.export.html").article_html(self))


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration with the article that it stands in and the places that its area names."""

    article: Article
    line: RedLine
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event with what is needed to hold it against a line: its article, its place, and who says so."""

    article: Article
    event: Event
    place: Place | None = None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a match: `score` in [0, 1] and why, in words."""

    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """The four parts of the match of an event with a line."""

    actor: Reason
    act: Reason
    area: Reason
    time: Reason


@dataclass(frozen=True, slots=True)
class Review:
    """An analyst's word on a step or an alert."""

    verdict: Literal["confirmed", "rejected"]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One dated claim in the life of a line; a history is only ever added to.

    `step_id` comes from the line, the state and what the step rests on: it is the same in every run. `event_ids` are
    all reports of the one occurrence, the first report first; `article_ids` are theirs, or that of the declaration.
    `claimed_by` are the names of those on whose word the act happened, with publishers where the report itself says it;
    `denied_by` of those who deny it. `of_step` is the crossing that was answered or not. `explanation` is one sentence.
    `reviewed` is an analyst's word on it: what was rejected stays.
    """

    step_id: str
    line_id: str
    state: LineState
    on: date | None
    score: float
    explanation: str
    reasons: Reasons | None = None
    declaration_id: str | None = None
    event_ids: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    of_step: str | None = None
    lag_days: int | None = None
    reviewed: Review | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A declared red line: the terms in force, all its declarations, oldest first, and its life so far.

    `terms` is the declaration whose words hold now (the latest amendment, else the first). `state` is that of the
    latest step, in which a crossing outranks a test on the same day.
    """

    line_id: str
    terms: RedLine
    declaration_ids: tuple[str, ...]
    declared_on: date | None
    ended_on: date | None
    state: LineState
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided about a line or a step. Decisions are only ever added; `undo` names another decision.

    `about` is a line, step, declaration or decision id; `value` holds what the verb needs (docs/red-lines.md).
    """

    decision_id: str
    made_at: datetime
    made_by: str
    verb: Verb
    about: str
    value: dict[str, Any] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A message to a person about one step of one line; `event_id` is the first report of the occurrence.

    `is_late` where the watch had been away, or had looked past the step's day already.
    """

    alert_id: str
    line_id: str
    step_id: str
    event_id: str | None
    state: LineState
    raised_at: datetime
    score: float
    reasons: Reasons | None
    claimed_by: tuple[str, ...]
    explanation: str
    reviewed: Review | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that was set aside: where it came from, the stage that refused it, and why."""

    source: str
    code: str
    stage: str
    reason: str


def content_id(prefix: str, *parts: object) -> str:
    """Return a stable id: the prefix and 16 hexadecimal digits of a hash of the parts' text."""
    payload = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(payload.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def to_json(coded: CodedArticle) -> bytes:
    """Return the one JSON form of a coded article: UTF-8, one line, keys in the order of the fields."""
    return msgspec.json.encode(coded)


def from_json(line: bytes | str) -> CodedArticle:
    """Return the coded article that `to_json` wrote.

    Raises:
        msgspec.ValidationError: the JSON does not have the form of a coded article.
    """
    return msgspec.json.decode(line, type=CodedArticle)
