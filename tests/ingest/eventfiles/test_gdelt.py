"""GDELT: 2.0 and 1.0 by the number of cells, CAMEO to PLOVER, FIPS to countries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linewatch.ingest.eventfiles import Tally
from linewatch.ingest.eventfiles.forms import standard_header
from linewatch.records import Rejection
from tests.ingest.eventfiles.files import GDELT, cells_of, lines, read, read_one

FIRST = [name for name in standard_header("gdelt") if not name.endswith("_ADM2Code")]


def test_a_row_of_2_0(tmp_path: Path) -> None:
    coded = read_one("gdelt", tmp_path / "g.csv", lines(cells_of(GDELT, "gdelt")))
    event, place = coded.events[0], coded.places[0]
    assert (event.event_type, event.mode, event.cameo_code) == ("ASSAULT", "heavy-weapons", "194")
    assert (event.actors[0].country, event.actors[0].sector, event.recipients[0].country) == ("ARM", "MIL", "AZE")
    assert event.occurred.from_on == date(2031, 3, 4)
    assert (place.country, place.lat, place.lon, place.kind) == ("ARM", 39.5111, 46.3389, "settlement")
    assert coded.article.published_on == date(2031, 3, 5)
    assert coded.article.url == "https://example.org/goris"


@pytest.mark.parametrize("width", [58, 57])
def test_rows_of_1_0(tmp_path: Path, width: int) -> None:
    coded = read_one("gdelt", tmp_path / "g.csv", lines([GDELT.get(name, "") for name in FIRST][:width]))
    assert coded.places[0].lat == 39.5111
    assert coded.article.published_on == date(2031, 3, 5)


def test_a_header_that_somebody_added_is_used(tmp_path: Path) -> None:
    text = lines(list(standard_header("gdelt")), cells_of(GDELT, "gdelt"))
    assert read_one("gdelt", tmp_path / "g.csv", text).events[0].cameo_code == "194"


def test_comments_and_appeals_are_counted(tmp_path: Path) -> None:
    tally = Tally()
    assert read("gdelt", tmp_path / "g.csv", lines(cells_of({**GDELT, "EventCode": "010"}, "gdelt")), tally) == []
    assert tally.other_kinds == 1


def test_a_lost_zero_is_put_back(tmp_path: Path) -> None:
    event = read_one("gdelt", tmp_path / "g.csv", lines(cells_of({**GDELT, "EventCode": "43"}, "gdelt"))).events[0]
    assert (event.cameo_code, event.event_type) == ("043", "CONSULT")


def test_no_place_and_no_day_stay_unknown(tmp_path: Path) -> None:
    row = {**GDELT, "ActionGeo_Type": "0", "Day": "", "Actor1Code": "", "Actor1Name": ""}
    coded = read_one("gdelt", tmp_path / "g.csv", lines(cells_of(row, "gdelt")))
    assert (coded.places, coded.events[0].actors, coded.events[0].occurred.from_on) == ((), (), None)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    good = cells_of(GDELT, "gdelt")
    unknown, nobody = (
        {**GDELT, "EventCode": "999"},
        {**GDELT, "Actor1Code": "", "Actor1Name": "", "Actor2Code": "", "Actor2Name": ""},
    )
    text = lines(good, good[:30], cells_of(unknown, "gdelt"), cells_of(nobody, "gdelt"))
    found = read("gdelt", tmp_path / "g.csv", text)
    assert [item.code for item in found if isinstance(item, Rejection)] == ["LW212", "LW214", "LW215"]


def test_a_file_of_another_kind_is_refused_once(tmp_path: Path) -> None:
    (bad,) = read("gdelt", tmp_path / "g.csv", "a,b,c\n" * 50)
    assert isinstance(bad, Rejection)
    assert bad.code == "LW105"
