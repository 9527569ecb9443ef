"""Forms of others as data: words for every quad code and every type of ACLED."""

from __future__ import annotations

from linewatch.acled import read_rules
from linewatch.export.layouts import read_layouts, read_words
from linewatch.ontology import Ontology


def test_every_form_has_its_key() -> None:
    assert {name: set(layout.key) <= set(layout.names) for name, layout in read_layouts().items()} == {
        "polecat": True, "gdelt": True, "acled": True,
    }  # fmt: skip


def test_every_quad_code_has_words() -> None:
    assert set(read_words("quads")) == {str(kind.quad_code) for kind in Ontology.open().types.values()}


def test_every_type_of_acled_has_a_kind_of_disorder() -> None:
    types = {kind.event_type for kind in read_rules().subtypes.values() if kind.event_type}
    assert types <= set(read_words("disorder"))


def test_kinds_of_actors_are_told_of_sectors_that_exist() -> None:
    assert set(read_words("inter")) <= set(Ontology.open().sectors)
