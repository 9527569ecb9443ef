"""UCDP GED: three types of violence, all ASSAULT; numbers of countries, days with their precision."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linewatch.records import Fatalities, Rejection
from tests.ingest.eventfiles.files import UCDP, csv_text, read, read_one


def test_a_fight_between_a_state_and_a_group(tmp_path: Path) -> None:
    coded = read_one("ucdp", tmp_path / "u.csv", csv_text([UCDP]))
    event = coded.events[0]
    assert (event.event_type, event.recipients) == ("ASSAULT", ())
    assert [(actor.country, actor.sector) for actor in event.actors] == [("ARM", "MIL"), (None, "REB")]
    assert (event.occurred.from_on, event.occurred.until_on) == (date(2031, 3, 3), date(2031, 3, 5))
    assert event.occurred.precision == "week"
    assert event.fatalities == Fatalities(1, 3, 5)
    assert event.evidence[0].text == "Hill Front attacks a post near Goris"
    assert (coded.places[0].country, coded.places[0].radius_km) == ("ARM", 1.0)


def test_civilians_are_who_it_is_done_to(tmp_path: Path) -> None:
    row = {**UCDP, "type_of_violence": "3", "side_b": "Civilians", "source_headline": ""}
    event = read_one("ucdp", tmp_path / "u.csv", csv_text([row])).events[0]
    assert [recipient.sector for recipient in event.recipients] == ["CVL"]
    assert event.recipients[0].country == "ARM"
    assert event.evidence[0].text == "type_of_violence: 3"


def test_states_that_are_gone_and_doubled_names_are_known(tmp_path: Path) -> None:
    row = {
        **UCDP,
        "side_a": "Government of Yemen (North Yemen)",
        "gwnoa": "678",
        "country_id": "678",
        "where_prec": "6",
    }
    coded = read_one("ucdp", tmp_path / "u.csv", csv_text([row]))
    assert (coded.events[0].actors[0].country, coded.places[0].country) == ("YEM", "YEM")
    assert coded.places[0].border is None  # a whole country lies near no border in particular


@pytest.mark.parametrize(
    ("columns", "code"), [({"type_of_violence": "4"}, "LW214"), ({"date_start": ""}, "LW213"), ({"best": "x"}, "LW213")]
)
def test_what_cannot_be_read_is_told(tmp_path: Path, columns: dict[str, str], code: str) -> None:
    (bad,) = read("ucdp", tmp_path / "u.csv", csv_text([{**UCDP, **columns}]))
    assert isinstance(bad, Rejection)
    assert bad.code == code
