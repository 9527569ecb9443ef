"""Reports of one occurrence, and what tells them from others."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Sighting
from linewatch.watch import group_sightings
from tests.watch.stories import CHAD, KOUAR, NIGER, day, entity, place, sight

ZINDER = place("Zinder", 13.8, 9.0, "NER")


def shelled(number: int, publisher: str = "A", **columns: object) -> Sighting:
    about: dict[str, Any] = {"actors": (CHAD,), "recipients": (NIGER,), "at": ZINDER, **columns}
    return sight(
        f"Chad shelled the market of Zinder in Niger, {publisher} wrote.",
        day(number),
        "ASSAULT",
        publisher=publisher,
        **about,
    )  # type: ignore[arg-type]


def sizes(*sighted: Sighting) -> list[int]:
    return [len(group) for group in group_sightings(sighted)]


def test_five_reports_of_one_shelling_are_one_occurrence() -> None:
    assert sizes(*(shelled(number // 2, publisher) for number, publisher in enumerate("ABCDE"))) == [5]


def test_other_days_places_parties_and_kinds_are_other_occurrences() -> None:
    first = shelled(0)
    assert sizes(first, shelled(30, "B")) == [1, 1]
    assert sizes(first, shelled(0, "B", at=KOUAR)) == [1, 1]
    assert sizes(first, shelled(0, "B", actors=(entity("Mali", "MLI"),))) == [1, 1]
    assert sizes(first, shelled(0, "B", modality="negated")) == [1, 1]
    talks = sight(
        "Chad met Niger in Zinder.", day(0), "CONSULT", actors=(CHAD,), recipients=(NIGER,), at=ZINDER, quad_code=1
    )
    assert sizes(first, talks) == [1, 1]


def test_two_warnings_are_one_only_in_common_words() -> None:
    def warn(text: str, publisher: str) -> Sighting:
        return sight(text, day(0), "THREATEN", actors=(CHAD,), recipients=(NIGER,), quad_code=3, publisher=publisher)

    same = warn("Chad warned Niger over gold mines.", "A"), warn("Chad warned Niger over its gold mines.", "B")
    other = warn("Chad told Niger to pay for electricity.", "C")
    assert sizes(*same, other) == [2, 1]


@given(st.permutations([shelled(0), shelled(1, "B"), shelled(2, "C"), shelled(40, "D"), shelled(0, "E", at=KOUAR)]))
def test_the_groups_do_not_depend_on_the_order(sighted: list[Sighting]) -> None:
    assert sizes(*sighted) == [3, 1, 1] or sorted(sizes(*sighted)) == [1, 1, 3]
    assert group_sightings(sighted) == group_sightings(sorted(sighted, key=lambda one: one.event.event_id))


def test_every_sighting_is_in_one_group_and_one_that_comes_twice_counts_once() -> None:
    sighted = [shelled(0), shelled(0), shelled(9, "B")]
    groups = group_sightings(sighted)
    assert sorted(one.event.event_id for group in groups for one in group) == sorted(
        {s.event.event_id for s in sighted}
    )


def test_hundreds_of_reports_of_one_kidnapping_are_one_occurrence_in_a_moment() -> None:
    gunmen = entity("gunmen", "TCD", "UAF")
    reports = [
        sight(
            f"Gunmen kidnapped a doctor in Chad, report {number}.",
            day(number // 3),
            "ASSAULT",
            actors=(gunmen,),
            at=KOUAR,
        )
        for number in range(366)
    ]
    started = perf_counter()
    assert [len(group) for group in group_sightings(reports)] == [366]
    assert perf_counter() - started < 5
