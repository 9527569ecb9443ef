from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from linewatch.errors import ModelError, UsageError
from linewatch.language.components import EncoderComponent

from .conftest import FakeEncoder


@pytest.mark.parametrize("name", ["linewatch_sentences", "linewatch_encoder", "linewatch_lemmas"])
def test_entry_points_are_known_to_spacy(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    assert nlp.pipe_names == [name]


def test_the_encoder_asks_for_sentences() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("linewatch_encoder")
    with pytest.raises(UsageError, match="linewatch_sentences"):
        nlp("No sentences here.")


def test_a_folder_without_a_model_is_refused(tmp_path: object) -> None:
    with pytest.raises(ModelError) as caught:
        spacy.blank("en").add_pipe("linewatch_encoder", config={"model": str(tmp_path)})
    assert caught.value.code == "LW302"


def test_blanks_never_reach_the_encoder(fake: FakeEncoder) -> None:
    nlp = spacy.blank("en")
    component = EncoderComponent("encoder", nlp.vocab, fake)
    doc = Doc(nlp.vocab, ["\n", "One", "\n", "Two", " "], sent_starts=[True, False, False, True, False])
    component(doc)
    assert fake.seen == [["One"], ["Two"]]
    assert "nsubj:pass" in component.labels
    assert "PER" in component.labels


def test_labels_outlive_a_memory_zone(fake: FakeEncoder) -> None:
    nlp = spacy.blank("en")
    component = EncoderComponent("encoder", nlp.vocab, fake)
    for _ in range(2):
        with nlp.memory_zone():
            doc = component(Doc(nlp.vocab, ["Ada", "left"], sent_starts=[True, False]))
            assert [(token.tag_, token.dep_, str(token.morph)) for token in doc] == [
                ("NNP", "nsubj:pass", "Number=Sing"),
                ("NN", "ROOT", ""),
            ]


def test_lemmas_tell_has_from_is() -> None:
    nlp = spacy.blank("en")
    lemmas = nlp.add_pipe("linewatch_lemmas")
    words = ["He", "'s", "gone", "."]
    tags, pos = ["PRP", "VBZ", "VBN", "."], ["PRON", "AUX", "VERB", "PUNCT"]
    doc = Doc(nlp.vocab, words, tags=tags, pos=pos, heads=[2, 2, 2, 2], deps=["nsubj", "aux", "ROOT", "punct"])
    assert [token.lemma_ for token in lemmas(doc)] == ["he", "have", "go", "."]


def test_a_component_of_another_pipeline_can_stand_before_ours() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("linewatch_encoder", config={"threads": 1})
    doc = nlp("The army attacked. Talks failed.")
    assert [sentence.text for sentence in doc.sents] == ["The army attacked.", "Talks failed."]
    assert (doc[2].pos_, doc[2].dep_) == ("VERB", "ROOT")
