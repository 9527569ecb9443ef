"""Columns by any of their names."""

from __future__ import annotations

import pytest

from linewatch.ingest.eventfiles import FORMATS
from linewatch.ingest.eventfiles.forms import plain_name, read_form, standard_header


@pytest.mark.parametrize("kind", FORMATS)
def test_a_form_can_be_read_by_what_it_needs(kind: str) -> None:
    form = read_form(kind)
    assert set(form.needed) <= set(form.columns)
    first = [names[0] for names in form.columns.values()]
    assert form.names_in(first).keys() == form.columns.keys()


def test_names_are_compared_without_case_and_signs() -> None:
    assert plain_name("\ufeffEvent Date ") == plain_name("EVENT_DATE") == "event_date"
    assert read_form("acled").names_in(["EVENT_DATE", "Lat", "Actor1"]) == {
        "event_date": "EVENT_DATE", "lat": "Lat", "actor1": "Actor1",
    }  # fmt: skip


def test_every_column_of_ours_is_one_of_the_standard() -> None:
    for kind in ("polecat", "gdelt"):
        assert read_form(kind).names_in(standard_header(kind)).keys() == read_form(kind).columns.keys()
