"""Dictionaries in the text format of PETRARCH: every form of a line, and what is said of a wrong one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.world.dictionaries import Dictionary, read_dictionary
from linewatch.world.dictionarycodes import read_code_text

ACTORS = """<!-- a heading -->
<!--
# SKIPPED [AAA]
#  -->
SAROVIA [srv] # a remark [XXX]
+SAROVIAN
+PORT_VARNO_  ;another
ANDRA VELL  # no code yet
+VELL
\t[SRVOPP < 950301]
\t[SRV]
\t[SRVGOV 19950301 - 19990815]
#\t[SRVREB > 990815]
<! -- with a blank -->
LAKE_STATES [SRV/ILM]
NOBODY_AT_ALL [---]
"""
AGENTS = """!PERSON! = MAN, WOMAN
COAST!PERSON! [~MIL]
!PERSON!_OF_THE_RIVER [~CVL]
MINISTER [~GOV]
GOLDEN_GOOSE {GOLDEN_GEESE} [ ~GGS] # a remark
POLICE {} [~COP]
RELIEF_BODY [  NGO~]
"""


def read(tmp_path: Path, text: str) -> Dictionary:
    path = tmp_path / "words.txt"
    path.write_text(text, encoding="utf-8")
    return read_dictionary(path)


def test_actors_have_all_their_names_and_codes(tmp_path: Path) -> None:
    found = read(tmp_path, ACTORS)
    assert (found.agents, found.discards) == ((), ())
    assert [actor.names for actor in found.actors] == [
        ("sarovia", "sarovian", "port varno"), ("andra vell", "vell"), ("lake states",), ("nobody at all",),
    ]  # fmt: skip
    assert [actor.line for actor in found.actors] == [5, 8, 15, 16]
    assert [actor.codes[0].codes for actor in found.actors] == [("SRV",), ("SRVOPP",), ("SRV", "ILM"), ("---",)]


def test_codes_with_days_are_tried_before_the_one_without(tmp_path: Path) -> None:
    codes = read(tmp_path, ACTORS).actors[1].codes
    assert [(code.codes[0], code.from_on, code.until_on) for code in codes] == [
        ("SRVOPP", None, date(1995, 2, 28)),
        ("SRVGOV", date(1995, 3, 1), date(1999, 8, 15)),
        ("SRV", None, None),
    ]


def test_agents_have_sets_and_plurals(tmp_path: Path) -> None:
    agents = read(tmp_path, AGENTS).agents
    assert [(agent.singulars, agent.plurals, agent.makes_plural) for agent in agents] == [
        (("coastman", "coastwoman"), (), False),
        (("man of the river", "woman of the river"), (), False),
        (("minister",), (), True),
        (("golden goose",), ("golden geese",), False),
        (("police",), (), False),
        (("relief body",), (), True),
    ]
    assert [(agent.code, agent.is_body) for agent in agents][3:] == [("GGS", False), ("COP", False), ("NGO", True)]


def test_a_file_without_codes_is_discards(tmp_path: Path) -> None:
    found = read(tmp_path, "# heading\nREGATTA   # a remark\n+World Sailing_Cup\n")
    assert found.discards == (("regatta", False), ("world sailing cup", True))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("SAROVIA [SRV]\n\nNAMELESS\nILMAR [ILM]", 3, "no code"),
        ("SAROVIA [SRV", 1, "not closed"),
        ("ONE [ONE]\nVELL [SRV 19951301 - 19960101]", 2, "a day that is none"),
        ("VELL [SRV 19960101 - 19950101]", 1, "ends before it begins"),
        ("VELL [950601-990815]", 1, "no code before its days"),
        ("VELL [SRV GOV]", 1, "is no code"),
        ("\n[SRV]", 2, "belongs to no name"),
        ("+SAROVIAN [SRV]", 1, "belongs to no name"),
        ("SAROVIA [SRV]\n+", 2, "synonym is missing"),
        ("COAST!PERSON! [~MIL]", 1, "no set !PERSON!"),
        ("A [AAA]\n<!-- open\nB [BBB]", 2, "has no end"),
        ("WATCH [~]", 1, "has no role"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as caught:
        read(tmp_path, text)
    assert (caught.value.code, caught.value.about) == ("LW305", f"{tmp_path / 'words.txt'}:{line}")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.txt: .*check the path") as caught:
        read_dictionary(tmp_path / "nowhere.txt")
    assert caught.value.code == "LW306"
    (tmp_path / "latin.txt").write_bytes(b"SAROVI\xc9 [SRV]")
    with pytest.raises(ModelError, match="UTF-8") as caught:
        read_dictionary(tmp_path / "latin.txt")
    assert caught.value.code == "LW306"


def test_two_digit_years_turn_with_the_century() -> None:
    old, new = read_code_text("AAA < 310102"), read_code_text("AAA > 290101")
    assert not isinstance(old, str) and old.until_on == date(1931, 1, 1)
    assert not isinstance(new, str) and new.from_on == date(2029, 1, 2)
