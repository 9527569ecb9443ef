from __future__ import annotations

import pickle

import numpy as np
import pytest
from spacy.language import Language

from linewatch.language.attributions import NAME, ROLES
from linewatch.language.kept import kept_sentences
from linewatch.language.model import model_folder
from linewatch.language.roles import RoleReader, join_sentences, read_texts

TEXT = "Rain fell on Monday. The Kenyan army said the bridge was gone. Nobody was hurt."


@pytest.fixture(scope="module")
def reader() -> RoleReader:
    return RoleReader(model_folder(), NAME, threads=1)


def test_a_text_knows_the_places_of_its_words_and_its_middle(nlp: Language) -> None:
    doc = nlp(TEXT)
    (text,) = read_texts(doc)
    assert text.places.tolist() == list(range(len(doc)))
    assert (text.low, text.high) == (0, len(doc))
    middle = join_sentences(kept_sentences(doc), 1, 2)
    assert doc[middle.low : middle.high].text == "The Kenyan army said the bridge was gone."
    assert middle.sentences.tolist() == sorted(middle.sentences.tolist())


def test_every_word_of_a_question_has_a_share_of_every_role(nlp: Language, reader: RoleReader) -> None:
    doc = nlp(TEXT)
    texts = read_texts(doc)
    states, index = reader.read(texts)
    said = [token.i for token in doc if token.text == "said"]
    (shares,) = reader.answer(states, index, [(0, ()), (0, said)], ["roles"])
    assert shares.shape == (2, len(doc), len(ROLES))
    assert ((shares >= 0) & (shares <= 1)).all()
    assert doc[int(np.argmax(shares[0, :, ROLES.index("cue")]))].text == "said"
    assert doc[int(np.argmax(shares[1, :, ROLES.index("source")]))].text in {"The", "Kenyan", "army"}


def test_it_goes_to_another_process_as_its_settings(nlp: Language, reader: RoleReader) -> None:
    again = pickle.loads(pickle.dumps(reader))
    texts = read_texts(nlp(TEXT))
    assert np.array_equal(reader.read(texts)[0], again.read(texts)[0])


def test_a_doc_that_no_encoder_has_read_has_no_texts(nlp: Language) -> None:
    assert read_texts(nlp.make_doc(TEXT)) == []
