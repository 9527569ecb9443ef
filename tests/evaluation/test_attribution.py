"""The task attribution: source, cue and content, and whether they belong together."""

from __future__ import annotations

from dataclasses import replace

from linewatch.evaluation.attribution import Attribution, AttributionTask, read_attributions, trim
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Overlap
from tests.evaluation.gold import predict
from tests.factories import TEXT, make_coded, span_of

SENTENCE = 'Mirel said that "no bridge" would stay, and "no road".'
REPORT = Report("r", SENTENCE)


def at(words: str, text: str = SENTENCE) -> tuple[int, int]:
    span = span_of(text, words)
    return span.start, span.end


def test_a_statement_is_written_in_the_form_of_the_scorer() -> None:
    content = "If Norland sends one more soldier across the Ilm, we will strike back,"
    spans = {"source": "Ada Mirel", "cue": "said", "content": content}
    assert predict(AttributionTask()) == {
        "id": "r",
        "attributions": [{role: [list(at(words, TEXT))] for role, words in spans.items()}],
    }


def test_content_begins_with_its_that_and_a_speaker_may_be_unknown() -> None:
    [statement] = make_coded().statements
    told = replace(statement, speaker=None, cue=span_of(SENTENCE, "said"), content=(span_of(SENTENCE, "no bridge"),))
    coded = make_coded()
    coded = replace(coded, article=replace(coded.article, text=SENTENCE), statements=(told,))
    assert read_attributions(coded) == (Attribution((), (at("said"),), (at('that "no bridge'),)),)
    loose = replace(told, content=(span_of(SENTENCE, "no road"),))
    assert read_attributions(replace(coded, statements=(loose,)))[0].content == (at("no road"),)


def test_marks_at_the_edges_do_not_count() -> None:
    assert trim((at('"no bridge"'),), SENTENCE) == (at("no bridge"),)
    assert trim((at('that "'), at("no bridge")), SENTENCE) == (at('that "no bridge'),)
    assert trim((at(', and "'), at('".')), SENTENCE) == (at("and"),)


def test_figures() -> None:
    gold = (
        Attribution((at("Mirel"),), (at("said"),), (at('"no bridge"'),)),
        Attribution((at("Mirel"),), (), (at('"no road"'),)),
    )
    answer = (
        Attribution((at("Mirel"),), (at("said that"),), (at("no bridge"),)),
        Attribution((), (), (at("road"),)),
    )
    assert AttributionTask().score([(REPORT, gold, answer)]) == {
        "source exact": Overlap(1, 1, 1),
        "source overlap": Overlap(1, 1, 1),
        "cue exact": Overlap(0, 1, 1),
        "cue overlap": Overlap(1, 1, 1),
        "content exact": Overlap(1, 2, 2),
        "content overlap": Overlap(2, 2, 2),
        "link exact": Overlap(1, 1, 2),
        "link overlap": Overlap(1, 1, 2),
    }
