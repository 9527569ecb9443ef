from __future__ import annotations

from datetime import date, timedelta

import pytest

from linewatch.errors import WebError
from linewatch.store.scanning import EventOutline
from linewatch.web.catalogue import Catalogue, Filter

DAY = date(2031, 3, 31)


def outline(number: int, **columns: object) -> EventOutline:
    made = EventOutline(
        f"art_{number}", 0, f"evt_{number}", DAY - timedelta(days=number), "ASSAULT", None, "actual", 4, "ARM-AZE",
        ";ARM;AZE;", -9.0, 0, "Post", None, "Goris", "ARM", 39.5, 46.3,
    )  # fmt: skip
    return made._replace(**columns)  # type: ignore[arg-type]


def ids(catalogue: Catalogue, wanted: Filter) -> list[str]:
    return [catalogue.outlines[number].event_id for number in catalogue.find(wanted).tolist()]


def test_nothing_has_no_counts() -> None:
    empty = Catalogue([])
    rows = empty.find(Filter())
    assert (len(empty), empty.latest_on, empty.histogram(rows), empty.tensions(most=3)) == (0, None, (), ())
    assert empty.page(rows, cursor=None, limit=5) == ([], None)


def test_filters_are_joined_by_and() -> None:
    catalogue = Catalogue([outline(0), outline(1, event_type="AID", quad_code=2), outline(2, modality="negated")])
    assert ids(catalogue, Filter(event_type="ASSAULT", modality="actual")) == ["evt_0"]
    assert ids(catalogue, Filter(quad_code=2)) == ["evt_1"]
    assert ids(catalogue, Filter(pair="aze-arm", country="ARM")) == ["evt_0", "evt_1", "evt_2"]
    assert ids(catalogue, Filter(country="AR")) == []


def test_an_undated_event_is_in_no_span_of_days() -> None:
    catalogue = Catalogue([outline(0), outline(1, day=None)])
    assert ids(catalogue, Filter(until_on=DAY)) == ["evt_0"]
    assert ids(catalogue, Filter(from_on=date.min)) == ["evt_0"]
    assert ids(catalogue, Filter()) == ["evt_0", "evt_1"]
    assert sum(each.events for each in catalogue.histogram(catalogue.find(Filter()))) == 1


def test_a_cursor_goes_on_after_its_event_in_whatever_is_filtered() -> None:
    catalogue = Catalogue([outline(number, quad_code=1 + number % 2) for number in range(10)])
    rows = catalogue.find(Filter(quad_code=1))
    shown, following = catalogue.page(rows, cursor="evt_3", limit=2)
    assert [each.event_id for each in shown] == ["evt_4", "evt_6"]
    assert following == "evt_6"
    with pytest.raises(WebError, match="LW612"):
        catalogue.page(rows, cursor="evt_99", limit=2)


@pytest.mark.parametrize(("days", "width"), [(1, 1), (60, 1), (61, 7), (400, 7), (421, 30), (2000, 91), (30_000, 500)])
def test_bins_are_as_wide_as_they_must_be_and_lose_nothing(days: int, width: int) -> None:
    catalogue = Catalogue([outline(0), outline(days - 1)])
    bins = catalogue.histogram(catalogue.find(Filter()), bins=60)
    assert len(bins) <= 60
    assert (bins[0].until_on - bins[0].from_on).days + 1 == width
    assert bins[0].from_on == DAY - timedelta(days=days - 1)
    assert bins[-1].from_on <= DAY <= bins[-1].until_on
    assert sum(each.events for each in bins) == 2


def test_tension_counts_hostile_facts_of_late() -> None:
    events = [
        outline(0),
        outline(1, intensity=5.0),
        outline(2, modality="negated"),
        outline(8, intensity=-1.0),
        outline(40, pair="GEO-RUS", intensity=-9.0),
        outline(3, pair=None),
        outline(400, pair="IND-PAK"),
    ]
    first, second, third = Catalogue(sorted(events, key=lambda each: each.day or DAY, reverse=True)).tensions(
        most=3, bins=8
    )
    assert (first.pair, first.tension, first.recent, first.events) == ("ARM-AZE", (0, 0, 0, 0, 0, 0, 1, 9), 10, 4)
    assert (second.pair, second.recent, sum(second.tension)) == ("GEO-RUS", 0, 9)
    assert (third.pair, third.recent, sum(third.tension)) == ("IND-PAK", 0, 0)


def test_facets_are_the_most_frequent_values_first() -> None:
    catalogue = Catalogue([outline(0, place="Kars"), outline(1), outline(2), outline(3, place=None)])
    facets = catalogue.facets(catalogue.find(Filter()), most=2)
    assert [(each.value, each.events) for each in facets["place"]] == [("Goris", 2), ("Kars", 1)]
    assert facets["speaker"] == ()
    assert catalogue.values("place") == ["Goris", "Kars"]


def test_only_events_with_a_point_are_on_the_map() -> None:
    catalogue = Catalogue([outline(0, lat=None, lon=None), outline(1), outline(2)])
    assert [each.event_id for each in catalogue.on_map(catalogue.find(Filter()), most=1)] == ["evt_1"]
