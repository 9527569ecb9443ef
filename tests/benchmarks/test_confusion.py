"""Which class is taken for which, on made-up pairs."""

from __future__ import annotations

import pytest
from benchmarks.confusion import MISSING, Pair, class_scores, class_table, confusion_table, confusions

from linewatch.evaluation import Overlap

PAIRS: list[Pair] = [(("AID",), ("AID", "AGREE")), (("AID",), ("SUPPORT",)), (("YIELD", "AID"), ())]


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        ((("AID",), ("AID",)), [("AID", "AID")]),
        ((("AID",), ()), [("AID", MISSING)]),
        (((), ("AID",)), [(MISSING, "AID")]),
        ((("AID", "YIELD"), ("AGREE", "AID")), [("AID", "AID"), ("YIELD", "AGREE")]),
        ((("AID",), ("AGREE", "SUPPORT")), [("AID", "AGREE"), (MISSING, "SUPPORT")]),
    ],
)
def test_every_type_of_both_sides_is_counted_once(pair: Pair, found: list[tuple[str, str]]) -> None:
    assert list(confusions(pair)) == found


def test_a_class_has_its_figures() -> None:
    assert class_scores(PAIRS)["AID"] == Overlap(1, 1, 3)
    assert "| AID | 100.0 | 33.3 | 50.0 | 3 | 1 | 1 |" in class_table(PAIRS)
    assert "PROTEST" not in class_table(PAIRS)


def test_the_matrix_has_a_column_and_a_row_for_what_found_no_partner() -> None:
    head, _, *rows = confusion_table(PAIRS).splitlines()
    assert head == "| gold, by what was answered | AGR | SUP | YIE | AID | none |"
    assert rows == ["| YIELD |  |  |  |  | 1 |", "| AID |  | 1 |  | 1 | 1 |", "| none | 1 |  |  |  |  |"]
