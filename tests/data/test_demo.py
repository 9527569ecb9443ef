"""The demo reports keep their promises: their form, their notice, their order, and no sentence told twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources
from itertools import pairwise

import pytest

KEYS = ["id", "title", "date", "publisher", "url", "text"]
FIRST_DAY, LAST_DAY = date(2020, 9, 27), date(2020, 11, 30)
RUN_LENGTH = 10


@pytest.fixture(scope="module")
def reports() -> list[dict[str, str | None]]:
    lines = resources.files("linewatch").joinpath("data/demo/reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def texts(reports: list[dict[str, str | None]]) -> list[str]:
    return [str(report["text"]) for report in reports]


def word_runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[offset:] for offset in range(RUN_LENGTH)), strict=False)


def test_there_are_forty_reports_with_the_same_keys(reports):
    assert len(reports) == 40
    assert all(list(report) == KEYS for report in reports)


def test_ids_count_up_and_titles_are_unique(reports):
    assert [report["id"] for report in reports] == [f"demo-{number:03d}" for number in range(1, 41)]
    assert len({report["title"] for report in reports}) == 40
    assert all(len(report["title"]) <= 100 for report in reports)


def test_dates_lie_in_the_crisis_and_never_go_back(reports):
    days = [date.fromisoformat(report["date"]) for report in reports]
    assert days[0] == FIRST_DAY and days[-1] <= LAST_DAY
    assert all(earlier <= later for earlier, later in pairwise(days))


def test_every_report_says_that_it_is_no_source(reports):
    notice = "Linewatch demo (written for the demonstration, not a source)"
    assert {report["publisher"] for report in reports} == {notice}
    assert {report["url"] for report in reports} == {None}


def test_the_readme_says_that_nobody_is_quoted():
    readme = " ".join(resources.files("linewatch").joinpath("data/demo/README.md").read_text(encoding="utf-8").split())
    for promise in ("written for the demonstration", "not a source", "quote nobody"):
        assert promise in readme


def test_reports_are_short_and_in_paragraphs(texts):
    for text in texts:
        assert 90 <= len(text.split()) <= 220
        assert 3 <= len(text.split("\n\n")) <= 7
        assert text == text.strip()
        assert "\n\n\n" not in text and not re.search(r"[^\n]\n[^\n]", text)


def test_dates_named_in_the_texts_exist(texts):
    named = re.findall(r"\b(September|October|November|December) (\d{1,2})\b", " ".join(texts))
    assert len(named) >= 4
    assert all(datetime.strptime(f"{month} {day} 2020", "%B %d %Y") for month, day in named)


def test_no_ten_words_are_told_twice(texts):
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        for run in word_runs(text):
            assert run not in seen, " ".join(run)
            seen.add(run)


def test_both_kinds_of_quotation_marks_occur(texts):
    whole = "\n".join(texts)
    assert whole.count("“") == whole.count("”") > 5
    assert whole.count('"') % 2 == 0 and whole.count('"') > 10
    assert all(text.count("“") == text.count("”") and text.count('"') % 2 == 0 for text in texts)


@pytest.mark.parametrize("trap", ["Red Line of the metro", "a red line which next year's budget"])
def test_traps_are_laid(texts, trap):
    assert sum(trap in text for text in texts) == 1


def test_some_reports_draw_no_line(texts):
    marks = re.compile(r"red line|\bif\b|should (?:they|any|the)|unless|will be met|not (?:tolerate|accept)", re.I)
    assert sum(not marks.search(text) for text in texts) >= 5
