from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import CodedArticle, Place, Span, content_id, from_json, to_json
from tests.factories import make_coded

MANUAL = Path(__file__).parents[1] / "docs" / "records.md"

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
degrees = st.floats(-90, 90, allow_nan=False)


@given(texts, degrees, degrees, st.floats(0, 1))
def test_json_gives_back_the_record_that_made_it(name: str, lat: float, lon: float, score: float) -> None:
    place = Place("plc_1", name, Span(0, len(name), name), lat, lon, None, None, None, None, "region", None, score)
    coded = replace(make_coded(), places=(place,))
    assert from_json(to_json(coded)) == coded


def test_json_is_one_line_with_every_key_in_the_order_of_the_fields() -> None:
    line = to_json(make_coded())
    assert b"\n" not in line
    record = json.loads(line)
    assert list(record) == [field.name for field in dataclasses.fields(CodedArticle)]
    assert all(key in record["article"] for key in ("byline", "dateline"))  # unknown is null, never left out


def test_records_are_frozen_and_hold_nothing_but_their_fields() -> None:
    span = Span(0, 1, "x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 2  # type: ignore[misc]
    assert not hasattr(span, "__dict__")


def test_an_id_is_the_same_for_the_same_content_and_another_for_another() -> None:
    assert content_id("evt", "a", 1) == content_id("evt", "a", 1)
    assert len({content_id("evt", *parts) for parts in [("a", "b"), ("ab", ""), ("a", None), ("b", "a")]}) == 4
    assert content_id("evt", "a").startswith("evt_")


def test_the_manual_names_every_kind_of_record() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    assert all(field.name in manual for field in dataclasses.fields(CodedArticle))
