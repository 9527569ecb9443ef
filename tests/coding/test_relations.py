"""The reader at work, with answers written by hand: what is confirmed, completed, corrected, dropped and added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from linewatch.coding import Knowledge, code_article
from linewatch.language.heads import PARTS, Head, Heads
from linewatch.language.relations import Answer, Question
from linewatch.records import Article, CodedArticle

Shares = Mapping[str, float]
KINDS = ("ASSAULT", "AID", "SUPPORT", "COERCE", "NONE")
CLASSES = {kind: (kind if kind != "NONE" else "", "", "") for kind in KINDS}


class FakeReader:
    """Answers by the words that are marked: a function from (source, target, trigger) to the shares of classes."""

    own_types: frozenset[str] = frozenset()

    def __init__(self, answer: Callable[[str, str, str], Shares]) -> None:
        self.answer = answer

    def read(self, doc: Doc, questions: Sequence[Question]) -> list[Answer | None]:
        words = [
            [" ".join(doc[place].text for place in side) for side in (q.source, q.target, q.trigger)] for q in questions
        ]
        return [make_answer(self.answer(*sides)) for sides in words]


def make_answer(shares: Shares) -> Answer:
    given = np.array([np.log(max(shares.get(kind, 0.0), 1e-6)) for kind in KINDS], np.float32)
    flat = Head(("ASSAULT/aerial",), np.zeros((1, len(KINDS)), np.float32), np.zeros(1, np.float32))
    sure = Head(("actual",), np.zeros((1, len(KINDS)), np.float32), np.zeros(1, np.float32))
    parts = dict(
        zip(PARTS, (Head(KINDS, np.eye(len(KINDS), dtype=np.float32), np.zeros(len(KINDS))), flat, sure), strict=True)
    )
    return Answer(given, Heads(parts, CLASSES, "test"))


def run(nlp: Language, text: str, answer: Callable[[str, str, str], Shares]) -> CodedArticle:
    reader: Any = FakeReader(answer)
    return code_article(Article("art_1", None, text), nlp(text), replace(Knowledge.open(), reader=reader))


def told(coded: CodedArticle) -> list[tuple[str, list[str | None], list[str | None]]]:
    return [(e.event_type, [a.country for a in e.actors], [r.country for r in e.recipients]) for e in coded.events]


def test_a_confirmed_draft_stays_and_its_score_rises(nlp: Language) -> None:
    text = "Sudan attacked Chad on Monday."
    sure = run(nlp, text, lambda *_: {"ASSAULT": 1.0}).events[0]
    unsure = run(nlp, text, lambda *_: {"ASSAULT": 0.5, "NONE": 0.5}).events[0]
    assert sure.event_type == unsure.event_type == "ASSAULT"
    assert sure.score > unsure.score


def test_a_party_that_the_tree_does_not_show_is_added(nlp: Language) -> None:
    def answer(source: str, target: str, trigger: str) -> Shares:
        return {"ASSAULT": 0.9} if (source, target, trigger) == ("Sudan", "Chad", "attacked") else {"NONE": 1.0}

    coded = run(nlp, "Sudan attacked on Monday, and Chad was silent.", answer)
    assert ("ASSAULT", ["SDN"], ["TCD"]) in told(coded)
    assert "model relations: recipients 1.00" in coded.events[0].explanation


def test_another_type_takes_the_place_of_the_lexicon_s(nlp: Language) -> None:
    coded = run(nlp, "Sudan attacked Chad on Monday.", lambda *_: {"COERCE": 0.95, "NONE": 0.05})
    assert [event.event_type for event in coded.events] == ["COERCE"]
    assert "COERCE 0.95 and not ASSAULT" in coded.events[0].explanation


def test_a_pair_that_no_word_joins_makes_an_event_of_its_own(nlp: Language) -> None:
    def answer(source: str, target: str, trigger: str) -> Shares:
        return {"AID": 0.97} if (source, target, trigger) == ("Norway", "Chad", "") else {"NONE": 1.0}

    text = "Sudan attacked Chad, which stood in the gratitude of Norway for old help."
    assert ("AID", ["NOR"], ["TCD"]) in told(run(nlp, text, answer))


def test_without_a_reader_drafts_stay_as_they_are(nlp: Language) -> None:
    text = "Sudan attacked Chad on Monday."
    coded = code_article(Article("art_1", None, text), nlp(text), replace(Knowledge.open(), reader=None))
    assert told(coded) == [("ASSAULT", ["SDN"], ["TCD"])]


def test_a_pair_is_not_asked_about_where_it_is_not_known_whose_a_party_is(nlp: Language) -> None:
    asked: list[tuple[str, str, str]] = []

    def answer(*sides: str) -> Shares:
        asked.append((sides[0], sides[1], sides[2]))
        return {"NONE": 1.0}

    run(nlp, "Sudan waited, Chad mourned, gunmen attacked a convoy and soldiers fled.", answer)
    pairs = [(source, target) for source, target, trigger in asked if not trigger]
    assert ("Sudan", "Chad") in pairs
    assert not [pair for pair in pairs if {"gunmen", "soldiers"} & set(pair)]


def test_who_tells_of_an_act_is_not_added_as_whom_it_hits(nlp: Language) -> None:
    sides = []

    def answer(source: str, target: str, trigger: str) -> Shares:
        sides.append((source, target, trigger))
        return {"ASSAULT": 0.9}

    run(nlp, "Chad's president said that Sudan attacked on Monday.", answer)
    assert ("Sudan", "Chad 's president", "attacked") not in sides


def test_whom_somebody_sends_is_not_added_as_whom_it_concerns(nlp: Language) -> None:
    coded = run(nlp, "Sudan deployed peacekeepers on Monday.", lambda *_: {"AID": 0.9})
    assert not any(one.text == "peacekeepers" for event in coded.events for one in event.recipients)


def test_where_a_murder_was_done_is_not_added_as_who_did_it(nlp: Language) -> None:
    sure: Callable[[str, str, str], Shares] = lambda *_: {"ASSAULT": 0.9}  # noqa: E731
    coded = run(nlp, "The murder of four Kenyan envoys in Chad was a shock.", sure)
    assert told(coded)[0] == ("ASSAULT", [], ["KEN"])


def test_of_several_parties_those_nearly_as_sure_as_the_surest_are_added(nlp: Language) -> None:
    def answer(source: str, target: str, trigger: str) -> Shares:
        share = {"Chad": 0.95, "Kenya": 0.7}.get(target, 0.1)
        return {"ASSAULT": share, "NONE": 1 - share} if (source, trigger) == ("Sudan", "attacked") else {"NONE": 1.0}

    coded = run(nlp, "Sudan attacked on Monday, while Chad was silent and Kenya was calm.", answer)
    assert ("ASSAULT", ["SDN"], ["TCD"]) in told(coded)


def test_a_pair_that_met_elsewhere_may_act_here(nlp: Language) -> None:
    def answer(source: str, target: str, trigger: str) -> Shares:
        return {"ASSAULT": 0.95} if (source, target, trigger) == ("Sudan", "Chad", "") else {"SUPPORT": 0.9}

    text = "Sudan condemned Chad. Sudan was at the port of Chad when the talks ended."
    assert any(event.explanation.startswith("model relations") for event in run(nlp, text, answer).events)
