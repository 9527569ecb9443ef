"""Red lines with a reader whose answers are written by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
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
PARTS_IN_TWO = {
    "declarer": "The Norwegian army",
    "trigger": "keep its crates off the border",
    "response": "The bridge is gone",
}


class FakeReader:
    """Gives one answer about the first sentence."""

    def __init__(self, share: float, parts: Mapping[str, str] = PARTS, **changes: str) -> None:
        self.share, self.parts, self.changes = share, parts, changes

    def worth_asking(self, doc: Doc, starts: Collection[int]) -> set[int]:  # noqa: ARG002
        return set(starts)

    def read(self, doc: Doc, starts: Collection[int]) -> list[LineAnswer]:
        parts = {role: words for role, words in self.parts.items() if words in doc.text}
        return [make_answer(doc, parts, LABELS | self.changes, self.share)] if 0 in starts else []


def lines_of(
    nlp: Language, text: str, share: float, parts: Mapping[str, str] = PARTS, **changes: str
) -> tuple[RedLine, ...]:
    reader: Any = FakeReader(share, parts, **changes)
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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Norway will not accept any soldiers at the bridge, the Norwegian army told Russia on Monday.", 1),
        ("Norway has not moved any soldiers at the bridge, the Norwegian army told Russia on Monday.", 0),
        ("Norway did not move any soldiers at the bridge, the Norwegian army told Russia on Monday.", 0),
    ],
)
def test_what_was_not_done_is_no_line(nlp: Language, text: str, lines: int) -> None:
    parts = {"declarer": "the Norwegian army", "addressee": "Russia", "trigger": "any soldiers at the bridge"}
    assert len(lines_of(nlp, text, 0.97, parts, form="not_tolerate", response="none")) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Norway agreed on Monday to move its guns further off the border, the Norwegian army told Russia.", 0),
        ("Norway asked Russia on Monday to move its guns further off the border, the Norwegian army said.", 1),
    ],
)
def test_what_the_declarer_agreed_to_do_is_no_line(nlp: Language, text: str, lines: int) -> None:
    parts = {"declarer": "the Norwegian army", "trigger": "move its guns further off the border"}
    assert len(lines_of(nlp, text, 0.97, parts, form="ultimatum", response="none")) == lines


def test_an_act_that_is_told_as_past_is_no_condition(nlp: Language) -> None:
    text = "Any crate that crossed the Norwegian border fell into the river. The Norwegian army has mined the bridge."
    parts = {
        "declarer": "The Norwegian army", "trigger": "Any crate that crossed the Norwegian border",
        "response": "fell into the river",
    }  # fmt: skip
    assert not lines_of(nlp, text, 0.97, parts)
    assert lines_of(nlp, text.replace("fell", "will fall"), 0.97, parts | {"response": "will fall into the river"})


def test_the_reader_speaks_against_a_rule(nlp: Language) -> None:
    text = "Any ship at the Polish border will be met with force, the Polish defence minister warned."
    assert not lines_of(nlp, text, 0.01)
    (line,) = lines_of(nlp, text, 0.9)
    assert line.trigger.text == "Any ship at the Polish border"
    assert "rule redlines.nominal" in line.explanation


def test_what_a_state_calls_its_red_line_stands_whatever_the_reader_says(nlp: Language) -> None:
    text = "A third dam on the river is a red line for Egypt, the foreign minister of Egypt said on Monday."
    (line,) = lines_of(nlp, text, 0.01)
    assert (line.trigger.form, line.declarer.country) == ("red_line", "EGY")
    assert not line.explanation.startswith("model")


def test_a_warning_of_a_response_to_a_condition_stands_too(nlp: Language) -> None:
    text = "The Polish defence ministry warned Belarus of a tough response if its border is violated again."
    (line,) = lines_of(nlp, text, 0.01)
    assert (line.trigger.form, line.declarer.country) == ("if", "POL")


def test_a_demand_without_a_response_is_a_request(nlp: Language) -> None:
    assert not lines_of(nlp, TEXT, 0.97, response="none")


def test_who_denies_all_red_lines_draws_none(nlp: Language) -> None:
    text = "There is no red line that we measure, the Norwegian army told Russia, and the bridge is gone."
    assert not lines_of(nlp, text, 0.97)


def test_where_no_words_name_the_declarer_a_speaker_with_authority_declares(nlp: Language) -> None:
    parts = {role: words for role, words in PARTS.items() if role != "declarer"}
    (line,) = lines_of(nlp, TEXT, 0.97, parts)
    assert (line.declarer.text, line.declarer.country, line.spokesperson) == ("the Norwegian army", "NOR", None)
    assert not lines_of(nlp, TEXT.replace("Norwegian army", "Norwegian poet"), 0.97, parts)


def test_a_retired_officer_draws_no_line(nlp: Language) -> None:
    text = TEXT.replace("the Norwegian army", "a retired Norwegian general")
    assert not lines_of(nlp, text, 0.97, PARTS | {"declarer": "a retired Norwegian general"})
    assert lines_of(nlp, text.replace("retired", "stern"), 0.97, PARTS | {"declarer": "a stern Norwegian general"})


def test_one_declaration_in_two_sentences_is_one_line(nlp: Language) -> None:
    class Twice(FakeReader):
        def read(self, doc: Doc, starts: Collection[int]) -> list[LineAnswer]:
            (first,), second = super().read(doc, starts), list(doc.sents)[1]
            other = make_answer(doc, PARTS_IN_TWO | {"trigger": "it does"}, LABELS | self.changes, 0.992)
            return [first, replace(other, start=second.start, end=second.end)]

    text = (
        "The Norwegian army told Russia to keep its crates off the border. The bridge is gone if it does not, it said."
    )
    reader: Any = Twice(0.995, PARTS_IN_TWO, area="none")
    article = Article("art_1", None, text, date(2024, 3, 7))
    lines = code_article(article, nlp(text), replace(Knowledge.open(), reader=None, lines=reader)).red_lines
    assert [line.trigger.text for line in lines] == ["keep its crates off the border"]


def test_a_border_in_the_trigger_is_the_area_where_the_reader_names_a_land(nlp: Language) -> None:
    text = "Kenya will not tolerate armed men on its border with Somalia, the Kenyan president said."
    parts = {"declarer": "Kenya", "trigger": "armed men on its border with Somalia", "area": "Somalia"}
    (line,) = lines_of(nlp, text, 0.97, parts, form="not_tolerate", response="none")
    assert line.area is not None and (line.area.kind, line.area.countries) == ("border", ("KEN", "SOM"))


def test_who_goes_on_with_an_act_threatens_nobody(nlp: Language) -> None:
    text = "Norway will go on sending any food to its guards on the border, the Norwegian army said."
    parts = {
        "declarer": "Norway",
        "trigger": "sending any food to its guards",
        "response": "will go on sending any food",
    }
    assert not lines_of(nlp, text, 0.999, parts)
    assert lines_of(nlp, text, 0.999, parts | {"response": "the Norwegian army said"})


def test_what_no_circumstance_allows_stands_whatever_the_reader_says(nlp: Language) -> None:
    text = "{} Norway permit a march over its border, the Norwegian army said."
    assert lines_of(nlp, text.format("Under no circumstances would"), 0.01)


def test_a_declarer_that_is_named_outweighs_a_country_that_hangs_on_a_pronoun(nlp: Language) -> None:
    text = "Chad will shut the bridge to the Libyan state unless Tripoli opens the well, its water minister warned."
    parts = {
        "declarer": "Chad", "spokesperson": "its water minister", "response": "shut the bridge", "addressee": "Tripoli",
        "trigger": "Tripoli opens the well",
    }  # fmt: skip
    (line,) = lines_of(nlp, text, 0.97, parts, area="none")
    assert line.declarer.country == "TCD"
    assert line.spokesperson is not None and line.spokesperson.text == "its water minister"


def test_sentences_without_a_signal_are_not_asked_about(nlp: Language) -> None:
    assert not lines_of(nlp, "The Norwegian orchestra played in Bergen on Monday.", 0.97)


def test_a_plain_word_of_the_trigger_counts_for_more_than_a_doubtful_reader(nlp: Language) -> None:
    text = TEXT.replace("another crate", "another crate of weapons")
    parts = PARTS | {"trigger": "Carry another crate of weapons over the Norwegian border"}
    (line,) = lines_of(nlp, text, 0.97, parts, act="COERCE")
    assert line.trigger.event_type == "AID"


def test_a_pronoun_takes_up_the_area_named_before(nlp: Language) -> None:
    text = "Norway closed a strip along the Finnish border, and crates that cross it are gone, the Norwegian army said."
    parts = {"declarer": "the Norwegian army", "trigger": "crates that cross it", "area": "it", "response": "are gone"}
    (line,) = lines_of(nlp, text, 0.97, parts)
    assert line.area is not None and line.area.span.text == "the Finnish border"


@pytest.mark.parametrize(
    "text",
    [
        "Chad threatened to bomb the camps unless Sudan disarms the rebels, state radio reported.",
        "Chad's army said it would respond firmly to any attack on its eastern border.",
        "A visit by the rebel leader to Paris is a red line for us, the foreign minister of Chad said.",
    ],
)
def test_plain_words_of_a_threat_draw_a_line_whatever_the_reader_says(nlp: Language, text: str) -> None:
    (line,) = lines_of(nlp, text, 0.02, {})
    assert line.declarer.country == "TCD"


def test_who_does_something_is_no_trigger(nlp: Language) -> None:
    text = "The Norwegian army may stop crates brought by Russian firms, and the bridge is gone, it told Russia."
    parts = {"declarer": "The Norwegian army", "trigger": "by Russian firms", "response": "the bridge is gone"}
    assert not lines_of(nlp, text, 0.97, parts)


def test_a_question_threatens_nothing(nlp: Language) -> None:
    text = "If any crate crosses the border, what will we answer, the Norwegian army asked?"
    parts = {"declarer": "the Norwegian army", "trigger": "any crate crosses the border", "response": "will we answer"}
    assert not lines_of(nlp, text, 0.97, parts)


def test_unknown_declarers_draw_no_line(nlp: Language) -> None:
    text = TEXT.replace("the Norwegian army", "the Bluebell circle").replace("Norwegian ", "long ")
    parts = PARTS | {"declarer": "the Bluebell circle", "area": "the long border"}
    parts["trigger"] = "Carry another crate over the long border"
    assert not lines_of(nlp, text.replace("Russia", "them"), 0.97, parts)
