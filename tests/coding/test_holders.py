"""Whose an area is, from the words that name it and from who declares and who is warned."""

from __future__ import annotations

import pytest

from linewatch.coding.holders import codes_of, find_holders
from linewatch.records import Entity


def _party(country):
    return Entity("x", 0, 1, "x", country=country)


def _holders(scene, text, words, kind, own, warned=()):
    read = scene(text)
    start = text.index(words)
    span = read.doc.char_span(start, start + len(words), alignment_mode="expand")
    return find_holders(read, span, kind, _party(own), warned)


@pytest.mark.parametrize(
    ("text", "words", "kind", "own", "warned", "holders"),
    [
        ("Troops stood on the Durand Line.", "the Durand Line", "border", "AFG", (), ("AFG", "PAK")),
        ("Ships pass the Strait of Hormuz.", "the Strait of Hormuz", "sea", "USA", (), ("IRN", "OMN")),
        ("Ships cross the Black Sea.", "the Black Sea", "sea", "TUR", (), ()),
        ("Guards on the Aras River saw it.", "the Aras River", "border", "IRN", ("AZE",), ("IRN", "AZE")),
        ("Kenya watches the Polish-Belarusian frontier.", "the Polish-Belarusian frontier", "border", "KEN", (),
         ("POL", "BLR")),
        ("Peru guards its border.", "its border", "border", "PER", ("CHL",), ("PER", "CHL")),
        ("Peru guards its border. Chile closed a road.", "its border", "border", "PER", (), ("PER", "CHL")),
        ("Peru guards its border. Kenya closed a road.", "its border", "border", "PER", (), ("PER",)),
        ("Poland may close the Belarus border.", "the Belarus border", "border", "POL", (), ("POL", "BLR")),
        ("Rigs drill in Essequibo.", "Essequibo", "territory", "VEN", ("GUY",), ("VEN", "GUY")),
        ("Rigs drill in Essequibo.", "Essequibo", "territory", "USA", (), ("GUY",)),
        ("They landed on Georgian soil.", "Georgian soil", "territory", "USA", (), ("GEO",)),
        ("Jets entered our airspace.", "our airspace", "airspace", "FIN", (), ("FIN",)),
        ("They left the American base in Iraq.", "the American base in Iraq", "facility", "IRN", (), ("IRQ",)),
        ("Drones rose in any neighbouring state.", "any neighbouring state", "territory", "SDN", (), ()),
        ("Shells fell on its side of the border. Chile denied it.", "the border", "border", "PER", (), ("PER",)),
        ("Boats came over the Zambezi.", "the Zambezi", "sea", "ZMB", ("ZWE",), ("ZMB", "ZWE")),
        ("They crossed the Line of Control. Whoever crosses the line again dies.", "the line", "border", "PAK", (),
         ("PAK", "IND")),
    ],
)  # fmt: skip
def test_holders(scene, text, words, kind, own, warned, holders):
    assert set(_holders(scene, text, words, kind, own, warned)) == set(holders)


def test_the_declarer_stands_first(scene):
    assert _holders(scene, "Troops stood on the Durand Line.", "the Durand Line", "border", "PAK") == ("PAK", "AFG")


def test_codes_stand_once_and_unknown_ones_not_at_all():
    assert codes_of([_party("PER"), _party(None), _party("PER"), _party("CHL")]) == ("PER", "CHL")
