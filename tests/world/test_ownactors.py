"""The user's own actors in the book: their names, codes and roles, before those that ship."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.ontology import Ontology
from linewatch.world.actorcodes import read_actor_code
from linewatch.world.actors import ActorBook
from linewatch.world.ownactors import read_own_actors

SECTORS = frozenset(Ontology.open().sectors)
ACTORS = """SAROVIA [SRV]
+SAROVIAN
ANDRA_VELL [SRV]
 [SRVOPP < 20200301]
 [SRVGOV 20200301-20231130]
FRANCE [GAU]
NATO [SRVMIL]
LAKE_STATES [SRV/ILM]
OLD_EMPIRE [EMP < 19911226]
NOBODY_AT_ALL [---]
RIVER_BRIGADE [IMGREB]
"""
AGENTS = """HARBOUR_MASTER [~GOV]
GOLDEN_GOOSE {GOLDEN_GEESE} [~BUS]
RIVER_WATCH {} [~COP]
SOLDIER [~CRM]
"""
TABLE = """[[states]]
iso3 = "ILM"
name = "Ilmar"
adjectives = ["Ilmari"]

[organisations.armed]
kind = "group"
sector = "REB"
rows = [{ name = "Free River Brigade", aliases = ["FRB"], country = "ILM" }]

[[holders]]
country = "ILM"
sector = "GOV"
people = [{ name = "Tove Arnason", from = 2022-05-01 }]

[roles.COP]
person = ["canal warden"]
"""


def make_book(tmp_path: Path, **files: str) -> ActorBook:
    paths = []
    for name, text in files.items():
        paths.append(tmp_path / name.replace("_", "."))
        paths[-1].write_text(text, encoding="utf-8")
    return ActorBook.extended(read_own_actors(paths, SECTORS))


@pytest.fixture
def book(tmp_path: Path) -> ActorBook:
    return make_book(tmp_path, actors_txt=ACTORS, agents_txt=AGENTS, people_toml=TABLE)


def test_a_country_code_makes_a_country(book: ActorBook) -> None:
    for name in ("Sarovia", "SAROVIAN", "the Sarovian", "sarovia"):
        match = book.country(name)
        assert match is not None and match.iso3 == "SRV"
        assert book.named(name) is None
    known = book.find_names("Ships of Sarovia sailed.")[0][2]
    assert (known.country, known.kind, known.rule) == ("SRV", "state", "actors.txt:1")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2019, 1, 1), ("SRV", "OPP")),
        (date(2020, 3, 1), ("SRV", "GOV")),
        (date(2023, 11, 30), ("SRV", "GOV")),
        (date(2024, 1, 1), ("SRV", "GOV")),  # the code without days: a state acts through its government
        (None, ("SRV", "GOV")),
    ],
)
def test_the_code_of_the_day_counts(book: ActorBook, day: date | None, code: tuple[str, str]) -> None:
    known = book.named("Andra Vell", day)
    assert known is not None and (known.country, known.sector) == code


def test_an_entry_outside_its_days_says_nothing(book: ActorBook) -> None:
    assert book.named("Old Empire", date(1995, 1, 1)) is None
    known = book.named("Old Empire", date(1985, 1, 1))
    assert known is not None and known.country == "EMP"


def test_own_entries_win_over_shipped_ones(book: ActorBook) -> None:
    match = book.country("France")
    assert match is not None and match.iso3 == "GAU"
    known = book.named("NATO")
    assert known is not None and (known.country, known.sector, known.code) == ("SRV", "MIL", None)
    role = book.role("two soldiers")
    assert role is not None and (role.sector, role.kind) == ("CRM", "group")
    shipped = ActorBook.open().country("France")
    assert shipped is not None and shipped.iso3 == "FRA"  # the shipped book is another


def test_a_name_may_stand_for_several_or_for_nobody(book: ActorBook) -> None:
    known = book.named("the Lake States")
    assert known is not None and [known.country, *(other.country for other in known.also)] == ["SRV", "ILM"]
    nobody = book.named("Nobody at All")
    assert nobody is not None and nobody.is_nobody
    body = book.named("River Brigade")
    assert body is not None and (body.country, body.code, body.sector) == (None, "IMG", "REB")


def test_agents_are_roles(book: ActorBook) -> None:
    for phrase, sector in (
        ("the harbour master", "GOV"), ("harbour masters", "GOV"), ("golden geese", "BUS"), ("River Watch", "COP"),
    ):  # fmt: skip
        role = book.role(phrase)
        assert role is not None and role.sector == sector
    assert book.role("river watchs") is None


def test_tables_add_states_organisations_people_and_roles(book: ActorBook) -> None:
    state, brigade, person, role = (
        book.country("Ilmaris"), book.named("FRB"), book.named("Arnason", date(2023, 1, 1)), book.role("canal wardens"),
    )  # fmt: skip
    assert state is not None and (state.iso3, state.how) == ("ILM", "people")
    assert brigade is not None and (brigade.country, brigade.sector, brigade.kind) == ("ILM", "REB", "group")
    assert person is not None and (person.country, person.kind) == ("ILM", "person")
    assert role is not None and role.sector == "COP"


def test_a_book_can_be_sent_to_another_process(book: ActorBook) -> None:
    assert pickle.loads(pickle.dumps(book)).country("Sarovia") == book.country("Sarovia")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (TABLE.replace('name = "Ilmar"\n', ""), 1, "missing required field `name`"),
        (TABLE.replace('sector = "REB"', 'sector = "REBEL"'), 6, "no sector REBEL"),
        (TABLE.replace("2022-05-01", "2022"), 11, "expected `date"),
        (TABLE.replace("[roles.COP]", "[roles.KOP]"), 16, "no sector KOP"),
        (TABLE.replace("[roles.COP]", "[rolls.COP]"), 16, "no table 'rolls'"),
        (TABLE.replace('kind = "group"', 'kind = "gang"'), 6, "invalid enum value 'gang'"),
        (TABLE + "[[states", 18, "not TOML"),
    ],
)
def test_a_wrong_row_of_a_table_is_named(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as caught:
        make_book(tmp_path, people_toml=text)
    path, _, number = caught.value.about.rpartition(":")
    assert (caught.value.code, Path(path).name) == ("LW305", "people.toml")
    assert int(number) == line


@pytest.mark.parametrize(
    ("code", "country", "sector", "kind", "body"),
    [
        ("USA", "USA", None, "state", None),
        ("USAGOV", "USA", "GOV", "organisation", None),
        ("SRVXYZMED", "SRV", "JRN", "organisation", None),
        ("ROMHLH", "ROU", "MED", "organisation", None),
        ("IGOUNO", None, None, "igo", "IGO"),
        ("IMGMOSREB", None, "REB", "group", "IMG"),
        ("SRVXYZ", "SRV", None, "organisation", None),
    ],
)
def test_codes_of_cameo_become_those_of_plover(
    code: str, country: str | None, sector: str | None, kind: str, body: str | None
) -> None:
    coded = read_actor_code(code)
    assert (coded.country, coded.sector, coded.kind, coded.body) == (country, sector, kind, body)
    assert read_actor_code("---GOV").is_nobody
