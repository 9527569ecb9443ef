"""Mentions to places: what an article's names mean together."""

import pytest

from linewatch.records import Place, Span
from linewatch.world.places import PlaceMention, resolve_places
from linewatch.world.publishers import town_of_url


def mention(
    name: str,
    *,
    start: int = 0,
    adjectival: bool = False,
    before: str = "",
    after: str = "",
    container: str | None = None,
    after_container: str | None = None,
    area: str | None = None,
    local: bool = False,
) -> PlaceMention:
    span = Span(start, start + len(name), name)
    return PlaceMention(span, name, adjectival, before, after, container, (), after_container, area, local)


def resolve(*mentions: PlaceMention, countries: tuple[str, ...] = ()) -> list[Place]:
    places = resolve_places(mentions, countries=countries)
    assert None not in places
    return [place for place in places if place is not None]


def test_a_town_near_a_border() -> None:
    (place,) = resolve(mention("Kapan", start=7))
    assert (place.name, place.country, place.admin1, place.kind) == ("Kapan", "ARM", "Syunik", "settlement")
    assert place.span == Span(7, 12, "Kapan")
    assert place.border is not None
    assert place.border.countries == ("ARM", "AZE")
    assert place.border.distance_km < 6
    assert place.place_id.startswith("plc_")


def test_both_banks_of_the_aras_by_the_company_of_the_name() -> None:
    assert resolve(mention("Jolfa"), mention("Iran"))[0].country == "IRN"
    assert resolve(mention("Julfa"), mention("Nakhchivan"))[0].country == "AZE"


def test_a_container_holds_its_town_and_the_bare_name_follows() -> None:
    places = resolve(mention("Paris"), mention("Paris", container="Texas"), mention("Texas"))
    assert [place.admin1 for place in places[:2]] == ["Texas", "Texas"]
    assert places[0].place_id == places[1].place_id


def test_two_containers_are_two_places() -> None:
    texas, ontario = resolve(mention("Paris", container="Texas"), mention("Paris", container="Ontario"))
    assert (texas.country, ontario.country) == ("USA", "CAN")


def test_a_publisher_country_tips_the_scale() -> None:
    assert resolve(mention("Tripoli"), countries=("LBN",))[0].country in ("LBN", "LBY")
    assert resolve(mention("Tripoli"), mention("Beirut"), countries=("LBN",))[0].country == "LBN"
    assert resolve(mention("Tripoli"), mention("Benghazi"))[0].country == "LBY"


@pytest.mark.parametrize(("word", "country"), [("Azerbaijani", "AZE"), ("Turks", "TUR"), ("American", "USA")])
def test_an_adjective_stands_for_its_country(word: str, country: str) -> None:
    (place,) = resolve(mention(word, adjectival=True))
    assert (place.country, place.kind, place.border) == (country, "country", None)


def test_an_adjective_of_no_country_is_none() -> None:
    assert resolve_places([mention("Parisian", adjectival=True)]) == (None,)


def test_a_line_between_two_countries_is_their_border() -> None:
    (place,) = resolve(mention("Line of Control"))
    assert place.border is not None
    assert (place.border.countries, place.border.distance_km) == (("IND", "PAK"), 0.0)


def test_a_wide_sea_is_near_no_border_and_a_strait_names_no_single_country() -> None:
    (place,) = resolve(mention("Caspian Sea"))
    assert (place.border, place.country, place.kind) == (None, None, "water")


def test_claims_are_told() -> None:
    (place,) = resolve(mention("Golan Heights"))
    assert any("1967" in claim for claim in place.disputed)


def test_an_area_widens_the_error_of_its_border_distance() -> None:
    town, province = resolve(mention("Kapan"), mention("Syunik", after="province"))
    assert town.border is not None
    assert province.border is not None
    assert province.border.error_km > town.border.error_km + 30


@pytest.mark.parametrize("name", ["Zzyzxqq", "", "…", "x" * 5000])
def test_an_unknown_name_is_none(name: str) -> None:
    assert resolve_places([mention(name)]) == (None,)


def test_no_mentions_no_places() -> None:
    assert resolve_places([]) == ()


def test_the_order_of_the_mentions_does_not_matter() -> None:
    mentions = [mention(name) for name in ("Tripoli", "Damascus", "Homs", "Springfield", "Alexandria")]
    forward, backward = resolve_places(mentions), resolve_places(mentions[::-1])
    assert forward == backward[::-1]


def test_what_holds_a_town_is_a_region_where_a_city_has_its_name() -> None:
    assert resolve(mention("Buffalo", container="New York"), mention("New York"))[1].kind == "admin"
    assert resolve(mention("Brooklyn", container="New York"), mention("New York"))[1].kind == "settlement"


def test_an_unknown_name_is_answered_with_what_holds_it() -> None:
    unknown, region = resolve(mention("Zzyzxqq", area="Tavush"), mention("Tavush"))
    assert (unknown.name, unknown.place_id) == ("Tavush", region.place_id)
    assert unknown.span.text == "Zzyzxqq"
    assert unknown.score < region.score
    assert resolve(mention("Zzyzxqq", container="Texas"), mention("Texas"))[0].admin1 == "Texas"


def test_a_street_is_not_answered_with_its_town() -> None:
    assert resolve_places([mention("Zzyzxqq Street", container="Boston"), mention("Boston")])[0] is None


def test_a_small_namesake_elsewhere_is_not_what_an_area_holds() -> None:
    assert resolve(mention("Haram", area="Giza"), mention("Giza"), mention("Egypt"))[0].name == "Giza"


def test_cities_in_a_list_do_not_hold_each_other() -> None:
    places = resolve(mention("Kiev", container="Minsk", after_container="Riga"), mention("Minsk"), mention("Riga"))
    assert [place.country for place in places] == ["UKR", "BLR", "LVA"]


def test_a_state_before_two_more_is_no_town_in_the_second() -> None:
    washington = mention("Washington", container="Pennsylvania", after_container="California")
    assert resolve(washington, mention("Pennsylvania"), mention("California"))[0].admin1 != "Pennsylvania"


def test_a_country_is_never_answered_with_what_holds_it() -> None:
    assert resolve(mention("Turkey", area="Geneva"), mention("Geneva"))[0].country == "TUR"


def test_names_that_are_not_asked_for_tell_of_the_others() -> None:
    assert resolve_places([mention("Tripoli")], evidence=[mention("Lebanese", adjectival=True)])[0].country == "LBN"


def test_the_home_of_the_paper_tells_of_the_names() -> None:
    home = town_of_url("https://www.ledger-enquirer.com/news/1")
    assert home is not None
    (place,) = resolve_places([mention("Columbus")], evidence=[home])
    assert place is not None
    assert place.admin1 == "Georgia"


def test_a_paper_named_after_a_town_is_no_paper_of_a_capital_abroad() -> None:
    paris, illinois = resolve(mention("Paris", local=True), mention("Illinois"))
    assert (paris.admin1, illinois.admin1) == ("Illinois", "Illinois")
    assert resolve(mention("Paris"), mention("Illinois"))[0].country == "FRA"
    assert resolve(mention("Lebanon", local=True), mention("Pennsylvania"))[0].country == "LBN"
