"""Reports of one occurrence, and what tells them from others."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Entity, Fatalities, Interval, Sighting, Span
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
    mali = sight(
        "Mali shelled the market of Zinder in Niger, B wrote.", day(0), "ASSAULT",
        actors=(entity("Mali", "MLI"),), recipients=(NIGER,), at=ZINDER,
    )  # fmt: skip
    assert sizes(first, mali) == [1, 1]
    assert sizes(first, shelled(0, "B", modality="negated")) == [1, 1]
    talks = sight(
        "Chad met Niger in Zinder.", day(0), "CONSULT", actors=(CHAD,), recipients=(NIGER,), at=ZINDER, quad_code=1
    )
    assert sizes(first, talks) == [1, 1]


def test_a_report_of_an_uncoded_act_joins_one_of_a_coded_act_at_the_same_place_in_like_words() -> None:
    coded = shelled(0)
    same = sight("The market of Zinder in Niger was shelled from Chad.", day(0), at=ZINDER, actors=(CHAD,))
    other = sight("Chad sold millet in Zinder.", day(0), at=ZINDER, actors=(CHAD,))
    assert sizes(coded, same) == [2]
    assert sizes(coded, other) == [1, 1]


def test_the_same_again_some_days_later_is_another_occurrence_unless_the_words_are_the_same() -> None:
    later = sight("Chadian shells fell near Zinder barracks.", day(3), "ASSAULT", actors=(CHAD,), at=ZINDER)
    assert sizes(shelled(0), later) == [1, 1]
    assert sizes(shelled(0), shelled(3, "B")) == [2]


def test_tolls_that_are_far_apart_contradict() -> None:
    def killed(deaths: int, publisher: str) -> Sighting:
        sighting = shelled(0, publisher)
        return replace(sighting, event=replace(sighting.event, fatalities=Fatalities(deaths, deaths, deaths)))

    assert sizes(killed(4, "A"), killed(6, "B")) == [2]
    assert sizes(killed(4, "A"), killed(40, "B")) == [1, 1]


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


WORDINGS = (
    "Gunmen kidnapped {who} near Zinder in Niger on Monday.",
    "{who} were kidnapped by gunmen outside Zinder, Niger.",
    "Armed men have abducted {who} close to the town of Zinder in Niger.",
    "Niger is looking for {who}, whom gunmen kidnapped near Zinder.",
    "Gunmen on motorcycles took {who} hostage in Zinder in the south of Niger.",
    "The kidnapping of {who} by gunmen near Zinder alarms Niger.",
)
VICTIMS = ("three Chadian engineers", "three Chadians", "three engineers from Chad", "a group of Chadian engineers")


def kidnapped(number: int) -> Sighting:
    """Return one of many reports of one kidnapping: other words, another paper, one day or another, or none told."""
    text = WORDINGS[number % len(WORDINGS)].format(who=VICTIMS[number // 6 % len(VICTIMS)])
    sighting = sight(
        f"{text} So {number} wrote.", day(number % 4), "COERCE" if number % 5 == 0 else "ASSAULT",
        actors=(entity("Gunmen", "NER" if number % 2 else None, "UAF"),),
        recipients=(entity("Chadian engineers", "TCD", "CVL"),) if number % 7 else (),
        at=ZINDER, publisher=f"Paper {number}",
    )  # fmt: skip
    mode = "arrest" if number % 5 == 0 else "abduct"
    occurred = Interval(day(0), day(0), "day", "relative-to-publication") if number % 3 else Interval()
    evidence = Span(0, len(text), text)
    return replace(sighting, event=replace(sighting.event, mode=mode, occurred=occurred, evidence=(evidence,)))


def test_366_reports_of_one_kidnapping_are_one_occurrence() -> None:
    assert sizes(*map(kidnapped, range(366))) == [366]


def test_another_kidnapping_in_another_town_stays_apart_from_them() -> None:
    other = replace(kidnapped(1), place=place("Agadez", 17.0, 8.0, "NER"))
    other = replace(other, event=replace(other.event, event_id="evt_other"))
    assert sorted(sizes(*map(kidnapped, range(60)), other)) == [1, 60]


def test_agreements_with_other_parties_are_other_occurrences() -> None:
    mali = entity("Mali", "MLI")

    def signed(*parties: Entity, publisher: str = "A") -> Sighting:
        names = " and ".join(party.name for party in parties)
        return sight(
            f"{names} signed a treaty on wells in Zinder.", day(0), "AGREE",
            actors=parties[:1], recipients=parties[1:], quad_code=1, at=ZINDER, publisher=publisher,
        )  # fmt: skip

    assert sizes(signed(CHAD, NIGER), signed(NIGER, CHAD, publisher="B")) == [2]
    assert sizes(signed(CHAD, NIGER), signed(CHAD, mali)) == [1, 1]


def test_who_agrees_and_who_signs_a_treaty_have_done_one_thing() -> None:
    def told(text: str, event_type: str, publisher: str) -> Sighting:
        return sight(text, day(0), event_type, actors=(CHAD, NIGER), quad_code=1, publisher=publisher)

    signed = told("Chad and Niger signed a treaty on wells along the border.", "SUPPORT", "A")
    assert sizes(signed, told("Chad and Niger agreed on wells along the border.", "AGREE", "B")) == [2]
    assert sizes(signed, told("Chad and Niger met to talk of wells along the border.", "CONSULT", "B")) == [1, 1]


def test_a_closed_border_is_not_the_shooting_for_which_it_was_closed() -> None:
    shot = shelled(0)
    closing = sight(
        "Chad closed the border at Zinder.", day(0), "COERCE", actors=(CHAD,), recipients=(NIGER,), at=ZINDER
    )
    closing = replace(closing, event=replace(closing.event, mode="restrict"))
    assert sizes(shot, closing) == [1, 1]


def test_an_arrest_is_not_the_bombing_for_which_it_was_made() -> None:
    arrest = sight("Niger's police arrested three men at the market of Zinder.", day(0), "COERCE",
                   actors=(NIGER,), recipients=(NIGER,), at=ZINDER)  # fmt: skip
    bombing = sight("A bomb was set off at the market of Zinder in Niger.", day(0), "ASSAULT",
                    recipients=(NIGER,), at=ZINDER)  # fmt: skip
    arrest = replace(arrest, event=replace(arrest.event, mode="arrest"))
    assert sizes(bombing, arrest) == [1, 1]


def test_one_side_may_be_misread_where_the_report_names_whom_the_others_have() -> None:
    text = "Mali sent doctors to Niger after Chad shelled the market of Zinder."
    misread = sight(text, day(0), "ASSAULT", actors=(entity("Mali", "MLI"),), recipients=(NIGER,), at=ZINDER)
    assert sizes(shelled(0), misread) == [2]
    assert sizes(shelled(0), replace(misread, place=KOUAR)) == [1, 1]


def test_reports_are_held_against_all_wordings_of_an_occurrence() -> None:
    def warn(text: str, publisher: str) -> Sighting:
        return sight(text, day(0), "THREATEN", actors=(CHAD,), recipients=(NIGER,), quad_code=3, publisher=publisher)

    first = warn("Chad warned Niger over gold mines and wells.", "A")
    second = warn("Chad warned Niger over wells, herds and taxes.", "B")
    third = warn("Chad warned Niger over herds and taxes.", "C")
    assert sizes(first, second, third) == [3]


def test_a_country_that_is_a_party_contradicts_no_place() -> None:
    chad = place("Chad", 15.0, 19.0, "TCD", kind="country", radius_km=900.0)
    assert sizes(shelled(0), shelled(0, "B", at=chad)) == [2]


def test_two_events_of_one_article_are_one_only_within_a_sentence() -> None:
    def told(publisher: str) -> list[Sighting]:
        """Return a shelling, who died of it, and a second shelling that the same article tells further on."""
        first = shelled(0, publisher)
        died = replace(first.event, event_id=f"evt_died_{publisher}", mode=None)
        [sentence] = first.event.evidence
        later = replace(sentence, start=300, end=300 + len(sentence.text))
        again = replace(first.event, event_id=f"evt_again_{publisher}", trigger=later, evidence=(later,))
        return [first, replace(first, event=died), replace(first, event=again)]

    groups = group_sightings([*told("A"), *told("B")])
    assert [len(group) for group in groups] == [4, 2]
    assert all(len({sighting.article.publisher for sighting in group}) == 2 for group in groups)
