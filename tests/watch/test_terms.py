"""What a line says, read for matching."""

from __future__ import annotations

from typing import Any

from linewatch.records import Interval
from linewatch.watch.terms import Terms, lands_of, read_terms, said_on
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, entity


def terms(text: str, trigger: str, **columns: Any) -> Terms:
    declared = declare(text=text, trigger=trigger, **{"response": None, "places": (), **columns})
    return read_terms(declared, (declared,))


def test_targets_are_those_who_are_warned() -> None:
    assert [party.country for party in read_terms(declare(), (declare(),)).targets] == ["NER"]


def test_who_is_named_to_say_where_is_no_target() -> None:
    text = "Chad warned Niger not to send soldiers into Mali."
    found = terms(text, "send soldiers into Mali", addressees=(NIGER, entity("Mali", "MLI")))
    assert [party.country for party in found.targets] == ["NER"]
    assert "MLI" in found.countries


def test_without_addressees_the_words_name_the_targets() -> None:
    found = terms("Chad will bomb any Malian drone.", "any Malian drone", addressees=())
    assert [party.country for party in found.targets] == ["MLI"]


def test_targets_of_no_country_are_known_by_their_words() -> None:
    found = terms("Chad will shoot smugglers.", "smugglers", addressees=(entity("smugglers", None, "CRM"),))
    assert found.targets == ()
    assert found.others.roots == {"smuggler"}


def test_names_are_those_of_places_and_not_of_parties() -> None:
    found = read_terms(declare(), (declare(),))
    assert found.names == {"kouar"}
    assert found.places == (KOUAR,)


def test_land_is_named_by_whose_it_is() -> None:
    text = "Chad will shoot down jets over Malian territory or in its airspace."
    of = declare(text=text, trigger="jets", response=None)
    assert set(lands_of(of.line)) == {"MLI", "TCD"}


def test_a_line_stands_since_its_first_declaration_and_was_said_before_it_was_published() -> None:
    first, last = declare(day(2)), declare(day(9), kind="amendment")
    assert read_terms(last, (first, last)).declared_on == day(2)
    assert said_on(declare(day(5), said=Interval(day(3), day(3)))) == day(3)
    assert said_on(declare(day(5), said=Interval(day(30), day(30)))) == day(5)
    assert CHAD.country == read_terms(first, (first,)).declarer.country


def test_a_span_of_time_is_a_deadline_even_where_its_day_is_unknown() -> None:
    assert terms("Chad gave Niger three days to leave.", "leave").has_deadline
    assert not terms("Chad told Niger to leave.", "leave").has_deadline
