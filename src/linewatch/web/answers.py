"""What `reading` answers with where it is no record: parts of long lists, a line with its file, how things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from linewatch.records import Alert, Article, Decision, Line, Place, RedLine, Sighting

RecordT = TypeVar("RecordT")


@dataclass(frozen=True, slots=True)
class Part(Generic[RecordT]):
    """Some of the records, and the cursor of those that follow."""

    items: tuple[RecordT, ...]
    total: int | None
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines are wanted; None does not filter."""

    declarer: str | None = None
    addressee: str | None = None
    area: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of a line with its report and the places that its area names."""

    article: Article
    line: RedLine
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LineFile:
    """Everything about one line: its declarations, the reports of its steps, alerts, and who decided what."""

    line: Line
    declarations: tuple[Declaration, ...]
    sightings: dict[str, Sighting]
    alerts: tuple[Alert, ...]
    decisions: tuple[Decision, ...]
    in_force: frozenset[str]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source of reports: how many, from when to when; `lag_days` is how long before the latest of all reports."""

    name: str | None
    articles: int
    first_on: date | None
    last_on: date | None
    lag_days: int | None


FeedState = Literal["disabled", "failing", "overdue", "not asked yet", "good"]


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed is. `lag_hours` is how long ago it was last read, `errors` how often in a row it has failed.

    `overdue`: it should have been asked, and nobody has. The query of an address is left out, as it may be a key.
    """

    url: str
    title: str | None
    state: FeedState
    last_check_at: datetime | None
    last_success_at: datetime | None
    next_check_at: datetime | None
    lag_hours: float | None
    last_status: int | None
    errors: int
    last_error: str | None
    moved_to: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that was set aside."""

    source: str
    code: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand: what the store holds, from whom, what was set aside, versions, and how the feeds are."""

    store: str
    counts: dict[str, int]
    publishers: tuple[Publisher, ...]
    set_aside: dict[str, int]
    latest_set_aside: tuple[Refusal, ...]
    versions: dict[str, str]
    coded_with: dict[str, str]
    feeds: tuple[FeedHealth, ...] = ()
