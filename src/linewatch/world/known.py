"""A known actor, and the time for which what is known of it holds. The user's own entries come before shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from linewatch.records import EntityKind


@dataclass(frozen=True, slots=True)
class Known:
    """A known actor. `code` is PLOVER's code of a body of no one state (UNO, EUR, IGO, IMG); `rule` the table.

    `also` are the others that the name stands for; `is_nobody` says that the name is known to be no actor, `is_own`
    that the user says so.
    """

    name: str
    country: str | None
    sector: str | None
    kind: EntityKind
    code: str | None
    rule: str
    also: tuple[Known, ...] = ()
    is_nobody: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor with the days for which the entry holds; a shared name belongs to the country before it.

    One that `is_own` is the user's; one that `is_plain` names a country and nothing else.
    """

    known: Known
    from_on: date | None = None
    until_on: date | None = None
    is_shared: bool = False
    is_own: bool = False
    is_plain: bool = False

    def holds(self, on: date) -> bool:
        """Say whether the entry holds on a day."""
        return (self.from_on is None or self.from_on <= on) and (self.until_on is None or on <= self.until_on)

    @property
    def is_dated(self) -> bool:
        """Whether the entry holds for some time only."""
        return self.from_on is not None or self.until_on is not None


def pick_entry(entries: Sequence[Entry], on: date | None) -> Entry | None:
    """Return the entry that holds on the day; of the user's own the first, before all others.

    Without a day an undated entry of the user's, else the newest. Outside all spans a shipped entry loses its sector,
    and an entry of the user's says nothing.
    """
    own = [entry for entry in entries if entry.is_own and (on is None or entry.holds(on))]
    if own:
        undated = [entry for entry in own if not entry.is_dated]
        return own[0] if on is not None else (undated or own)[-1]
    shipped = [entry for entry in entries if not entry.is_own]
    if not shipped:
        return None
    if on is None:
        return shipped[-1]
    current = [entry for entry in shipped if entry.holds(on)]
    return current[0] if current else replace(shipped[-1], known=replace(shipped[-1].known, sector=None))


def own_first(entries: list[Entry]) -> list[Entry]:
    """Return the user's own entries alone, where there are any."""
    return [entry for entry in entries if entry.is_own] or entries
