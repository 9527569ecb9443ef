"""Red lines with a reader whose answers are written by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from linewatch.coding import Knowledge, code_article
from linewatch.language.lines import LineAnswer
from linewatch.records import Article, RedLine
from tests.coding.test_readings import make_answer

TEXT = "Carry another crate over the Norwegian border and the bridge is gone, the Norwegian army told Russia on Monday."
PARTS = {
    "declarer": "the Norwegian army",
    "addressee": "Russia",
    "trigger": "Carry another crate over the Norwegian border",
    "area": "the Norwegian border",
    "response": "the bridge is gone",
}
LABELS = {
    "kind": "declaration", "line type": "deterrent", "act": "MOBILIZE", "form": "imperative", "response": "ASSAULT",
    "mode": "violence", "specificity": "explicit", "area": "border",
}  # fmt: skip


class FakeReader:
    """Gives one answer about the first sentence."""

    def __init__(self, share: float, **changes: str) -> None:
        self.share, self.changes = share, changes

    def read(self, doc: Doc, starts: Collection[int]) -> list[LineAnswer]:
        parts = {role: words for role, words in PARTS.items() if words in doc.text}
        return [make_answer(doc, parts, LABELS | self.changes, self.share)] if 0 in starts else []


def lines_of(nlp: Language, text: str, share: float, **changes: str) -> tuple[RedLine, ...]:
    reader: Any = FakeReader(share, **changes)
    article = Article("art_1", None, text, date(2024, 3, 7))
    return code_article(article, nlp(text), replace(Knowledge.open(), reader=None, lines=reader)).red_lines


def test_what_no_rule_finds_the_reader_tells(nlp: Language) -> None:
    (line,) = lines_of(nlp, TEXT, 0.97)
    assert (line.declarer.country, [entity.country for entity in line.addressees]) == ("NOR", ["RUS"])
    assert line.trigger.text == PARTS["trigger"]
    assert (line.trigger.event_type, line.trigger.form) == ("MOBILIZE", "imperative")
    assert line.area is not None and (line.area.kind, line.area.countries) == ("border", ("NOR", "RUS"))
    assert line.response is not None and line.response.event_type == "ASSAULT"
    assert line.strength == 3
    assert line.explanation.startswith("model lines 0.97")


def test_a_doubtful_sentence_is_no_line(nlp: Language) -> None:
    assert not lines_of(nlp, TEXT, 0.05)


def test_the_reader_speaks_against_a_rule(nlp: Language) -> None:
    text = "Any attack on the Polish border will be met with force, the Polish defence minister warned."
    assert not lines_of(nlp, text, 0.01)
    (line,) = lines_of(nlp, text, 0.9)
    assert line.trigger.text == "Any attack on the Polish border"
    assert "rule redlines.nominal" in line.explanation


def test_a_demand_without_a_response_is_a_request(nlp: Language) -> None:
    assert not lines_of(nlp, TEXT, 0.97, response="none")


def test_who_denies_all_red_lines_draws_none(nlp: Language) -> None:
    text = "There is no red line that we measure, the Norwegian army told Russia, and the bridge is gone."
    assert not lines_of(nlp, text, 0.97)


def test_sentences_without_a_signal_are_not_asked_about(nlp: Language) -> None:
    assert not lines_of(nlp, "The Norwegian orchestra played in Bergen on Monday.", 0.97)
