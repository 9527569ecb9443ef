"""CloudEvents 1.0: the attributes that the specification asks for, and the whole record inside."""

from __future__ import annotations

from linewatch.export.cloudevents import cloud_event
from linewatch.export.columns import entries_of
from tests.export.events import NO_DAY, entry_of
from tests.factories import make_coded


def test_an_envelope_has_what_the_specification_asks_for() -> None:
    made = cloud_event(entry_of())
    assert {"specversion", "type", "source", "id"} <= set(made)
    assert made["type"] == "org.linewatch.event.coded.v2"
    assert made["time"] == "2031-03-04T00:00:00Z"
    assert made["data"]["event"]["trigger"]["text"] == "shelled"


def test_an_unknown_day_leaves_the_time_out() -> None:
    assert "time" not in cloud_event(entry_of(occurred=NO_DAY))


def test_statements_and_red_lines_have_types_of_their_own() -> None:
    coded = make_coded()
    kinds = [cloud_event(next(entries_of(coded, table)))["type"] for table in ("statements", "red_lines")]
    assert kinds == ["org.linewatch.statement.coded.v2", "org.linewatch.red_line.coded.v2"]
