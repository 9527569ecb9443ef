"""Where a red line runs: the words, the kind, and whose land it is."""

from __future__ import annotations

import pytest


@pytest.fixture
def code(code_by_rule):
    return code_by_rule


def _area(code, text):
    (line,) = code(text).red_lines
    return line.area


@pytest.mark.parametrize(
    ("text", "kind", "words", "countries"),
    [
        ("Any attack on the Polish border will be met with force, the Polish defence minister said.",
         "border", "the Polish border", ("POL",)),
        ("Any violation of our airspace will be met with force, the Greek defence minister said.",
         "airspace", "our airspace", ("GRC",)),
        ("Any ship that enters our waters will be seized, the Norwegian defence minister said.",
         "sea", "our waters", ("NOR",)),
        ("To touch our share of the river is a red line, the Egyptian president said.",
         "sea", "the river", ("EGY",)),
        ("Any drone over Estonian territory will be shot down, the Estonian defence minister said.",
         "territory", "Estonian territory", ("EST",)),
        ("Any attack on the embassy will be met with force, the Danish foreign minister said.",
         "facility", "the embassy", ("DNK",)),
        ("Any attack on the border areas will be met with force, the Kenyan army said.",
         "border", "the border areas", ("KEN",)),
    ],
)  # fmt: skip
def test_kind_words_and_owner(code, text, kind, words, countries):
    area = _area(code, text)
    assert (area.kind, area.span.text, area.countries) == (kind, words, countries)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will not tolerate armed men on its border with Somalia, the Kenyan president said.",
        "Any incursion on the border between Kenya and Somalia will be met with force, the Kenyan army said.",
    ],
)
def test_a_border_has_two_owners(code, text):
    assert _area(code, text).countries == ("KEN", "SOM")


@pytest.mark.parametrize(
    "text",
    [
        "Any attack on our soldiers will be met with force, the Kenyan army said.",
        "The security of our people is our red line, the Egyptian president said.",
        "Asked about Syria's army, the spokesman said gassing civilians is a red line for the United States.",
        "Any trade with the men behind the Nairobi attack will be met with force, the Kenyan army said.",
    ],
)
def test_no_area_where_none_is_named(code, text):
    assert _area(code, text) is None
