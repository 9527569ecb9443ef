"""Tables of records: every path leads somewhere, lists keep their order, unknown is None."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch.export.columns import entries_of, flat, joined, read_tables
from tests.factories import make_coded

CODED = make_coded()


def values_of(table: str) -> dict[str, object]:
    entry = next(entries_of(CODED, table))
    columns = read_tables()[table]
    return dict(zip(columns.names, columns.values(entry), strict=True))


@pytest.mark.parametrize("name", ["events", "statements", "red_lines", "places", "times", "articles"])
def test_a_table_has_its_key_and_no_name_twice(name: str) -> None:
    table = read_tables()[name]
    assert set(table.key) <= set(table.names)
    assert len(set(table.names)) == len(table.names)
    assert all(values_of(name)[key] is not None for key in table.key)


def test_an_event_has_its_parties_place_and_evidence() -> None:
    values = values_of("events")
    assert values["actor_names"] == ["Norland"]
    assert values["recipient_sectors"] == [None]
    assert values["contexts"] == ["military", "territory"]
    assert (values["lat"], values["lon"]) == (10.5, 20.25)
    assert values["border"] == "NOR-SUD"
    assert values["evidence"] == CODED.article.text[int(str(values["start"])) : int(str(values["end"]))]


def test_what_an_event_lacks_is_none() -> None:
    event = replace(CODED.events[0], fatalities=None, place_id=None, evidence=(), recipients=())
    table = read_tables()["events"]
    values = dict(
        zip(table.names, table.values(next(entries_of(replace(CODED, events=(event,)), "events"))), strict=True)
    )
    assert values["fatalities_best"] is values["lat"] is values["border"] is values["evidence"] is None
    assert values["recipient_names"] == []


def test_split_content_runs_from_its_first_to_its_last_part() -> None:
    statement = CODED.statements[0]
    cue = statement.cue
    split = replace(CODED, statements=(replace(statement, content=(*statement.content, cue)),))
    table = read_tables()["statements"]
    values = dict(zip(table.names, table.values(next(entries_of(split, "statements"))), strict=True))
    assert values["content"] == f"{statement.content[0].text} … said"
    assert (values["start"], values["end"]) == (statement.content[0].start, cue.end)


def test_versions_are_told_by_name() -> None:
    assert values_of("articles")["models"] == ["linewatch=0.1.0"]


def test_a_cell_joins_lists_and_keeps_the_place_of_what_is_unknown() -> None:
    assert flat(["ARM", None, "AZE"]) == "ARM;;AZE"
    assert (flat(True), flat(None), flat(2.5)) == ("true", None, 2.5)
    assert joined([], ";") == ""
