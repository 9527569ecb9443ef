"""Mentions to places: what an article's names mean together."""

import pytest

from linewatch.records import Place, Span
from linewatch.world.places import PlaceMention, resolve_places


def mention(
    name: str,
    *,
    start: int = 0,
    adjectival: bool = False,
    before: str = "",
    after: str = "",
    container: str | None = None,
) -> PlaceMention:
    return PlaceMention(Span(start, start + len(name), name), name, adjectival, before, after, container)


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
