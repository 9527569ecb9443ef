"""The task parse: nothing of the label reaches the pipeline, and the answers can be read again."""

from __future__ import annotations

from pathlib import Path

from linewatch.evaluation.parse import Parse, Word
from linewatch.evaluation.scores import Share
from linewatch.evaluation.sentences import Sentence
from linewatch.evaluation.task import score_answers
from tests.evaluation.pipeline import make_pipeline
from tests.evaluation.test_treebank import TREEBANK


def read(tmp_path: Path, text: str = TREEBANK) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_has_words_and_an_id_and_no_more(tmp_path: Path) -> None:
    first, second = Parse().read_gold(read(tmp_path))
    assert first.question == Sentence(
        "border-1",
        ("Norland", "'s", "guards", "did", "n't", "fire", "."),
        (False, True, True, False, True, False, True),
        opens_document=True,
    )
    assert first.label is not None
    assert first.label[5] == Word("fire", "VERB", "VB", "_", 0, "root")
    assert second.label is None


def test_answers_are_written_with_the_same_words_and_ids(tmp_path: Path) -> None:
    task = Parse()
    items = task.read_gold(read(tmp_path))
    questions = [item.question for item in items]
    answers = list(task.answer(questions, make_pipeline()))
    written = "".join(map(task.format_answer, questions, answers))
    again = task.read_gold(read(tmp_path, written))
    assert [item.question.words for item in again] == [item.question.words for item in items]
    assert [item.question.sentence_id for item in again] == ["border-1", "#1"]
    assert [item.label for item in again] == answers
    assert "2\tfailed\tfailed\tNOUN\tNN\t_\t1\tnmod:desc\t_\t_\n" in written


def test_only_sentences_with_a_label_are_scored(tmp_path: Path) -> None:
    task = Parse()
    items = task.read_gold(read(tmp_path))
    answers = list(task.answer([item.question for item in items], make_pipeline()))
    scores = score_answers(task, items, answers)
    assert scores is not None
    assert scores["UPOS"] == Share(1, 7)
    assert score_answers(task, items[1:], answers[1:]) is None


def test_a_subtype_counts_only_where_it_is_asked_for() -> None:
    question = Sentence("s", ("a", "b"), (True, False))
    gold = (Word("a", "NOUN", "NN", "_", 2, "nmod:poss"), Word("b", "NOUN", "NN", "_", 0, "root"))
    answer = (Word("A", "VERB", "VB", "_", 2, "nmod"), Word("b", "NOUN", "NN", "_", 0, "root"))
    values = {name: share.right for name, share in Parse().score([(question, gold, answer)]).items()}
    assert values == {"UPOS": 1, "XPOS": 1, "lemma": 1, "UAS": 2, "LAS": 2, "LAS with subtypes": 1}
