"""Sentences with relations: the form of a line, the classes, and that the published files name what PLOVER has."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from training.relations.kinds import NONE, all_kinds, all_modes, kind_of, kinds_of_label
from training.relations.markup import (
    EDGES,
    MODALITIES,
    OTHERS,
    SENTENCES,
    Marked,
    parse_line,
    read_sentences,
)  # fmt: skip
from training.relations.tally import tabulate

from linewatch.ontology import Ontology

_LINE = (
    '[1 The army of Chad] said [2 rebels] had bombed [3 two towns]. || 2>3 ASSAULT/aerial 195 actual "bombed"; 1>2 NONE'
)


@pytest.fixture(scope="module")
def sentences() -> list[Marked]:
    return list(read_sentences())


def test_a_line_gives_the_text_and_the_stretches_of_parties_and_trigger() -> None:
    marked = parse_line(_LINE)
    assert marked.text == "The army of Chad said rebels had bombed two towns."
    bombed, nothing = marked.relations
    assert [marked.text[slice(*span)] for span in (bombed.source, bombed.target, bombed.trigger) if span] == [
        "rebels", "two towns", "bombed",
    ]  # fmt: skip
    assert (bombed.event_type, bombed.mode, bombed.cameo, bombed.modality) == ("ASSAULT", "aerial", "195", "actual")
    assert (nothing.event_type, nothing.mode, nothing.modality, nothing.trigger) == (NONE, None, None, None)


def test_0_stands_for_a_party_that_is_not_named_and_a_dash_for_no_mode() -> None:
    relation = parse_line('[1 Kiel] will help. || 1>0 AGREE/- 033 future "help"').relations[0]
    assert relation.source == (0, 4)
    assert (relation.target, relation.mode) == (None, None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[1 Chad] bombed [2 Mali].", "no ' || '"),
        ('[1 Chad] bombed [1 Mali]. || 1>1 ASSAULT/aerial 195 actual "bombed"', "two parties have the number 1"),
        ('[1 Chad] bombed [2 Mali]. || 1>3 ASSAULT/aerial 195 actual "bombed"', "names a party that is not marked"),
        ('[1 Chad] bombed [2 Mali]. || 1>2 ASSAULT/aerial actual "bombed"', "is no relation"),
        ("[1 Chad] bombed [2 Mali]. || 1>2 ASSAULT/aerial 195 actual", "is no relation"),
        ('[1 Chad] bombed [2 Mali]. || 1>2 FIGHT/- 195 actual "bombed"', "PLOVER has no FIGHT/None"),
        ('[1 Chad] bombed [2 Mali]. || 1>2 ASSAULT/visit 195 actual "bombed"', "PLOVER has no ASSAULT/visit"),
        ('[1 Chad] bombed [2 Mali]. || 1>2 ASSAULT/aerial 195 past "bombed"', "modality or a trigger"),
        ('[1 Chad] bombed [2 Mali]. || 1>2 ASSAULT/aerial 195 actual "shelled"', "modality or a trigger"),
    ],
)
def test_a_line_with_a_fault_is_refused_with_the_reason(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_line(line)


def test_a_faulty_file_is_named_with_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bad.txt").write_text(f"{_LINE}\nno relations\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt:2: there is no"):
        list(read_sentences(tmp_path))


def test_what_is_not_on_a_border_is_every_other_sentence(sentences: list[Marked]) -> None:
    edges, others = list(read_sentences(names=EDGES)), list(read_sentences(names=OTHERS))
    assert edges
    assert len(edges) + len(others) == len(sentences)


def test_classes_have_names_of_their_own_and_none_is_the_last() -> None:
    names = [kind.name for kind in all_kinds()]
    assert len(set(names)) == len(names)
    assert names[-1] == NONE


def test_every_label_of_plv_has_a_class_and_every_class_one_label() -> None:
    ontology = Ontology.open()
    labels = {ontology.label("plv", kind.event_type, kind.cameo) for kind in all_kinds() if kind.event_type}
    places = [place for label in labels for place in kinds_of_label(label)]
    assert {ontology.label("plv", name) for name in ontology.types} <= labels
    assert sorted(places) == list(range(len(all_kinds()) - 1))


@pytest.mark.parametrize(
    ("event_type", "cameo", "kind"),
    [
        ("SANCTION", "116", "CONVICT"),
        ("SANCTION", "163", "EMBARGO"),
        ("SANCTION", "1621", "SANCTION"),
        ("ASSAULT", "191", "OCCUPY"),
        ("ASSAULT", "192", "OCCUPY"),
        ("COERCE", "171", "COERCE"),
        ("ACCUSE", "116", "ACCUSE"),
        (NONE, "", NONE),
    ],
)
def test_what_the_schemes_part_is_a_class_of_its_own(event_type: str, cameo: str, kind: str) -> None:
    assert kind_of(event_type, cameo) == kind


def test_the_published_sentences_name_what_plover_and_cameo_have(sentences: list[Marked]) -> None:
    codes = tomllib.loads((resources.files("linewatch") / "data" / "cameo.toml").read_text("utf-8"))["codes"]
    kinds, modes = {kind.name for kind in all_kinds()}, set(all_modes())
    for relation in (relation for marked in sentences for relation in marked.relations):
        assert relation.source or relation.target
        assert kind_of(relation.event_type, relation.cameo) in kinds
        assert relation.mode is None or f"{relation.event_type}/{relation.mode}" in modes
        assert relation.event_type == NONE or relation.cameo in codes
    assert len({marked.text for marked in sentences}) == len(sentences)
    assert not any(mark in marked.text for marked in sentences for mark in "[]|\t")


def test_acts_that_lie_ahead_have_the_type_that_follows(sentences: list[Marked]) -> None:
    told = {(relation.event_type, relation.modality) for marked in sentences for relation in marked.relations}
    deeds = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
    force = {"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"}
    assert not {(name, modality) for name in deeds | force for modality in ("future", "hypothetical")} & told


def test_the_table_of_the_guide_is_that_of_the_sentences(sentences: list[Marked]) -> None:
    guide = (SENTENCES / "README.md").read_text(encoding="utf-8")
    rows = tabulate(sentences)
    assert "\n".join(rows) in guide
    assert all(modality in rows[2] for modality in MODALITIES)
