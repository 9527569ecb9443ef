"""A declared line with a stated response is a threat, once."""

from __future__ import annotations

import pytest


def _threats(coded):
    return [event for event in coded.events if event.event_type == "THREATEN"]


def test_a_response_makes_one_threat_with_the_line_s_parties(code):
    coded = code("Any incursion on the border between Kenya and Somalia will be met with force, the Kenyan army said.")
    (line,) = coded.red_lines
    (threat,) = _threats(coded)
    assert threat.explanation.startswith(f"red line {line.declaration_id}")
    assert (threat.actors, threat.recipients) == ((line.declarer,), line.addressees)
    assert threat.trigger == line.response.span
    assert (threat.modality, threat.contexts, threat.statement_id) == ("actual", ("territory",), line.statement_id)


def test_a_threat_that_the_sentence_makes_already_is_not_made_again(code):
    coded = code("Kenya will bomb the camp if Somalia attacks again, the Kenyan president said.")
    assert len(coded.red_lines) == 1
    (threat,) = _threats(coded)
    assert threat.explanation.startswith("lexicon")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will not tolerate armed men on its border with Somalia, the Kenyan president said.",
        "A new base on the island is unacceptable, the Thai defence minister said.",
    ],
)
def test_a_line_without_a_response_is_no_threat(code, text):
    coded = code(text)
    assert len(coded.red_lines) == 1
    assert _threats(coded) == []


def test_events_stay_in_text_order(code):
    coded = code(
        "Any attack on our soldiers will be met with force, the Kenyan army said. Kenya attacked Somalia on Monday."
    )
    starts = [event.trigger.start for event in coded.events]
    assert len(starts) > 1
    assert starts == sorted(starts)
