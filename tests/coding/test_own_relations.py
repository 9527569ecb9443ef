"""A last layer of the user's own: checked when a run begins, and its types coded with the ontology's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from linewatch.coding import Knowledge, code_article, read_knowledge
from linewatch.errors import ModelError
from linewatch.fitting.labels import with_rows
from linewatch.language.heads import SHIPPED, Head, Heads, read_heads, save_heads
from linewatch.language.model import model_folder
from linewatch.language.relations import Answer, Question
from linewatch.records import Article, CodedArticle, content_id
from linewatch.settings import Settings
from tests.fitting.tables import make_ontology

TYPES = '[[types]]\nname = "INSPECT"\nquad = 2\nscore = 3.0\nmeaning = "looks over"\n'
MODES = '[[modes]]\ntype = "AID"\nname = "veterinary"\nmeaning = "help for herds"\n'
TEXT = "Norwegian officers strolled through the sheds of a Danish trawler on Monday."


def make_heads(kind: str = "INSPECT") -> Heads:
    """Return the shipped tables with a new type and mode, so that every pair is of one class."""
    shipped = read_heads(model_folder() / SHIPPED)
    heads = with_rows(shipped, {"INSPECT": ("INSPECT", "", "")}, ["AID/veterinary", "AID/"])
    head = heads.parts["kind"]
    bias = np.where(np.array(head.labels) == kind, 20, 0).astype(np.float32)
    sure = Head(head.labels, np.zeros_like(head.weight), bias)
    return replace(heads, parts={**heads.parts, "kind": sure}, version=f"{shipped.version}+1a2b3c4d")


@dataclass(frozen=True)
class FakeReader:
    """A reader that has one answer for every question."""

    heads: Heads
    own_types: frozenset[str] = frozenset({"INSPECT"})

    def read(self, _: Doc, questions: Sequence[Question]) -> list[Answer | None]:
        width = self.heads.parts["kind"].weight.shape[1]
        return [Answer(np.zeros(width, np.float32), self.heads) for _ in questions]


def code(nlp: Language, text: str, reader: Any) -> CodedArticle:
    knowledge = replace(Knowledge.open(), ontology=make_ontology(), reader=reader)
    return code_article(Article(content_id("art", text), None, text), nlp(text), knowledge)


def test_a_type_of_ones_own_has_the_numbers_of_the_ontology(nlp: Language) -> None:
    event = code(nlp, TEXT, FakeReader(make_heads())).events[0]
    assert (event.event_type, event.mode, event.quad_code, event.intensity) == ("INSPECT", None, 2, 3.0)
    assert event.cameo_code is None
    assert ([each.country for each in event.actors], [each.country for each in event.recipients]) == (["NOR"], ["DNK"])
    assert event.explanation.startswith("model relations: INSPECT")


def test_sentences_without_a_word_of_events_are_searched_for_own_types_alone(nlp: Language) -> None:
    assert not code(nlp, TEXT, FakeReader(make_heads("ACCUSE"))).events
    assert not code(nlp, TEXT, FakeReader(make_heads(), frozenset())).events


def test_a_type_that_the_reader_does_not_know_stays_as_the_lexicon_has_it(nlp: Language) -> None:
    known = make_heads("ASSAULT")
    classes = {name: told for name, told in known.classes.items() if told[0] != "SUPPORT"}
    place = [place for place, label in enumerate(known.parts["kind"].labels) if label in classes]
    kind = known.parts["kind"]
    less = Head(tuple(kind.labels[each] for each in place), kind.weight[place], kind.bias[place])
    text = "Norway praised Denmark."
    heads = replace(known, parts={**known.parts, "kind": less}, classes=classes)
    assert [event.event_type for event in code(nlp, text, FakeReader(heads)).events] == ["SUPPORT"]
    assert [event.event_type for event in code(nlp, text, FakeReader(known)).events] == ["ASSAULT"]


def test_a_file_that_fits_is_used(tmp_path: Path) -> None:
    path, types = tmp_path / "mine.npz", tmp_path / "types.toml"
    save_heads(path, make_heads())
    types.write_text(TYPES + MODES)
    reader = read_knowledge(Settings(relations=path, ontology=(types,))).reader
    assert reader is not None
    assert (reader.heads.version, reader.own_types) == (make_heads().version, {"INSPECT"})


@pytest.mark.parametrize(
    ("change", "types", "reason"),
    [
        ({}, MODES, "it knows the type INSPECT, which no file declares; .*`ontology`"),
        ({}, TYPES, "it knows the mode veterinary of AID, which no file declares"),
        ({"version": "0.0.1+1a2b3c4d"}, TYPES + MODES, r"trained for the reader 0\.0\.1 .*run linewatch train again"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, change: dict[str, Any], types: str, reason: str) -> None:
    path = tmp_path / "mine.npz"
    save_heads(path, replace(make_heads(), **change))
    (tmp_path / "types.toml").write_text(types)
    with pytest.raises(ModelError, match=reason) as caught:
        read_knowledge(Settings(relations=path, ontology=(tmp_path / "types.toml",)))
    assert (caught.value.code, caught.value.about) == ("LW305", str(path))
