"""Where the clause around a time expression lies."""

from __future__ import annotations

import pytest

import linewatch
from linewatch.coding.tenses import side_of


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norland will reopen the bridge in August.", "ahead"),
        ("Norland promised to reopen the bridge in August.", "ahead"),
        ("Norland reopened the bridge in August.", "behind"),
        ("The bridge was reopened to convoys in August.", "behind"),
        ("The bridge has been closed since August.", "behind"),
        ("The truce that came into force in August has held.", "behind"),
        ("Norland expected the bridge in August.", None),
        ("Norland would have reopened the bridge in August.", None),
        ("Norland extended the truce until August.", None),
        ("Norland postponed the elections in August.", None),
        ("Plans for elections in August drew praise.", None),
        ("Talks are due in August.", None),
    ],
)
def test_the_clause_tells_the_side(text: str, side: str | None) -> None:
    doc = linewatch.load()(text)
    assert side_of(doc, text.index("August")) == side


def test_no_word_no_side() -> None:
    assert side_of(linewatch.load()("Late"), 40) is None


def test_a_month_of_the_past_is_not_put_ahead() -> None:
    coded = linewatch.code("Norland reopened the bridge to convoys in August.", date="2025-03-14")
    assert [time.value for time in coded.times] == ["2024-08"]
