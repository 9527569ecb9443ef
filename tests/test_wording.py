"""Lines and parties in words: on one line, and nothing said twice."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from linewatch import wording
from linewatch.records import LineState
from tests.factories import entity_of, make_coded
from tests.registers import make_line


def test_a_line_says_whose_it_is_to_whom_and_what_crosses_it() -> None:
    terms = make_coded().red_lines[0]
    expected = "Ada Mirel (SUD) → Norland: Norland sends one more soldier across the Ilm"
    assert wording.terms_words(terms) == expected
    assert wording.line_words(make_line(terms=terms)) == expected


def test_a_state_needs_no_country_beside_its_name_and_nobody_is_named_twice() -> None:
    norland = entity_of("Norland", "Norland", country="NOR", kind="state")
    army = entity_of("the army", "the army", country="NOR", kind="organisation")
    assert wording.parties([norland, army, norland]) == "Norland, the army (NOR)"


@pytest.mark.parametrize(("text", "words"), [("a\n b\t c", "a b c"), ("x\x1b[31my", "x [31my"), ("a\u202eb", "a b")])
def test_words_of_strangers_stand_on_one_line_and_steer_nothing(text: str, words: str) -> None:
    assert wording.plain(text) == words


def test_each_state_has_its_words_and_a_sign_of_its_own() -> None:
    assert set(wording.STATES) == set(wording.SIGNS) == set(get_args(LineState))
    assert len(set(wording.SIGNS.values())) == len(wording.SIGNS)


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x7F, 0x85, 0x61C, 0x200B, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xE0041])
def test_what_could_hide_or_turn_words_is_shown(code: int) -> None:
    assert wording.visible(f"a{chr(code)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "text", ["a\tb\r\nc", "می\u200cخواهم", "👨\u200d👩", "Zürich – “ok”", "soft\u00adhyphen", "Приве\u0301т"]
)
def test_what_scripts_need_stays(text: str) -> None:
    assert wording.visible(text) == text


@pytest.mark.parametrize(("text", "words"), [("we will", "“we will”"), ("“we will”", "“we will”")])
def test_words_are_quoted_once(text: str, words: str) -> None:
    assert wording.quoted(text) == words


def test_a_day_is_written_out() -> None:
    assert wording.day_words(date(2031, 3, 6)) == "6 March 2031"
    assert wording.day_words(None) == "day not known"
