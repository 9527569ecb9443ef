"""The four parts of a match, each with its reason."""

from __future__ import annotations

from linewatch.records import Area, Reasons, Sighting
from linewatch.watch.matching import FEATURES, match_report
from linewatch.watch.reports import read_reports
from linewatch.watch.terms import Terms, read_terms
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, entity, place, sight, whole


def terms(**columns: object) -> Terms:
    declared = declare(**columns)  # type: ignore[arg-type]
    return read_terms(declared, (declared,))


def reasons(of: Terms, sighting: Sighting) -> Reasons:
    [report] = read_reports([sighting])
    return match_report(of, report).reasons


def entered(text: str = "Niger soldiers entered the Kouar valley.", number: int = 5, **columns: object) -> Sighting:
    return sight(text, day(number), "MOBILIZE", **{"actors": (NIGER,), "at": KOUAR, **columns})  # type: ignore[arg-type]


def test_an_act_of_the_addressee_in_the_area_after_the_declaration_matches_in_all_parts() -> None:
    found = reasons(terms(), entered())
    assert [part.score for part in (found.actor, found.act, found.area, found.time)] == [1.0] * 4
    assert found.actor.words == "Niger is a target of the line"
    assert found.area.words == "both name Kouar"


def test_another_actor_does_not_match() -> None:
    found = reasons(terms(), entered("Mali soldiers entered the Kouar valley.", actors=(entity("Mali", "MLI"),)))
    assert (found.actor.score, found.actor.words) == (0.0, "Mali is no target of the line")


def test_rebels_of_the_addressees_country_match_in_part() -> None:
    rebels = entity("Niger's rebels", "NER", "REB")
    found = reasons(terms(), entered("Its rebels entered the Kouar valley.", actors=(rebels,)))
    assert 0.0 < found.actor.score < 1.0


def test_another_act_matches_less() -> None:
    talks = sight(
        "Niger envoys sold dates in the Kouar valley.", day(5), "CONSULT", actors=(NIGER,), at=KOUAR, quad_code=1
    )
    assert reasons(terms(), talks).act.score < 0.5 < reasons(terms(), entered()).act.score


def test_what_came_before_does_not_match() -> None:
    found = reasons(terms(on=day(10)), entered(number=5))
    assert found.time.score == 0.0 and "before the line was declared" in found.time.words


BORDER = Area(whole("the border"), "border", ("ARM", "AZE"))
FRONTIER = {
    "area": BORDER,
    "places": (),
    "text": "Chad will bomb soldiers near the border.",
    "trigger": "soldiers near the border",
    "response": None,
}


def test_a_line_about_one_border_does_not_fire_on_another() -> None:
    line = terms(**FRONTIER)
    near = place("Ijevan", 40.88, 45.15, "ARM")
    far = place("Meghri", 38.9, 46.24, "ARM")
    at_near = reasons(line, entered("Soldiers moved to Ijevan.", at=near)).area
    assert at_near.score > 0.7
    assert "km from the ARM-AZE border, inside the 30 km the line covers" in at_near.words
    georgian = place("Gori", 41.98, 44.11, "GEO")
    assert reasons(line, entered("Soldiers moved to Gori.", at=georgian)).area.score < 0.3
    assert reasons(line, entered("Soldiers moved to Meghri.", at=far)).area.score > 0.0


def test_a_report_that_says_how_far_it_was_is_taken_at_its_word() -> None:
    found = reasons(terms(), entered("Niger soldiers drilled 700 km from the Kouar valley."))
    assert found.area.score < 0.2 and found.area.words == "700 km away, by the report's own words"


def test_the_other_end_of_a_land_is_outside() -> None:
    line = terms(
        text="Chad will bomb soldiers in the north of its land.",
        trigger="soldiers in the north of its land",
        response=None,
        places=(),
    )
    found = reasons(
        line, entered("Niger soldiers entered a village in the south of Chad.", at=place("Moundou", 8.6, 16.1, "TCD"))
    )
    assert found.area.score <= 0.2


def test_features_have_names_and_lie_between_0_and_1() -> None:
    [report] = read_reports([entered()])
    features = match_report(terms(), report).features
    assert tuple(features) == tuple(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in features.values())
    assert CHAD.name == "Chad"
