"""The actor book: countries, roles, titles, organisations and holders of office."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.ontology import Ontology
from linewatch.world import actors
from linewatch.world.actors import ActorBook
from linewatch.world.countries import read_table

BOOK = ActorBook.open()
KINDS = {"state", "person", "organisation", "group", "igo", "people", "unknown"}


@pytest.mark.parametrize(
    ("phrase", "iso3", "how"),
    [
        ("Norway", "NOR", "name"),
        ("the Norwegians", "NOR", "people"),
        ("Norwegian", "NOR", "adjective"),
        ("Oslo’s", "NOR", "capital"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Downing Street", "GBR", "metonym"),
        ("Turks", "TUR", "people"),
        ("Germans", "DEU", "people"),
        ("the U.S.", "USA", "name"),
        ("US", "USA", "name"),
        ("Holy See", "VAT", "name"),
        ("Soviet", "RUS", "adjective"),
        ("TBILISI, Georgia", "GEO", "name"),
    ],
)
def test_country(phrase: str, iso3: str, how: str) -> None:
    match = BOOK.country(phrase)
    assert match is not None
    assert (match.iso3, match.how, match.is_disputed) == (iso3, how, False)


@pytest.mark.parametrize("phrase", ["us", "turkey", "polish", "china", "", "Norwegian soldiers", "xyz", "  "])
def test_no_country(phrase: str) -> None:
    assert BOOK.country(phrase) is None


@pytest.mark.parametrize(("name", "claimant"), sorted(Ontology.open().disputed.items()))
def test_disputed_entities_stand_under_the_state_that_claims_them(name: str, claimant: str) -> None:
    match = BOOK.country(name)
    assert match is not None
    assert (match.iso3, match.is_disputed) == (claimant, True)
    assert BOOK.find_names(f"In {name} a vote was held.")[0][2].sector == "PRE"


@pytest.mark.parametrize(
    ("phrase", "text", "sector", "kind"),
    [
        ("a Danish army commander", "army commander", "MIL", "person"),
        ("the Defense Ministry", "Defense Ministry", "GOV", "organisation"),
        ("deputy foreign ministers", "deputy foreign ministers", "GOV", "group"),
        ("chiefs of staff", "chiefs of staff", "MIL", "group"),
        ("a spokeswoman for the interior ministry", "spokeswoman", "GOV", "person"),
        ("IDF spokesman", "spokesman", "MIL", "person"),
        ("Hamas officials", "officials", "REB", "group"),
        ("a spokesman", "spokesman", None, "person"),
        ("the former prime minister", "former prime minister", "ELI", "person"),
        ("retired judge", "judge", "ELI", "person"),
        ("commander of the border guards", "commander", "MIL", "person"),
        ("masked gunmen", "gunmen", "UAF", "group"),
        ("the country's trade unions", "trade unions", "LAB", "organisation"),
        ("Members of Parliament", "Members of Parliament", "LEG", "group"),
        ("farmers and students", "farmers", "AGR", "group"),
        ("local reporters", "reporters", "JRN", "group"),
        ("the villagers’ families", "families", "CVL", "group"),
        ("the deputy chief of staff", "deputy chief of staff", None, "person"),
        ("White House deputy chief of staff", "deputy chief of staff", "GOV", "person"),
        ("the teachers' union", "teachers' union", "LAB", "organisation"),
        ("the Sarovian Rugby Union", "Rugby Union", None, "organisation"),
        ("the more federal European Union", "European Union", None, "organisation"),
        ("an angry crowd", "angry crowd", "OPP", "group"),
        ("the crowd", "crowd", "CVL", "group"),
        ("strikers", "strikers", "LAB", "group"),
        ("an advertising campaign", "campaign", None, "organisation"),
        ("the presidential campaign", "presidential campaign", "PTY", "organisation"),
        ("its chief financial officer", "chief financial officer", "BUS", "person"),
    ],
)
def test_role(phrase: str, text: str, sector: str | None, kind: str) -> None:
    role = BOOK.role(phrase)
    assert role is not None
    assert (role.text, role.sector, role.kind) == (text, sector, kind)


@pytest.mark.parametrize("phrase", ["", "the bridge", "Oslo", "a generally held view", "the striker"])
def test_no_role(phrase: str) -> None:
    assert BOOK.role(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "text", "words", "sector", "country"),
    [
        ("Brigadier General Anna Holm", "Brigadier General", 2, "MIL", None),
        ("Lt. Gen. Anna Holm", "Lt. Gen.", 2, "MIL", None),
        ("Danish Deputy Foreign Minister Anna Holm", "Danish Deputy Foreign Minister", 4, "GOV", "DNK"),
        ("IRGC Commander Major General Reza Karimi", "IRGC Commander Major General", 4, "MIL", "IRN"),
        ("President of Ghana Kofi Mensah", "President of Ghana", 3, "GOV", "GHA"),
        ("Hezbollah leader Ali Haddad", "Hezbollah leader", 2, "PRM", "LBN"),
        ("Reuters correspondent Anna Holm", "Reuters correspondent", 2, "JRN", "GBR"),
        ("Mrs. Holm", "Mrs.", 1, None, None),
        ("Foreign Ministry spokeswoman Anna Holm", "Foreign Ministry spokeswoman", 3, "GOV", None),
        ("former Danish President Anna Holm", "former Danish President", 3, "ELI", "DNK"),
        ("Denmark's Defense Minister Anna Holm", "Denmark's Defense Minister", 4, "GOV", "DNK"),
    ],
)
def test_title(phrase: str, text: str, words: int, sector: str | None, country: str | None) -> None:
    title = BOOK.title(phrase)
    assert title is not None
    assert (title.text, title.words, title.sector, title.country) == (text, words, sector, country)
    assert phrase[: title.end] == text


@pytest.mark.parametrize("phrase", ["Anna Holm", "Foreign Minister", "the general said", "Denmark", ""])
def test_no_title(phrase: str) -> None:
    assert BOOK.title(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the IRGC", "IRN", "MIL"),
        ("Iran's Quds Force", "IRN", "MIL"),
        ("Knesset", "ISR", "LEG"),
        ("the Peruvian Congress", "PER", "LEG"),
        ("Congress", "USA", "LEG"),
        ("Reuters’", "GBR", "JRN"),
        ("al-Shabaab", "SOM", "REB"),
    ],
)
def test_named_organisation(phrase: str, country: str, sector: str) -> None:
    known = BOOK.named(phrase)
    assert known is not None
    assert (known.country, known.sector) == (country, sector)


def test_an_entry_says_nothing_of_other_days() -> None:
    known = BOOK.named("National Transitional Council", date(2020, 1, 1))
    assert known is not None
    assert (known.country, known.sector) == ("LBY", None)


def test_words_and_personal_names_are_no_organisations() -> None:
    assert BOOK.find_names("Let us go with Omar Fatah Nasser to Westminster Abbey.") == []
    assert [known.country for *_, known in BOOK.find_names("He left Fatah and the Guardian.")] == ["PSE", "GBR"]


def test_bodies_of_no_one_state_carry_their_code() -> None:
    known = BOOK.named("the United Nations")
    assert known is not None
    assert (known.country, known.kind, known.code) == (None, "igo", "UNO")


@pytest.mark.parametrize(
    ("on", "sector"),
    [(date(1995, 1, 1), "REB"), (date(1999, 1, 1), "GOV"), (date(2021, 8, 14), "REB"), (date(2021, 8, 15), "GOV")],
)
def test_an_entry_holds_for_its_days_only(on: date, sector: str) -> None:
    known = BOOK.named("Taliban", on)
    assert known is not None
    assert known.sector == sector


@pytest.mark.parametrize(
    ("phrase", "on", "name", "sector"),
    [
        ("Angela Merkel", date(2010, 1, 1), "Angela Merkel", "GOV"),
        ("Chancellor Angela Merkel", date(2010, 1, 1), "Angela Merkel", "GOV"),
        ("Merkel's", date(2010, 1, 1), "Angela Merkel", "GOV"),
        ("Angela Merkel", date(2023, 1, 1), "Angela Merkel", "ELI"),
        ("Angela Merkel", date(1999, 1, 1), "Angela Merkel", None),
        ("Aliyev", date(2000, 1, 1), "Heydar Aliyev", "GOV"),
        ("Aliyev", date(2020, 1, 1), "Ilham Aliyev", "GOV"),
    ],
)
def test_holders_of_office_by_day(phrase: str, on: date, name: str, sector: str | None) -> None:
    known = BOOK.named(phrase, on)
    assert known is not None
    assert (known.name, known.sector, known.kind) == (name, sector, "person")


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("Merkel", date(2023, 1, 1)),
        ("Brown", date(2009, 1, 1)),
        ("Anna Merkel", date(2010, 1, 1)),
        ("who", None),
        ("is", None),
    ],
)
def test_no_name_is_guessed(phrase: str, on: date | None) -> None:
    assert BOOK.named(phrase, on) is None


def test_find_names_takes_the_longest_name() -> None:
    text = "The U.N. Security Council and South Sudan's rebels met envoys of Sudan in the Kremlin."
    found = [(text[start:end], known.country or known.code) for start, end, known in BOOK.find_names(text)]
    assert found == [("U.N. Security Council", "UNO"), ("South Sudan", "SSD"), ("Sudan", "SDN"), ("Kremlin", "RUS")]


def test_find_names_reads_acronyms_by_case_and_not_in_headlines() -> None:
    assert BOOK.find_names("He asks who is here with us.") == []
    assert [known.country for *_, known in BOOK.find_names("SPAIN IS READY AND TELLS US SO")] == ["ESP"]


def test_find_names_stops_at_the_end_of_a_sentence() -> None:
    names = [known.name for *_, known in BOOK.find_names("They went to the North. Korea was far away.")]
    assert names == ["South Korea"]


PARTS = ["the", "U.S.", "Iran’s", "Kosovo", "army", ".", "-", "Séléka", "\n\n", "Abu", "Dhabi", "ı", "İ"]


@given(st.lists(st.sampled_from(PARTS)))
def test_found_names_lie_in_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    last = 0
    for start, end, known in BOOK.find_names(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert known.rule.split(":")[0] in {"actors.toml", "countries.toml"}
        last = end


@given(st.text(max_size=60))
def test_any_phrase_can_be_looked_up(phrase: str) -> None:
    role, title = BOOK.role(phrase), BOOK.title(phrase)
    assert role is None or phrase[role.start : role.end] == role.text
    assert title is None or phrase.startswith(title.text)
    BOOK.country(phrase)
    BOOK.named(phrase, date(2020, 1, 1))


def test_tables_use_the_sectors_of_the_ontology() -> None:
    sectors = set(Ontology.open().sectors)
    table = read_table("actors.toml")
    used = set(table["roles"]) | set(table["titles"])
    used |= {row["sector"] for group in table["organisations"].values() for row in group["rows"] if "sector" in row}
    used |= {group["sector"] for group in table["organisations"].values() if "sector" in group}
    used |= {group["sector"] for group in table["holders"]}
    assert used - {"ANY"} <= sectors
    assert sectors - used == {"PRE"} - used  # every sector has a word for it


def test_tables_are_sound() -> None:
    table, countries = read_table("actors.toml"), read_table("countries.toml")
    states = [row["iso3"] for row in countries["states"]]
    assert len(states) == len(set(states)) >= 195
    known = set(states)
    rows = [row for group in table["organisations"].values() for row in group["rows"]]
    assert {row["iso3"] for key in ("claimed", "parts", "former") for row in countries[key]} <= known
    assert {row["country"] for row in rows if "country" in row} <= known
    assert {group["country"] for group in table["holders"] if "country" in group} <= known
    assert {group["kind"] for group in table["organisations"].values()} <= KINDS
    people = [row for group in table["holders"] for row in group["people"]]
    assert all(row["from"] <= row.get("until", row["from"]) for row in people)
    assert set(table["plurals"].values()) & {"gunmen", "spokeswomen"} == {"gunmen", "spokeswomen"}


def test_every_name_of_the_tables_is_found_again() -> None:
    table = read_table("actors.toml")
    for group in table["organisations"].values():
        for row in group["rows"]:
            for name in (row["name"], *row.get("aliases", ())):
                assert BOOK.named(name) is not None, name


def test_a_country_s_name_after_a_title_is_no_part_of_it() -> None:
    title = BOOK.title("Minister Jordan")
    assert title is not None and title.country is None
    title = BOOK.title("Norway's Foreign Minister Jordan")
    assert title is not None and title.country == "NOR"


def test_a_phrase_that_is_asked_about_again_is_read_for_each_day_by_itself() -> None:
    found = [BOOK.named("Barack Obama", date(year, 5, 1)) for year in (2015, 2023, 2015)]
    sectors = [known.sector for known in found if known is not None]
    assert sectors == ["GOV", "ELI", "GOV"]


def test_kept_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors, "_MOST_KEPT", 2)
    kept: dict[int, int] = {}
    assert [actors._keep(kept, number, lambda asked: asked * 2) for number in (1, 2, 1, 3, 1)] == [2, 4, 2, 6, 2]
    assert len(kept) <= 2
