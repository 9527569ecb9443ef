"""Reports as questions: no label reaches the pipeline, and what it refuses is answered with nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.evaluation import make_task
from linewatch.evaluation.reports import Report, code_reports, read_day
from tests.evaluation.gold import write
from tests.evaluation.pipeline import make_pipeline
from tests.factories import make_coded

LABELS = {
    "events": ("events", [{"type": "AID", "source": ["NOR"], "target": [""]}]),
    "attribution": ("attributions", [{"source": [[0, 7]], "cue": [[8, 13]], "content": []}]),
    "times": ("spans", [{"start": 0, "end": 7, "type": "DATE", "value": "2031"}]),
    "places": ("toponyms", [{"start": 0, "end": 7, "lat": 1.5, "lon": None}]),
    "redlines": ("lines", []),
}
TEXT = "Norland waits."


@pytest.mark.parametrize("name", LABELS)
def test_a_question_is_the_report_and_no_more(name: str, tmp_path: Path) -> None:
    key, label = LABELS[name]
    known = {"title": "Quiet", "date": "2031-03-05", "publisher": "The Ilm Post"}
    gold = write(tmp_path, {"id": "a", "text": TEXT, key: label, **known}, {"id": 2, "text": TEXT, "dct": "20310306"})
    first, bare = make_task(name).read_gold(gold)
    assert first.question == Report("a", TEXT, "Quiet", date(2031, 3, 5), "The Ilm Post")
    assert first.label is not None
    assert len(first.label) == len(label)
    assert (bare.question, bare.label) == (Report(2, TEXT, published_on=date(2031, 3, 6)), None)


def test_a_report_goes_to_the_pipeline_with_all_that_is_known_of_it() -> None:
    pipeline = make_pipeline(records=make_coded())
    report = Report("a", TEXT, "Quiet", date(2031, 3, 5), "The Ilm Post")
    assert list(code_reports([report], pipeline, lambda coded: len(coded.events), 0)) == [1]
    assert pipeline.asked == [(TEXT, "Quiet", date(2031, 3, 5), "The Ilm Post", None)]


def test_a_report_that_is_set_aside_is_answered_with_nothing() -> None:
    reports = [Report(1, "POISON"), Report(2, TEXT)]
    assert list(code_reports(reports, make_pipeline(), lambda coded: coded.article.text, "")) == ["", TEXT]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031-03-05", date(2031, 3, 5)),
        ("20310305", date(2031, 3, 5)),
        ("2031-03-05T09:42", date(2031, 3, 5)),
        ("March 5", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_in_the_forms_of_the_gold_sets(words: str | None, day: date | None) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    ("name", "records", "words"),
    [
        ("events", (), "holds no record"),
        ("events", ({"id": 1, "text": TEXT}, {"id": 1, "text": TEXT}), ":2: the line is the second record"),
        ("events", ({"id": 1},), "text"),
        ("attribution", ({"id": 1, "text": TEXT, "attributions": [{"cue": [[3, 99]]}]},), "which its text has not"),
        ("times", ({"id": 1, "text": TEXT, "spans": [{"start": 3}]},), "is not a record of this task"),
        ("places", ({"id": 1, "text": TEXT, "toponyms": [{"start": 4, "end": 4}]},), "[4, 4]"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, name: str, records: tuple[object, ...], words: str) -> None:
    with pytest.raises(SourceError, match="LW102") as caught:
        make_task(name).read_gold(write(tmp_path, *records))
    assert words in str(caught.value)
