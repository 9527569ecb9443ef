from __future__ import annotations

from linewatch.world.discards import Discards

TEXT = "The Regatta began. Ships met at sea."
SENTENCES = [(0, 18), (19, 36)]


def test_a_phrase_takes_out_its_sentence_in_any_case() -> None:
    assert Discards.of([("REGATTA", False)]).ranges(TEXT, SENTENCES) == ((0, 18),)


def test_a_phrase_may_take_out_the_whole_report() -> None:
    ((start, end),) = Discards.of([("AT SEA", True)]).ranges(TEXT, SENTENCES)
    assert start == 0 and end > len(TEXT)


def test_words_count_whole_and_nothing_is_taken_out_without_phrases() -> None:
    assert Discards.of([("gatta", True), ("ship", False)]).ranges(TEXT, SENTENCES) == ()
    assert Discards().ranges(TEXT, SENTENCES) == ()
