from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.dates import DateLine, is_ambiguous, read_date, read_date_line

DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
FORMS = [
    "%B {day}, %Y - 13:35",
    "{day} %b %Y",
    "{day} %B %Y, 9.05 a.m. GMT",
    "%Y-%m-%d",
    "%Y/%m/%d 23:59",
    "%Y-%m-%dT08:00:00+03:30",
    "Published: %a, %d %b %Y 13:35:07 GMT",
    "Posted on %A, %B {day}, %Y at 1:35 pm",
    "Date: %d-%b-%Y",
    "(%b. {day}, %Y)",
]


@given(DAYS, st.sampled_from(FORMS))
def test_every_way_of_writing_a_day_reads_back(day: date, form: str) -> None:
    line = day.strftime(form.replace("{day}", str(day.day)))
    assert read_date_line(line) == DateLine(day, is_update=False)


@given(DAYS, st.sampled_from("/.-"))
def test_a_day_in_figures_is_read_only_when_there_is_one_reading(day: date, mark: str) -> None:
    found = read_date_line(f"{day.day:02}{mark}{day.month:02}{mark}{day.year}")
    assert found is not None
    assert found.day == (None if day.day <= 12 and day.day != day.month else day)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2020",
        "6 Nov",
        "On November 6, 2020 the talks ended",
        "November 6, 2020: talks end",
        "Talks of 6 November 2020",
        "Room 2020-11-061",
        "6 Nov 2020 " * 20,
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert read_date_line(line) is None


def test_days_that_do_not_exist_are_not_read() -> None:
    assert read_date_line("30 February 2021") == DateLine(None, is_update=False)
    assert read_date("2021-13-44") is None


def test_a_published_day_goes_before_an_updated_one() -> None:
    line = "Updated: 8 May 2021 10:00 | Published: 7 May 2021"
    assert read_date_line(line) == DateLine(date(2021, 5, 7), is_update=False)
    assert read_date_line("Last updated 8 May 2021") == DateLine(date(2021, 5, 8), is_update=True)


@pytest.mark.parametrize(
    "value", ["2021-05-07", "20210507", 20210507, "Fri, 07 May 2021 01:02:03 +0000", "2021-05-07T23:30:00Z"]
)
def test_record_dates_count_as_written(value: object) -> None:
    assert read_date(value) == date(2021, 5, 7)


@pytest.mark.parametrize("value", [None, "", "yesterday", "2021", 1620345600, 1.5, True, ["2021-05-07"], "03/04/2021"])
def test_what_names_no_day_is_none(value: object) -> None:
    assert read_date(value) is None


def test_a_found_day_is_ambiguous_when_the_page_has_only_twofold_figures() -> None:
    day = date(2021, 4, 3)
    assert is_ambiguous(day, "<p>03/04/2021</p>")
    assert is_ambiguous(day, "<p>04/03/2021</p>")
    assert not is_ambiguous(day, "<p>03/04/2021</p><meta content='2021-04-03'>")
    assert not is_ambiguous(day, "<p>03/04/2021, that is 3 April 2021</p>")
    assert not is_ambiguous(day, "<p>05/06/2021</p>")
