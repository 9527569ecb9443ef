"""ACLED: new and old columns, sub-types to PLOVER, actors' countries from their names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linewatch.acled import read_rules
from linewatch.ingest.eventfiles import Tally
from linewatch.ingest.eventfiles.acled import find_country
from linewatch.ontology import Ontology
from linewatch.records import Dyad, Fatalities, Rejection
from tests.ingest.eventfiles.files import ACLED, csv_text, read, read_one


def test_a_clash_has_both_sides_as_actors(tmp_path: Path) -> None:
    coded = read_one("acled", tmp_path / "a.csv", csv_text([ACLED]))
    event, place = coded.events[0], coded.places[0]
    assert (event.event_type, event.mode, event.quad_code) == ("ASSAULT", None, 4)
    assert [(actor.name, actor.country, actor.sector) for actor in event.actors] == [
        ("Military Forces of Armenia (2018-)", "ARM", "MIL"),
        ("Volunteers (Armenia)", "ARM", None),
        ("Border Guard of Armenia", "ARM", None),
        ("Military Forces of Azerbaijan (2003-)", "AZE", "MIL"),
    ]
    assert event.recipients == ()
    assert (event.occurred.from_on, event.occurred.until_on, event.occurred.precision) == (
        date(2031, 3, 4), date(2031, 3, 4), "day",
    )  # fmt: skip
    assert event.fatalities == Fatalities(2, 2, 2)
    assert event.evidence[0].text.startswith("On 4 March, both sides")
    assert (place.name, place.country, place.lat, place.radius_km) == ("Goris", "ARM", 39.5111, 5.0)
    assert isinstance(place.border, Dyad)
    assert place.border.countries == ("ARM", "AZE")
    assert place.border.error_km == 9.0
    assert coded.article.models["importer"] == "acled"


def test_one_side_acts_on_another_elsewhere(tmp_path: Path) -> None:
    row = {**ACLED, "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    event = read_one("acled", tmp_path / "a.csv", csv_text([row])).events[0]
    assert (event.event_type, event.mode) == ("ASSAULT", "aerial")
    assert [recipient.country for recipient in event.recipients] == ["AZE"]


def test_older_columns_and_types_are_known(tmp_path: Path) -> None:
    row = {
        "data_id": "5", "ISO": "51", "EVENT_DATE": "2010-03-04", "TIME_PRECISION": "3", "EVENT_TYPE": "Riots/Protests",
        "ACTOR1": "Protesters (Armenia)", "ALLY_ACTOR_1": "", "INTER1": "6", "ACTOR2": "", "LOCATION": "Goris",
        "LATITUDE": "39.5", "LONGITUDE": "46.3", "GEO_PRECISION": "2", "FATALITIES": "0.0",
    }  # fmt: skip
    coded = read_one("acled", tmp_path / "a.csv", csv_text([row], ";"))
    event = coded.events[0]
    assert (event.event_type, event.actors[0].country, event.actors[0].sector) == ("PROTEST", "ARM", "CVL")
    assert (event.occurred.from_on, event.occurred.until_on) == (date(2010, 3, 1), date(2010, 3, 31))
    assert event.fatalities == Fatalities(0, 0, 0)
    assert (coded.places[0].kind, coded.places[0].radius_km) == ("admin", 25.0)


@pytest.mark.parametrize(
    ("columns", "code", "words"),
    [
        ({"event_date": "sometime"}, "LW213", "event_date 'sometime' is no date"),
        ({"event_date": ""}, "LW213", "has no event_date"),
        ({"latitude": "139.5"}, "LW213", "latitude '139.5' lies beyond"),
        ({"longitude": "east"}, "LW213", "longitude 'east' is no number"),
        ({"longitude": "inf"}, "LW213", "longitude 'inf' is no number"),
        ({"fatalities": "some"}, "LW213", "fatalities 'some'"),
        ({"event_type": "Dances", "sub_event_type": "Waltz"}, "LW214", "'Waltz'"),
        ({"actor1": "", "actor2": "", "assoc_actor_1": ""}, "LW215", "names nobody"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, columns: dict[str, str], code: str, words: str
) -> None:
    bad, good = read("acled", tmp_path / "a.csv", csv_text([{**ACLED, **columns}, ACLED]))
    assert isinstance(bad, Rejection)
    assert (bad.code, bad.source) == (code, f"{tmp_path / 'a.csv'}:3")  # the notes run over two lines
    assert words in bad.reason
    assert not isinstance(good, Rejection)


def test_what_plover_has_no_type_for_is_counted(tmp_path: Path) -> None:
    tally = Tally()
    row = {**ACLED, "event_type": "Strategic developments", "sub_event_type": "Other"}
    assert read("acled", tmp_path / "a.csv", csv_text([row]), tally) == []
    assert tally.other_kinds == 1


def test_every_sub_type_of_acled_but_other_leads_to_plover() -> None:
    types = Ontology.open().types
    named = {kind.sub_event_type: kind.plover for kind in read_rules().subtypes.values() if kind.event_type}
    assert [name for name, plover in named.items() if plover is None] == ["Other"]
    for plover in filter(None, named.values()):
        event_type, _, mode = plover.partition("/")
        assert not mode or mode in types[event_type].modes


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Military Forces of Mali (2020-)", "MLI"),
        ("Protesters (Iraq)", "IRQ"),
        ("Police Forces of the Democratic Republic of Congo (2019-)", "COD"),
        ("Government of Syria (2000-2024)", "SYR"),
        ("Hill Front", None),
        ("", None),
    ],
)
def test_countries_stand_in_names(name: str, country: str | None) -> None:
    assert find_country(name) == country


def test_the_manual_has_the_way_of_every_sub_type() -> None:
    page = (Path(__file__).parents[3] / "docs" / "imports.md").read_text("utf-8").split("## From ACLED")[1]
    told = {}
    for line in page.split("\n## ")[0].splitlines():
        if line.startswith("| ") and not line.startswith("| sub-type"):
            names, here = (cell.strip() for cell in line.strip("| ").split(" | "))
            told |= {name: None if here == "passed over" else here.replace(" ", "/") for name in names.split(", ")}
    assert told == {kind.sub_event_type: kind.plover for kind in read_rules().subtypes.values() if kind.event_type}
