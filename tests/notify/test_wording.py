"""An alert in words says what, whose line, why and on whose word, and cannot steer a header or a terminal."""

from __future__ import annotations

from dataclasses import replace

from linewatch.notify.wording import STATES, body_of, is_test, line_words, make_test, quoted, subject_of
from linewatch.records import LineState
from tests.notify.messages import ALERT, LINE
from tests.registers import NOW


def test_a_subject_names_the_state_and_the_line() -> None:
    assert subject_of(ALERT, LINE) == (
        "Red line crossed: Ada Mirel (SUD) → Norland: Norland sends one more soldier across the Ilm"
    )
    assert subject_of(replace(ALERT, is_late=True), None) == "Red line crossed (late): line_1"


def test_a_body_has_the_reasons_the_claim_and_the_words_of_the_line() -> None:
    body = body_of(ALERT, LINE)
    assert "Claimed by: The Ilm Post" in body
    assert "  area 0.70: Varna lies 4 km from the border\n" in body
    assert "The line: “If Norland sends one more soldier across the Ilm, we will strike back,”\n" in body
    assert "Response announced: we will strike back" in body
    assert body.endswith(f"{ALERT.alert_id} · {ALERT.step_id} · line_1\n")


def test_words_of_strangers_stay_on_their_line() -> None:
    hostile = replace(ALERT, explanation="one\r\nBcc: all@example.org\x1b[2J\u202e\ud800two")
    assert "one Bcc: all@example.org [2J  two" in body_of(hostile, None)
    terms = replace(LINE.terms, trigger=replace(LINE.terms.trigger, text="a\nb"), addressees=())
    assert line_words(replace(LINE, terms=terms)) == "Ada Mirel (SUD): a b"


def test_words_are_quoted_once() -> None:
    assert quoted("we will answer") == quoted("“we will answer”") == "“we will answer”"
    assert quoted("“We will answer,” he said") == "““We will answer,” he said”"


def test_every_state_has_its_words() -> None:
    assert set(STATES) == set(LineState.__args__)  # type: ignore[attr-defined]


def test_a_test_says_that_it_is_one() -> None:
    alert = make_test(NOW)
    assert is_test(alert) and not is_test(ALERT)
    assert subject_of(alert, None) == "Linewatch: a test"
    assert "nothing has happened" in body_of(alert, None)
