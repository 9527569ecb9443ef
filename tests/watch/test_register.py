"""Declarations of one line get one id, whoever reports them and in whatever words."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Area, RedLine, Response, content_id
from linewatch.watch.register import amends, likeness, register_lines
from tests.watch.stories import CHAD, NIGER, day, declare, entity, place, whole

FIRST = declare()
AGAIN = declare(
    day(3),
    "Any Nigerien troops that cross into the Kouar valley face bombs, Chad's army said.",
    trigger="Any Nigerien troops that cross into the Kouar valley",
    response="face bombs",
)
OTHER_PLACE = declare(
    day(2),
    "Chad warned Niger that boats on Lake Tumba will be sunk.",
    trigger="boats on Lake Tumba",
    response="will be sunk",
    places=(place("Tumba", -0.8, 18.0, "COD"),),
)
MALI = declare(
    day(1),
    "Mali warned Niger that any Niger soldiers who enter the Kouar valley will be bombed.",
    declarer=entity("Mali", "MLI"),
)


def test_one_line_in_other_words_is_one_line() -> None:
    entry, *others = register_lines([AGAIN, FIRST])
    assert not others
    assert [one.line.declaration_id for one in entry.declarations] == [
        FIRST.line.declaration_id,
        AGAIN.line.declaration_id,
    ]
    assert entry.line_id == content_id("line", FIRST.line.declaration_id)


def test_another_place_or_another_declarer_is_another_line() -> None:
    assert len(register_lines([FIRST, OTHER_PLACE, MALI])) == 3


def test_other_addressees_make_another_line() -> None:
    assert likeness(FIRST, declare(day(1), addressees=(entity("Egypt", "EGY"),))) == 0.0


@given(st.permutations([FIRST, AGAIN, OTHER_PLACE, MALI, declare(day(9)), declare(day(9), publisher="B")]))
def test_the_register_does_not_depend_on_the_order(declared: list[object]) -> None:
    assert register_lines(declared) == register_lines([FIRST, AGAIN, OTHER_PLACE, MALI, *_LATER])  # type: ignore[arg-type]


_LATER = [declare(day(9)), declare(day(9), publisher="B")]


def test_a_declaration_that_comes_twice_counts_once() -> None:
    [entry] = register_lines([FIRST, FIRST])
    assert entry.declarations == (FIRST,)


def test_a_passage_that_says_it_repeats_joins_more_readily() -> None:
    text = "Chad repeated that bombs await whoever comes to Kouar."
    vague = {"trigger": "whoever comes to Kouar", "response": None, "addressees": ()}
    loose = declare(day(5), text, **vague)
    said = declare(day(5), text, kind="reaffirmation", **vague)
    assert likeness(FIRST, loose) == likeness(FIRST, said)
    assert len(register_lines([FIRST, said])) <= len(register_lines([FIRST, loose]))


def test_other_terms_amend() -> None:
    assert not amends(FIRST.line, AGAIN.line)
    assert amends(declare(due=day(10)).line, declare(due=day(20)).line)
    assert not amends(FIRST.line, declare(due=day(20)).line)
    assert amends(declare().line, declare(kind="amendment").line)
    wide = Area(whole("x"), "territory", ("NER", "TCD"))
    assert amends(FIRST.line, declare(area=wide).line)
    border = Area(whole("x"), "border", ("NER", "TCD"))
    assert not amends(FIRST.line, declare(area=border).line)  # the same valley, read as something else


def test_a_response_of_another_type_amends_unless_its_words_are_the_same() -> None:
    def shut(text: str, **columns: object) -> RedLine:
        line = declare(**columns).line  # type: ignore[arg-type]
        return replace(line, response=Response(whole(text), "SANCTION", None, "explicit"))

    assert amends(FIRST.line, shut("the market will be shut"))
    assert not amends(FIRST.line, shut("will be bombed"))
    assert not amends(FIRST.line, shut("the market will be shut", kind="reaffirmation"))


def test_the_terms_in_force_are_those_of_the_latest_amendment() -> None:
    later = declare(day(4), due=day(30), kind="amendment")
    last = declare(day(6), publisher="B")
    [entry] = register_lines(random.Random(1).sample([FIRST, later, last], 3))
    assert entry.force == later


def test_a_declarer_is_known_by_country_and_side() -> None:
    rebels = declare(day(1), declarer=entity("Chad's rebels", "TCD", "REB"))
    assert len(register_lines([FIRST, rebels])) == 2
    assert CHAD.country == "TCD" and NIGER.country == "NER"
