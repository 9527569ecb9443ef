from __future__ import annotations

import pickle

import pytest
from spacy.language import Language

from linewatch.language import load
from linewatch.language.model import model_folder
from linewatch.language.relations import Question, RelationReader

TEXT = "Sudanese troops shelled a Chadian village on Monday. Kenya thanked Norway for its medical aid."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def reader() -> RelationReader:
    return RelationReader(model_folder(), threads=1)


def test_each_question_has_the_answer_of_its_sentence(nlp: Language, reader: RelationReader) -> None:
    questions = [Question((9,), (11,)), Question((0, 1), (3, 4, 5)), Question((3, 4, 5), (0, 1))]
    thanks, shelling, back = reader.read(nlp(TEXT), questions)
    assert thanks is not None
    assert shelling is not None
    assert back is not None
    assert max(thanks.kinds, key=lambda kind: thanks.kinds[kind]) == "SUPPORT"
    assert max(shelling.kinds, key=lambda kind: shelling.kinds[kind]) == "ASSAULT"
    assert shelling.mode("ASSAULT") == "heavy-weapons"
    assert back.kinds["ASSAULT"] < shelling.kinds["ASSAULT"]
    assert sum(thanks.kinds.values()) == pytest.approx(1.0)


def test_threads_and_order_do_not_change_an_answer(nlp: Language, reader: RelationReader) -> None:
    questions = [Question((9,), (11,)), Question((0, 1), (3, 4, 5))]
    two = RelationReader(model_folder(), threads=2)
    ours = [answer.kinds for answer in reader.read(nlp(TEXT), questions) if answer]
    theirs = [answer.kinds for answer in two.read(nlp(TEXT), questions) if answer]
    assert ours == theirs


def test_a_sentence_that_does_not_fit_has_no_answer(nlp: Language, reader: RelationReader) -> None:
    doc = nlp("Kenya thanked Norway, " + "and " * 400 + "left.")
    assert reader.read(doc, [Question((0,), (2,))]) == [None]


def test_a_doc_of_another_pipeline_has_no_answer(nlp: Language, reader: RelationReader) -> None:
    assert reader.read(nlp.make_doc(TEXT), [Question((0,), (2,))]) == [None]


def test_the_reader_survives_a_pickle(nlp: Language, reader: RelationReader) -> None:
    copy = pickle.loads(pickle.dumps(reader))
    (one,), (other,) = (kind.read(nlp(TEXT), [Question((9,), (11,))]) for kind in (reader, copy))
    assert one is not None
    assert other is not None
    assert one.kinds == other.kinds
