"""Known names in running text: longest first, capitals respected, offsets true."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.world.knownnames import known_names


def names(text: str) -> list[str]:
    return [span.text for span in known_names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell along the Line of Control at dawn.", ["Line of Control"]),
        ("They met at Khoda Afarin, south of Nagorno-Karabakh.", ["Khoda Afarin", "Nagorno-Karabakh"]),
        ("The Golan Heights and the Golan", ["Golan Heights", "Golan"]),
        ("Guns in the DMZ", ["DMZ"]),
        ("guns in the dmz", []),
        ("The horn of the car and the gulf between them", []),
        ("A convoy crossed the Strait\nof Hormuz", ["Strait\nof Hormuz"]),
        ("U.S. ships left South Korea.", ["U.S.", "South Korea"]),
        ("It made us late. Us too.", []),
        ("SAHEL STATES", ["SAHEL"]),
        ("Line, of Control", []),
        ("", []),
        ("the", []),
    ],
)
def test_names_in_text(text: str, found: list[str]) -> None:
    assert names(text) == found


PIECES = st.sampled_from(
    ["the ", "Golan ", "Heights", " Line of", " Control", "U.S.", "-", "é", "\n", "Iran", "’s ", "DMZ"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_are_true_ordered_and_apart(text: str) -> None:
    spans = known_names(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
