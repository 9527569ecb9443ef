"""The best reading of a passage that declares a line."""

from __future__ import annotations

import pytest

from linewatch.evaluation.bestreading import read_best_line
from linewatch.records import Article, CodedArticle, Entity
from tests.factories import entity_of


def read(text: str, *names: str) -> tuple[str, str, str | None]:
    codes = {"Chad": "TCD", "Niger": "NER", "Niger's army": "NER"}
    actors: tuple[Entity, ...] = tuple(entity_of(text, name, country=codes[name], sector="GOV") for name in names)
    line = read_best_line(CodedArticle(Article("art_0", None, text)), actors)
    assert line is not None
    assert text[line.trigger.spans[0].start : line.trigger.spans[0].end] == line.trigger.text
    return line.declarer.name, line.trigger.text, line.response.span.text if line.response else None


@pytest.mark.parametrize(
    ("text", "trigger", "response"),
    [
        (
            "Chad said that any Niger soldier in the valley would be shot.",
            "any Niger soldier in the valley",
            "be shot.",
        ),
        ("Chad warned that it would shoot if Niger came near.", "Niger came near.", "shoot"),
        ("Chad warned that if Niger came near it would shoot.", "Niger came near it", "shoot."),
        ("Chad told Niger to leave or face its guns.", "Chad told Niger to leave", "face its guns."),
        ("Chad barred Niger from the valley.", "Chad barred Niger from the valley.", None),
    ],
)
def test_trigger_and_response_are_parted(text: str, trigger: str, response: str | None) -> None:
    assert read(text, "Chad", "Niger") == ("Chad", trigger, response)


def test_who_stands_before_the_verb_of_saying_declares() -> None:
    assert read("Like Chad, Niger said any drone would be shot.", "Chad", "Niger")[0] == "Niger"
    assert read("Chad's neighbour Niger said any drone would be shot.", "Chad")[0] == "Chad"


def test_a_body_that_the_pipeline_sees_no_party_in_may_declare() -> None:
    assert read("NATO member Estonia told Niger that any ship would be boarded.", "Niger")[0] == "Estonia"


def test_nobody_declares_where_nobody_is_named() -> None:
    assert read_best_line(CodedArticle(Article("art_0", None, "Rain would fall.")), ()) is None
