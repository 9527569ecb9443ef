from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.passages import MOST_SENTENCES, cut_passages


@given(st.lists(st.integers(1, 250), max_size=60), st.integers(20, 200))
def test_each_sentence_is_in_the_middle_of_one_passage(sizes: list[int], most: int) -> None:
    passages = list(cut_passages(sizes, most))
    assert [number for each in passages for number in range(each.low, each.high)] == list(range(len(sizes)))
    for each in passages:
        assert each.start <= each.low < each.high <= each.end
        assert each.end - each.start <= MOST_SENTENCES
        assert sum(sizes[each.start : each.end]) <= most or each.end - each.start == 1


def test_the_middle_is_seen_with_what_stands_beside_it() -> None:
    first, second, *_ = cut_passages([10] * 12, 60)
    assert (first.start, first.end, first.low, first.high) == (0, 6, 0, 5)
    assert (second.start, second.low) == (4, 5)
