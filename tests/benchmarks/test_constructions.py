"""How an event is said, in sentences of our own and our own parse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.constructions import find_trigger, form_of, settings_of, token_of
from spacy.language import Language

from linewatch.language import load
from linewatch.records import Span, Statement
from tests.factories import make_coded

STATEMENT = make_coded().statements[0]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def said(text: str, content: str) -> tuple[Statement, ...]:
    start = text.index(content)
    return (replace(STATEMENT, content=(Span(start, start + len(content), content),)),)


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Kenya attacked Somalia.", "attacked", "active"),
        ("Somalia was attacked by Kenya.", "attacked", "passive"),
        ("Kenya wants to attack Somalia.", "attack", "infinitive or participle"),
        ("Kenya launched an attack on Somalia.", "attack", "light verb"),
        ("Kenya launched an attack on Somalia.", "launched", "light verb"),
        ("The attack on Somalia shocked the region.", "attack", "nominal"),
        ("Kenya is opposed to the treaty.", "opposed", "adjective"),
    ],
)
def test_a_trigger_has_one_form(nlp: Language, text: str, word: str, form: str) -> None:
    assert form_of(find_trigger(nlp(text), word)) == form


@pytest.mark.parametrize(
    ("text", "word", "settings"),
    [
        ("Kenya attacked Somalia.", "attacked", ("main clause",)),
        ("Kenya wants to attack Somalia.", "attack", ("complement",)),
        ("Kenya, which attacked Somalia, is silent.", "attacked", ("relative clause",)),
        ("If Kenya attacks Somalia, trade will stop.", "attacks", ("adverbial clause", "conditional")),
        ("Kenya shelled the port and attacked Somalia.", "attacked", ("coordination",)),
        ("Kenya did not attack Somalia.", "attack", ("negation",)),
    ],
)
def test_a_trigger_stands_in_settings(nlp: Language, text: str, word: str, settings: tuple[str, ...]) -> None:
    assert settings_of(find_trigger(nlp(text), word), ()) == settings


def test_what_is_said_stands_in_a_statement(nlp: Language) -> None:
    text = "Kenya attacked Somalia, the minister said."
    doc = nlp(text)
    assert settings_of(find_trigger(doc, "attacked"), said(text, "Kenya attacked Somalia"))[0] == "statement"
    assert "statement" not in settings_of(find_trigger(doc, "said"), said(text, "Kenya attacked Somalia"))


def test_a_trigger_is_found_by_its_words_else_by_the_sentence(nlp: Language) -> None:
    doc = nlp("Kenya agreed to hold talks.")
    assert find_trigger(doc, "the talks hold").text == "hold"
    assert find_trigger(doc, "").text == "agreed"
    assert token_of(doc, Span(16, 26, "hold talks")).text == "hold"
