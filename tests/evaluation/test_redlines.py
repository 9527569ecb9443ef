"""The task redlines: every field of the form, and figures of what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from linewatch.evaluation.linemarks import (
    AreaMark,
    DeadlineMark,
    LineMark,
    PartyMark,
    ResponseMark,
    TriggerMark,
    read_line_marks,
)
from linewatch.evaluation.redlines import RedLines, token_f1
from linewatch.evaluation.reports import Report, Stretch
from linewatch.evaluation.scores import Mean, Overlap, Share
from linewatch.records import Deadline, Interval
from tests.evaluation.gold import predict, write
from tests.factories import TEXT, make_coded, span_of

CODED = make_coded()
[RECORD] = CODED.red_lines
PASSAGE = "Cross the Ilm and we strike, Mirel told Norland."
LINE = LineMark(
    line_id="L1",
    kind="declaration",
    type="deterrent",
    declarer=PartyMark(29, 34, country="SUD"),
    trigger=TriggerMark(0, 13, act="MOBILIZE"),
    evidence=Stretch(0, 27),
    addressees=(PartyMark(40, 47, country="NOR"),),
    area=AreaMark(6, 13, countries=("NOR", "SUD")),
    response=ResponseMark(18, 27, act="ASSAULT"),
)


def mark(words: str, **columns: object) -> dict[str, object]:
    span = span_of(TEXT, words)
    return {"start": span.start, "end": span.end, "text": words, **columns}


def test_a_line_is_written_with_every_field_of_the_form() -> None:
    evidence = {key: RECORD.evidence.start if key == "start" else RECORD.evidence.end for key in ("start", "end")}
    [line] = predict(RedLines())["lines"]
    assert line == {
        "line_id": RECORD.line_id,
        "kind": "declaration",
        "type": "deterrent",
        "declarer": mark("Ada Mirel", country="SUD", sector="GOV"),
        "spokesperson": None,
        "addressees": [mark("Norland", country="NOR", sector="MIL")],
        "trigger": mark("Norland sends one more soldier across the Ilm", act="MOBILIZE", form="if"),
        "area": mark("the Ilm", countries=["NOR", "SUD"], kind="border"),
        "deadline": None,
        "response": mark("we will strike back", act="ASSAULT", mode=None, specificity="vague"),
        "said_on": "2031-03-04",
        "evidence": evidence,
    }


def test_what_a_line_lacks_or_has_besides() -> None:
    assert RECORD.area is not None
    words = span_of(TEXT, "Tuesday")
    changed = replace(
        RECORD,
        spokesperson=RECORD.addressees[0],
        area=replace(RECORD.area, kind="none"),
        deadline=Deadline(words, None, date(2031, 3, 4)),
        response=None,
        said=Interval(date(2031, 3, 1), date(2031, 3, 31), "month"),
    )
    [line] = read_line_marks(replace(CODED, red_lines=(changed,)))
    assert line.spokesperson is not None
    assert (line.spokesperson.text, line.area, line.response, line.said_on) == ("Norland", None, None, None)
    assert line.deadline == DeadlineMark(words.start, words.end, "Tuesday", date="2031-03-04")


def test_a_perfect_answer() -> None:
    scores = RedLines().score([(Report("r", PASSAGE), (LINE,), (LINE,)), (Report("s", PASSAGE), (), ())])
    assert {name: score.value for name, score in scores.items()} == dict.fromkeys(scores, 1.0)


def test_parts_are_figures_of_found_lines_and_a_false_alarm_breaks_the_silence() -> None:
    other = replace_line(
        trigger=TriggerMark(0, 5, act="ASSAULT"), area=None, addressees=(), deadline=DeadlineMark(0, 5)
    )
    far = replace_line(evidence=Stretch(29, 47))
    scores = RedLines().score(
        [(Report("r", PASSAGE), (LINE,), (other, far)), (Report("s", PASSAGE), (), (LINE,)), (Report("t", ""), (), ())]
    )
    assert scores["detection"] == Overlap(1, 3, 1)
    assert scores["silence"] == Share(1, 2)
    assert scores["trigger words"] == Mean(0.5, 1)
    assert (scores["addressees"], scores["area countries"]) == (Overlap(0, 0, 1), Overlap(0, 0, 2))
    right = {name: score.right for name, score in scores.items() if isinstance(score, Share) and name != "silence"}
    assert {name for name, count in right.items() if not count} == {"trigger act", "has area", "deadline"}


def test_words_that_are_cut_do_not_count() -> None:
    assert token_f1(PASSAGE, Stretch(0, 9), Stretch(0, 7)) == 2 / 3
    assert token_f1(PASSAGE, Stretch(1, 4), Stretch(2, 4)) == 1.0


def test_a_passage_without_lines_has_a_label(tmp_path: Path) -> None:
    bare, quiet = RedLines().read_gold(
        write(tmp_path, {"id": 1, "text": "x"}, {"id": 2, "text": "x", "lines": [], "why": "history"})
    )
    assert (bare.label, quiet.label) == (None, ())


def replace_line(**columns: object) -> LineMark:
    fields = {name: getattr(LINE, name) for name in LINE.__struct_fields__}
    return LineMark(**{**fields, **columns})
