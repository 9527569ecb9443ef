"""Shares of words written by hand → parts and labels."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc
from training.lines.schema import make_schema

from linewatch.coding.readings import Reading, best_stretch
from linewatch.language.lines import LineAnswer

TEXT = "Oslo warned Moscow that any drone that crosses its northern border will be shot down."


def make_answer(
    doc: Doc, parts: Mapping[str, str], labels: Mapping[str, str], share: float = 0.9, sure: float = 0.9
) -> LineAnswer:
    """Return an answer about the first sentence: `sure` for the words of each part and for each label."""
    schema, sentence = make_schema(), next(iter(doc.sents))
    roles = {role: {token.i: 0.01 for token in doc} for role in schema.roles}
    for role, words in parts.items():
        start = doc.text.index(words)
        for token in doc.char_span(start, start + len(words), alignment_mode="expand"):
            roles[role][token.i] = sure
    told = {}
    for name, known in schema.classes.items():
        chosen = labels.get(name, known[0])
        told[name] = {label: sure if label == chosen else (1 - sure) / (len(known) - 1) for label in known}
    told["line"] = {"no": 1 - share, "yes": share}
    return LineAnswer(sentence.start, sentence.end, told, roles)


def test_a_part_is_the_stretch_of_its_words(nlp: Language) -> None:
    doc = nlp(TEXT)
    reading = Reading(doc, make_answer(doc, {"trigger": "any drone that crosses its northern border"}, {}))
    part = reading.part("trigger")
    assert part is not None and part.text == "any drone that crosses its northern border"
    assert reading.part("deadline") is None


def test_a_gap_in_a_clause_is_filled(nlp: Language) -> None:
    doc = nlp(TEXT)
    answer = make_answer(doc, {"trigger": "any drone that crosses its northern border"}, {})
    answer.roles["trigger"][6] = 0.2  # type: ignore[index]
    part = Reading(doc, answer).part("trigger")
    assert part is not None and part.text == "any drone that crosses its northern border"


def test_parts_are_several_and_hold_whole_names(nlp: Language) -> None:
    doc = nlp("Spain warned New Zealand and Fiji that ships will be seized.")
    answer = make_answer(doc, {"addressee": "Zealand"}, {})
    answer.roles["addressee"][5] = 0.8  # type: ignore[index]
    assert [part.text for part in Reading(doc, answer).parts("addressee")] == ["New Zealand", "Fiji"]


def test_an_article_alone_brings_its_noun(nlp: Language) -> None:
    doc = nlp("Spain warned the tall ships that they will be seized.")
    reading = Reading(doc, make_answer(doc, {"addressee": "the"}, {}))
    assert [part.text for part in reading.parts("addressee")] == ["the tall ships"]


def test_a_favoured_label_needs_less(nlp: Language) -> None:
    doc = nlp(TEXT)
    reading = Reading(doc, make_answer(doc, {}, {"line type": "compellent"}, sure=0.55))
    assert reading.label("line type") == "compellent"
    assert reading.label("line type", {"deterrent": 0.2}) == "deterrent"


def test_no_stretch_is_only_punctuation(nlp: Language) -> None:
    sentence = next(iter(nlp("Oslo , Moscow").sents))
    assert best_stretch(sentence, [0.0, 0.9, 0.0]) is None
