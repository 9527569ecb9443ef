"""The data file of the watch."""

from __future__ import annotations

import pytest

from linewatch.errors import ModelError
from linewatch.ontology import Ontology
from linewatch.watch import tables
from linewatch.watch.tables import read_tables


def test_acts_and_families_are_those_of_the_ontology() -> None:
    known, found = set(Ontology.open().types), read_tables()
    for table in (found.acts, found.answers):
        assert set(table) <= known
        assert all(set(row) <= known for row in table.values())
    assert {name.split()[0] for name in found.families} <= known
    assert found.armed <= set(Ontology.open().sectors) | set(Ontology.open().non_state)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("plan", "soldiers might come"),
        ("short", "they did not cross"),
        ("short", "without entering the bay"),
        ("again", "said once more"),
        ("ended", "the matter was settled"),
        ("deny", "denied it"),
        ("deadline", "the deadline passed"),
        ("revenge", "in retaliation"),
    ],
)
def test_phrases_are_found_with_any_ending_and_words_between(cue: str, text: str) -> None:
    assert read_tables().cues[cue].search(text)
    assert not read_tables().cues[cue].search("a farmer sold dates")


def test_a_damaged_file_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "read_table", lambda _: {"register": {}})
    with pytest.raises(ModelError, match=r"LW301.*watch\.toml"):
        read_tables.__wrapped__()
