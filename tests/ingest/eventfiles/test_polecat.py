"""POLECAT: a whole file, and the way there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linewatch.export.profiles import export_entries
from linewatch.ingest.eventfiles.forms import standard_header
from tests.export.events import ARMENIA, BAKU, UNITED, entry_of
from tests.ingest.eventfiles.files import POLECAT, cells_of, lines, read_one

HEADER = list(standard_header("polecat"))


def test_a_whole_file(tmp_path: Path) -> None:
    coded = read_one("polecat", tmp_path / "p.txt", lines(HEADER, cells_of(POLECAT, "polecat")))
    event = coded.events[0]
    assert (event.event_type, event.mode, event.contexts) == ("ASSAULT", "heavy-weapons", ("military", "territory"))
    assert [(one.name, one.country, one.sector) for one in (*event.actors, *event.recipients)] == [
        ("Armenia", "ARM", "MIL"),
        ("Azerbaijan", "AZE", None),
    ]
    assert coded.events[0].occurred.from_on == date(2031, 3, 4)
    assert (coded.article.published_on, coded.article.publisher) == (date(2031, 3, 5), "Ilm Post")
    assert coded.places[0].border is not None
    assert "Story Organizations" not in coded.article.text  # "None" says nothing


def test_a_party_without_a_name_is_called_by_its_country(tmp_path: Path) -> None:
    coded = read_one(
        "polecat", tmp_path / "p.txt", lines(HEADER, cells_of({**POLECAT, "Actor Name": "None"}, "polecat"))
    )
    assert coded.events[0].actors[0].name == coded.events[0].actors[0].country == "ARM"


def test_countries_by_number_and_name(tmp_path: Path) -> None:
    row = {**POLECAT, "Actor Country": "Armenia", "Recipient Country": "373", "Country": "Armenia"}
    coded = read_one("polecat", tmp_path / "p.txt", lines(HEADER, cells_of(row, "polecat")))
    event = coded.events[0]
    assert (event.actors[0].country, event.recipients[0].country, coded.places[0].country) == ("ARM", "AZE", "ARM")


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"actors": (ARMENIA, UNITED, BAKU), "recipients": ()},
        {"event_type": "CONSULT", "mode": "visit", "contexts": (), "quad_code": 1, "intensity": 4.0},
        {"actors": (replace(ARMENIA, name='The "Arda\tGuard"'),)},
    ],
)
def test_there_and_back(tmp_path: Path, columns: dict[str, object]) -> None:
    entry = entry_of(**columns)
    export_entries("polecat", ("events",), [entry], tmp_path / "out.tsv")
    coded = read_one("polecat", tmp_path / "back.tsv", (tmp_path / "out.tsv").read_text("utf-8"))
    was, now = entry.record, coded.events[0]
    assert (now.event_type, now.mode, now.contexts, now.intensity) == (
        was.event_type,
        was.mode,
        was.contexts,
        was.intensity,
    )
    for role in ("actors", "recipients"):
        before, after = getattr(was, role), getattr(now, role)
        assert [(one.country, one.sector) for one in after] == [(one.country, one.sector) for one in before]
        assert [one.name for one in after] == [" ".join(one.name.split()) for one in before]
    assert now.occurred.from_on == was.occurred.from_on
    assert entry.place is not None
    assert (coded.places[0].lat, coded.places[0].lon) == (entry.place.lat, entry.place.lon)
    assert coded.places[0].geonames_id == entry.place.geonames_id
    assert coded.article.published_on == entry.article.published_on
