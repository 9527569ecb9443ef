"""Passages with red lines: the form of a line, that the files name what there is, and the questions made of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from training.lines.markup import PASSAGES, ROLES, Passage, join, parse_line, read_passages
from training.lines.schema import NO, NONE, YES, make_schema, untold
from training.lines.tally import tabulate

_LINE = (
    "A bridge fell. <decl>Chad</decl> said that <trig>any column that crosses <area>the Tine post</area></trig> "
    "<resp>would be shelled</resp>. || declaration deterrent MOBILIZE relative_clause ASSAULT/violence explicit border"
)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return list(read_passages())


def test_a_line_gives_the_text_and_the_stretches_of_the_parts() -> None:
    passage = parse_line(_LINE)
    (line,) = passage.lines
    assert passage.text.startswith("A bridge fell. Chad said that any column")
    assert {role: [passage.text[slice(*span)] for span in spans] for role, spans in line.spans.items()} == {
        "declarer": ["Chad"],
        "trigger": ["any column that crosses the Tine post"],
        "area": ["the Tine post"],
        "response": ["would be shelled"],
    }
    assert (line.kind, line.type, line.act, line.form) == ("declaration", "deterrent", "MOBILIZE", "relative_clause")
    assert (line.response, line.mode, line.specificity, line.area) == ("ASSAULT", "violence", "explicit", "border")


def test_a_second_red_line_has_tags_of_its_own_and_dashes_are_none() -> None:
    one, two = parse_line(
        "<decl><decl2>Peru</decl2></decl> calls <trig>a new dam</trig> a red line and <resp2>will sue</resp2> if "
        "<trig2>it is filled</trig2>. || declaration deterrent COERCE red_line - - -; declaration deterrent COERCE if "
        "ACCUSE/- explicit -"
    ).lines
    assert one.spans["declarer"] == two.spans["declarer"] == ((0, 4),)
    assert (one.response, one.mode, one.specificity, one.area) == (None, None, None, None)
    assert (two.response, two.mode, two.specificity) == ("ACCUSE", None, "explicit")


def test_a_passage_without_a_red_line_says_why() -> None:
    assert parse_line("It rained. || NONE event") == Passage("It rained.", (), "event")


_TOLD = "declaration deterrent MOBILIZE if"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("It rained.", "no ' || '"),
        ("It rained. || NONE", "'' is no reason"),
        ("<trig>It</trig> rained. || NONE event", "a passage without a red line has tags"),
        ("<trig>It</decl> rained. || NONE event", "</decl> ends what is not open"),
        ("<trig>It rained. || NONE event", "<trig> has no end"),
        ("<trig>It </trig>rained. || NONE event", "has blanks at its ends"),
        ("<foo>It</foo> rained. || NONE event", "a tag that does not exist"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} - -", "has not seven labels"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} - - - -", "has not seven labels"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} - - lake", "there is no 'lake'"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} FIGHT/- vague -", "there is no 'FIGHT'"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} ASSAULT/aerial vague -", "there is no 'aerial'"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} ASSAULT/violence vague -", "of the response disagree"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} - vague -", "response and specificity disagree"),
        (f"<decl>It</decl> <trig>rained</trig>. || {_TOLD} - - sea", "of the area disagree"),
        (f"<decl>It</decl> rained. || {_TOLD} - - -", "no trigger is marked"),
        (f"It <trig>rained</trig>. || {_TOLD} - - -", "no declarer is marked"),
        (f"<decl>It</decl> <trig>rained</trig><trig2>s</trig2>. || {_TOLD} - - -", "tags of more or fewer"),
    ],
)
def test_a_line_with_a_fault_is_refused_with_the_reason(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_line(line)


def test_a_faulty_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(f"{_LINE}\nno labels\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt:2: there is no"):
        list(read_passages(tmp_path))


def test_joined_passages_keep_their_parts() -> None:
    both = join(parse_line("It rained. || NONE event"), parse_line(_LINE))
    (start, end) = both.lines[0].spans["declarer"][0]
    assert (both.text[start:end], both.why) == ("Chad", None)
    assert join(both, both).lines[1].spans["declarer"][0] == (start + len(both.text) + 1, end + len(both.text) + 1)


def test_no_passage_stands_twice_and_texts_are_plain(passages: list[Passage]) -> None:
    assert len({passage.text for passage in passages}) == len(passages)
    assert all(bool(passage.lines) == (passage.why is None) for passage in passages)


def test_no_run_of_eight_words_stands_in_two_passages(passages: list[Passage]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, passage in enumerate(passages):
        words = passage.text.split()
        for start in range(len(words) - 7):
            assert seen.setdefault(tuple(words[start : start + 8]), number) == number


def test_the_counts_of_the_guide_are_those_of_the_passages(passages: list[Passage]) -> None:
    guide = (PASSAGES / "README.md").read_text(encoding="utf-8")
    assert "\n".join(tabulate(passages)) in guide


def test_every_label_of_the_passages_is_one_of_the_reader(passages: list[Passage]) -> None:
    classes = make_schema().classes
    for line in (line for passage in passages for line in passage.lines):
        assert line.act in classes["act"]
        assert (line.response or NONE) in classes["response"]
        assert (line.mode or NONE) in classes["mode"]
        assert (line.area or NONE) in classes["area"]


def test_an_untold_question_asks_for_all_roles_and_weighs_nothing() -> None:
    question = untold((3, 4))
    assert (set(question.roles), question.classes, question.weight) == (set(ROLES.values()), {}, 0.0)


def test_each_sentence_is_a_question_and_only_that_of_the_trigger_is_answered_yes() -> None:
    examples = pytest.importorskip("training.lines.examples")
    (example,) = examples.passage_examples("one", parse_line(_LINE))
    no, yes = example.questions
    assert (no.classes, no.roles, no.marked) == ({"line": NO}, {"trigger": ()}, (0, 1, 2, 3))
    assert yes.classes["line"] == YES
    assert yes.classes["response"] == "ASSAULT"
    assert yes.roles["declarer"] == (4,)
    assert yes.roles["spokesperson"] == ()
    assert set(yes.roles["area"]) < set(yes.roles["trigger"]) <= set(yes.marked)


def test_a_gold_record_gives_the_same_form_and_leaves_unknown_kinds_of_area_open(tmp_path: Path) -> None:
    examples = pytest.importorskip("training.lines.examples")
    text = "Chad will fire on any boat on the lake."
    line = {
        "kind": "declaration",
        "type": "deterrent",
        "declarer": {"start": 0, "end": 4},
        "spokesperson": None,
        "addressees": [],
        "trigger": {"start": 18, "end": 38, "act": "MOBILIZE", "form": "nominal"},
        "area": {"start": 30, "end": 38, "kind": "territory"},
        "deadline": None,
        "response": {"start": 5, "end": 17, "act": "ASSAULT", "mode": "violence", "specificity": "explicit"},
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text, "lines": [line]}) + "\n", encoding="utf-8")
    ((name, passage),) = examples.gold_passages(path)
    (example,) = examples.passage_examples(name, passage)
    (question,) = example.questions
    assert question.classes["area"] is None
    assert question.classes["mode"] == "violence"
    assert len(question.roles["trigger"]) == 5
    assert question.roles["addressee"] == ()


def test_quiet_sentences_are_answered_no_and_silver_ones_not_at_all() -> None:
    examples = pytest.importorskip("training.lines.examples")
    text = "The team won. If they lose again, the coach will go. It rained."
    (quiet,) = examples.quiet_examples("q", text, 1)
    (silver,) = examples.silver_examples("s", text, 1)
    assert quiet.questions[0].classes == {"line": NO}
    assert silver.questions[0].weight == 0.0
    assert len(silver.questions[0].marked) == 10


def test_an_epoch_with_focus_holds_all_lines_and_few_others() -> None:
    pytest.importorskip("torch")
    from training.lines.examples import passage_examples
    from training.lines.focus import Focus

    quiet = Passage("It rained in Oslo. Ships lay in port. Nobody fished.", (), "other")
    examples = [*passage_examples("own-1", parse_line(_LINE)), *passage_examples("own-2", quiet)]
    count = sum(len(example.questions) for example in examples)
    focus = Focus(examples, np.full(count, 0.1, np.float32), hard=1.0)
    drawn = [question for example in focus.draw(np.random.default_rng(1)) for question in example.questions]
    found = [question.classes["line"] for question in drawn]
    assert (found.count(YES), found.count(NO)) == (1, 1)
