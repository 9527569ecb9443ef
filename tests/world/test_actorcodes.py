"""CAMEO's codes of actors, both ways."""

from __future__ import annotations

import pytest

from linewatch.ontology import Ontology
from linewatch.records import EntityKind
from linewatch.world.actorcodes import read_actor_code, write_actor_code


@pytest.mark.parametrize(
    ("country", "sector", "kind", "code"),
    [
        ("USA", None, "state", "USA"),
        ("ROU", "GOV", "person", "ROMGOV"),
        ("KOS", "JRN", "organisation", "KSVMED"),
        (None, "REB", "group", "REB"),
        (None, None, "igo", "IGO"),
        (None, None, "unknown", ""),
    ],
)
def test_an_actor_has_a_code(country: str | None, sector: str | None, kind: EntityKind, code: str) -> None:
    assert "".join(write_actor_code(country, sector, kind)) == code


def test_what_is_written_is_read_as_the_same_country() -> None:
    for country in ("USA", "ROU", "KOS", "TLS", "PSE"):
        assert read_actor_code("".join(write_actor_code(country, "MIL", "group"))).country == country


def test_sectors_that_cameo_has_come_back() -> None:
    lost = {sector for sector in Ontology.open().sectors
            if read_actor_code("".join(write_actor_code("USA", sector, "group"))).sector != sector}  # fmt: skip
    assert lost == {"PRM", "PRE", "UNK"}
