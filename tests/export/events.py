"""Entries for tests of the forms of others: the factory's event with parties and places of real countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linewatch.export.columns import Entry
from linewatch.records import Interval, Place
from tests.factories import TEXT, entity_of, make_coded

CODED = make_coded()
ARMENIA = entity_of(TEXT, "Norland", name="Armenia", country="ARM", kind="state")
BAKU = entity_of(TEXT, "Ada Mirel", title="President", country="AZE", sector="GOV", kind="person")
CIVILIANS = entity_of(TEXT, "two people", country="AZE", sector="CVL", kind="people")
UNITED = entity_of(TEXT, "The talks", name="United Nations", kind="igo")
GORIS: Place = replace(CODED.places[0], name="Goris", country="ARM", admin1="Syunik", geonames_id=174972)


def entry_of(place: Place | None = GORIS, **columns: object) -> Entry:
    """Return the event of Armenia against the president of Azerbaijan; `columns` change it."""
    event = replace(CODED.events[0], actors=(ARMENIA,), recipients=(BAKU,))
    return Entry(CODED.article, replace(event, **columns), place)  # type: ignore[arg-type]


NO_DAY = Interval()
MARCH = Interval(date(2031, 3, 1), date(2031, 3, 31), "month", "explicit")
