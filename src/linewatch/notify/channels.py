"""What a channel is, where alerts wait for it, and what a webhook needs to leave the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from linewatch.records import Alert, Line


class Channel(Protocol):
    """Somewhere that alerts are sent to."""

    @property
    def name(self) -> str:
        """A constant name without secrets, under which the outbox keeps what the channel has taken."""
        ...

    def send(self, alert: Alert, line: Line | None, *, now: datetime) -> None:
        """Have the alert taken; `line` is None where the register has it no longer.

        Raises:
            NotifyError: LW5xx it was not taken.
        """
        ...


class Waiting(Protocol):
    """An alert on its way to a channel."""

    @property
    def alert(self) -> Alert:
        """The alert."""
        ...

    @property
    def channel(self) -> str:
        """The name of the channel."""
        ...

    @property
    def attempts(self) -> int:
        """How many attempts have failed."""
        ...


WaitingT = TypeVar("WaitingT", bound=Waiting)


class Outbox(Protocol[WaitingT]):
    """Where alerts wait; a store is one."""

    def load_due(self, channels: Iterable[str], now: datetime) -> Sequence[WaitingT]:
        """Return what is due, in the order in which it was raised."""
        ...

    def load_lines(self) -> Iterable[Line]:
        """Return the lines of the register."""
        ...

    def mark_delivered(self, delivery: WaitingT, *, delivered_at: datetime) -> None:
        """Keep that the channel has taken the alert."""
        ...

    def mark_failed(self, delivery: WaitingT, reason: str, *, next_try_at: datetime) -> None:
        """Keep why it was not taken and when to try again."""
        ...


class Answer(Protocol):
    """What a receiver answered."""

    @property
    def status(self) -> int:
        """The status code."""
        ...


class Poster(Protocol):
    """The one door through which HTTP leaves the machine."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Answer:
        """Return the answer to a POST.

        Raises:
            SourceError: LW1xx nobody answered, or the address may not be called.
        """
        ...
