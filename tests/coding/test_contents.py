from __future__ import annotations

from collections.abc import Callable

from linewatch.coding.contents import content_spans, merge_ranges
from linewatch.coding.scene import Scene

TEXT = 'The road, "the old one by the sea," is closed. "We know," they say.'


def test_a_quotation_that_is_touched_is_taken_whole(scene: Callable[..., Scene]) -> None:
    assert [span.text for span in content_spans(scene(TEXT), [(0, 6)])] == ['The road, "the old one by the sea']


def test_a_quotation_that_holds_the_cue_is_not(scene: Callable[..., Scene]) -> None:
    at = TEXT.index("old")
    assert [span.text for span in content_spans(scene(TEXT), [(0, 6)], around=at)] == ['The road, "the old']


def test_ranges_that_touch_are_one_span_without_marks_at_its_edges(scene: Callable[..., Scene]) -> None:
    assert [span.text for span in merge_ranges(scene(TEXT), [(4, 8), (0, 4), (8, 9), (47, 56)])] == [
        "The road",
        "We know",
    ]
