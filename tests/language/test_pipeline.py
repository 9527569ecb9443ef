from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import linewatch
from linewatch.language import model_versions
from linewatch.settings import Settings

ARTICLE = (
    "VARNA, Nov. 5 (Newsline) — Gen. Dara Noor warned Sudia on Thursday.\n\n"
    "“We won’t accept any change of the border,” the commander said. Three soldiers were killed by shells in Port Ost."
)
OTHERS = ["Talks failed.", "Sudia's parliament met in Varna. It voted for the bill!", "\n", ""]


def layers(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def test_a_report_has_every_layer(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "VARNA, Nov. 5 (Newsline) —",
        "Gen. Dara Noor warned Sudia on Thursday.",
        "“We won’t accept any change of the border,” the commander said.",
        "Three soldiers were killed by shells in Port Ost.",
    ]
    words = {token.text: token for token in doc}
    assert (words["soldiers"].dep_, words["soldiers"].head.text) == ("nsubj:pass", "killed")
    assert (words["shells"].dep_, words["shells"].lemma_) == ("obl:agent", "shell")
    assert (words["warned"].dep_, words["warned"].tag_, words["warned"].pos_) == ("ROOT", "VBD", "VERB")
    assert words["soldiers"].morph.get("Number") == ["Plur"]
    assert ("Dara Noor", "PER") in [(entity.text, entity.label_) for entity in doc.ents]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("“”‘’'\".,-— \n\tAIaut5")), max_size=80)
)
def test_any_text_is_kept_and_is_a_forest_of_sentences(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert "".join(token.text_with_ws for token in doc) == text
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_an_article_is_annotated_the_same_alone_first_last_and_among_others(nlp: Language) -> None:
    alone = layers(nlp(ARTICLE))
    for texts in ([ARTICLE, *OTHERS], [*OTHERS, ARTICLE], [*OTHERS, ARTICLE, *OTHERS]):
        docs = list(nlp.pipe(texts))
        assert layers(docs[texts.index(ARTICLE)]) == alone


def test_threads_do_not_change_the_annotation(nlp: Language) -> None:
    assert layers(linewatch.load(Settings(threads=2))(ARTICLE)) == layers(nlp(ARTICLE))


def test_processes_do_not_change_the_annotation(nlp: Language) -> None:
    expected = [layers(nlp(text)) for text in [ARTICLE, *OTHERS]]
    assert [layers(doc) for doc in nlp.pipe([ARTICLE, *OTHERS], n_process=2, batch_size=2)] == expected


def test_a_memory_zone_changes_nothing_and_is_forgotten(nlp: Language) -> None:
    expected = layers(nlp(ARTICLE))
    known = len(nlp.vocab.strings)
    with nlp.memory_zone():
        assert layers(nlp(ARTICLE)) == expected
        nlp("Zyxland shelled Qwvburg and Xkdtown.")
    assert len(nlp.vocab.strings) == known


def test_sentences_set_beforehand_are_kept(nlp: Language) -> None:
    words = ["Norland", "left", ".", "Sudia", "stayed", "."]
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[True, False, False, False, False, False]))
    assert len(list(doc.sents)) == 1
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[True, False, True, False, False, False]))
    assert [sentence.start for sentence in doc.sents] == [0, 2]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\x00\x01\x1b[0m", "🇺🇦 👩‍👩‍👧 ok", "a\u0301\u200b\u202e", "...", "“"]
)
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_an_endless_sentence_is_cut(nlp: Language) -> None:
    text = "and the army left the town " * 300
    doc = nlp(text)
    assert doc.text == text
    assert all(len(sentence.text) <= 2_000 for sentence in doc.sents)


def test_the_settings_reach_the_components() -> None:
    loaded = linewatch.load(Settings(threads=1, max_sentence_chars=100))
    assert all(len(sentence.text) <= 100 for sentence in loaded("war and peace and " * 30).sents)


def test_the_model_has_a_version() -> None:
    assert all(name and version for name, version in model_versions().items())


def test_importing_linewatch_imports_neither_spacy_nor_onnxruntime() -> None:
    program = "import sys, linewatch, linewatch.language; print({'spacy', 'onnxruntime', 'numpy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
