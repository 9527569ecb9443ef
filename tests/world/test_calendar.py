"""Time expressions: where they are, what days they mean, and what is left open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Time
from linewatch.world.calendar import read_times
from linewatch.world.timecontext import Side
from linewatch.world.timewords import read_time_words

FRIDAY = date(2020, 11, 6)


def one(text: str, published_on: date | None = FRIDAY, *, side: Side | None = None) -> Time:
    """Return the only time expression of a text."""
    times = read_times(text, published_on, side_at=lambda _: side)
    assert len(times) == 1, [time.span.text for time in times]
    return times[0]


@pytest.mark.parametrize(
    ("text", "span", "from_on", "until_on", "precision"),
    [
        ("They met on November 2, 2019.", "November 2, 2019", "2019-11-02", "2019-11-02", "day"),
        ("They met on 2 Nov 2019 in Oslo.", "2 Nov 2019", "2019-11-02", "2019-11-02", "day"),
        ("They met on Tuesday, 3rd of March 2020.", "Tuesday, 3rd of March 2020", "2020-03-03", "2020-03-03", "day"),
        ("Filed 2019-11-02.", "2019-11-02", "2019-11-02", "2019-11-02", "day"),
        ("Am 02.11.2019 begann es.", "02.11.2019", "2019-11-02", "2019-11-02", "day"),
        ("Filed 25/12/2019.", "25/12/2019", "2019-12-25", "2019-12-25", "day"),
        ("The truce began on 12 Ramadan 1445.", "12 Ramadan 1445", "2024-03-22", "2024-03-22", "day"),
        ("He wrote on Muharram 1, 1446 AH.", "Muharram 1, 1446 AH", "2024-07-08", "2024-07-08", "day"),
        ("The months of Dhu al-Hijjah 1441 were calm.", "Dhu al-Hijjah 1441", "2020-07-22", "2020-08-19", "month"),
        ("It was signed on 15 Khordad 1399.", "15 Khordad 1399", "2020-06-04", "2020-06-04", "day"),
        ("It began in May 2019.", "May 2019", "2019-05-01", "2019-05-31", "month"),
        ("In early May 2019 it began.", "early May 2019", "2019-05-01", "2019-05-10", "week"),
        ("It began in 2014.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("In the late 1990s it began.", "the late 1990s", "1997-01-01", "1999-12-31", "year"),
        ("In the 1990s it began.", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("It fell in the third quarter of 2018.", "the third quarter of 2018", "2018-07-01", "2018-09-30", "season"),
        ("It fell in the summer of 2018.", "the summer of 2018", "2018-06-01", "2018-08-31", "season"),
        ("On 16 Aban 1399 it fell.", "16 Aban 1399", "2020-11-06", "2020-11-06", "day"),
        ("Since 9/11 it changed.", "9/11", "2001-09-11", "2001-09-11", "day"),
    ],
)
@pytest.mark.parametrize("published_on", [None, FRIDAY])
def test_explicit(text: str, span: str, from_on: str, until_on: str, precision: str, published_on: date | None) -> None:
    time = one(text, published_on)
    assert time.span.text == span
    assert (str(time.from_on), str(time.until_on), time.precision) == (from_on, until_on, precision)
    assert (time.kind, time.method) == ("date", "explicit")


@pytest.mark.parametrize(
    ("text", "value", "from_on", "until_on"),
    [
        ("They met yesterday.", "2020-11-05", "2020-11-05", "2020-11-05"),
        ("They met the day before yesterday.", "2020-11-04", "2020-11-04", "2020-11-04"),
        ("They met on Thursday.", "2020-11-05", "2020-11-05", "2020-11-05"),
        ("They met on Friday.", "2020-11-06", "2020-11-06", "2020-11-06"),
        ("They met last Friday.", "2020-10-30", "2020-10-30", "2020-10-30"),
        ("They meet next Friday.", "2020-11-13", "2020-11-13", "2020-11-13"),
        ("They met on Wednesday last week.", "2020-10-28", "2020-10-28", "2020-10-28"),
        ("They met last week.", "2020-W44", "2020-10-26", "2020-11-01"),
        ("They met last month.", "2020-10", "2020-10-01", "2020-10-31"),
        ("They met earlier this month.", "2020-11", "2020-11-01", "2020-11-06"),
        ("They meet later this year.", "2020", "2020-11-06", "2020-12-31"),
        ("They met at the end of last year.", "2019", "2019-09-02", "2019-12-31"),
        ("They met on Nov. 2.", "2020-11-02", "2020-11-02", "2020-11-02"),
        ("They met in January.", "2021-01", "2021-01-01", "2021-01-31"),
        ("They met in January last year.", "2019-01", "2019-01-01", "2019-01-31"),
        ("They met in September.", "2020-09", "2020-09-01", "2020-09-30"),
        ("They met last March.", "2020-03", "2020-03-01", "2020-03-31"),
        ("They met three days ago.", "2020-11-03", "2020-11-03", "2020-11-03"),
        ("They met two months ago.", "2020-09", "2020-09-01", "2020-09-30"),
        ("They met twenty-one years ago.", "1999", "1999-01-01", "1999-12-31"),
        ("They met over the weekend.", "2020-W44-WE", "2020-10-31", "2020-11-01"),
        ("They met last summer.", "2020-SU", "2020-06-01", "2020-08-31"),
        ("They met on Christmas Day.", "2020-12-25", "2020-12-25", "2020-12-25"),
    ],
)
def test_relative_to_publication(text: str, value: str, from_on: str, until_on: str) -> None:
    time = one(text)
    assert (time.value, str(time.from_on), str(time.until_on)) == (value, from_on, until_on)
    assert time.method == "relative-to-publication"
    unknown = one(text, None)
    assert (unknown.span, unknown.from_on, unknown.until_on) == (time.span, None, None)
    assert unknown.method == "unresolved"


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("They meet on Tuesday.", "2020-11-03", "2020-11-10"),
        ("They meet on Friday.", "2020-11-06", "2020-11-06"),
        ("They meet on November 3.", "2020-11-03", "2021-11-03"),
        ("They meet in two weeks.", "P2W", "2020-W47"),
    ],
)
def test_tense_decides_the_direction(text: str, past: str, future: str) -> None:
    assert one(text).value == past
    assert one(text, side="ahead").value == future


@pytest.mark.parametrize(
    ("text", "near", "behind"),
    [("They came in January.", "2021-01", "2020-01"), ("They came on January 4.", "2021-01-04", "2020-01-04")],
)
def test_what_has_been_is_not_put_into_the_nearest_month(text: str, near: str, behind: str) -> None:
    assert one(text).value == near
    assert one(text, side="behind").value == behind


def test_words_of_the_future_count_without_a_parse() -> None:
    assert read_times("The ministers will sign it on Tuesday.", FRIDAY)[0].value == "2020-11-10"
    assert read_times("On Tuesday the ministers will sign it.", FRIDAY)[0].value == "2020-11-10"
    assert read_times("The pact, signed Tuesday, will last.", FRIDAY)[0].value == "2020-11-03"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May 2019 it began. Three days later it ended.", "2019-05-06"),
        ("On 3 May 2019 it began. The next day it ended.", "2019-05-04"),
        ("It began in 2014. The following year it ended.", "2015"),
        ("It began in May 2019; a year earlier it had failed.", "2018-05"),
        ("It began on 3 May 2019. That night it ended.", "2019-05-03TNI"),
        ("Sales rose in the third quarter of 2018. A year earlier they fell.", "2017-Q3"),
    ],
)
def test_relative_to_the_text(text: str, value: str) -> None:
    time = read_times(text, FRIDAY)[-1]
    assert (time.value, time.method) == (value, "relative-to-text")


def test_a_day_is_not_counted_from_a_month() -> None:
    time = read_times("It began in May 2019. Three days later it ended.", FRIDAY)[-1]
    assert (time.from_on, time.method) == (None, "unresolved")


def test_what_was_done_lies_behind() -> None:
    assert one("She resigned in January.").value == "2020-01"
    assert one("The vote in January is open.").value == "2021-01"


def test_relative_to_a_text_without_a_date_stays_open() -> None:
    time = one("Three days later it ended.")
    assert (time.value, time.from_on, time.method) == ("P3D", None, "unresolved")


def test_an_ambiguous_numeric_date_stays_open() -> None:
    time = one("Filed 11/06/2020.")
    assert (time.value, time.from_on, time.method) == ("2020-XX-XX", None, "unresolved")


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("They fled on Thursday evening.", "Thursday evening", "2020-11-05TEV"),
        ("They fled last night.", "last night", "2020-11-05TNI"),
        ("They fled at 5:30 p.m. on Thursday.", "5:30 p.m. on Thursday", "2020-11-05T17:30"),
        ("They fled on Thursday at 0630 GMT.", "Thursday at 0630 GMT", "2020-11-05T06:30"),
        ("They fled at noon.", "noon", "T12:00"),
        ("Logged 2020-11-05 06:30.", "2020-11-05 06:30", "2020-11-05T06:30"),
    ],
)
def test_times_of_day(text: str, span: str, value: str) -> None:
    time = one(text)
    assert (time.span.text, time.value, time.kind) == (span, value, "time")


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("It lasted three days.", "P3D", "day"),
        ("It was a two-week siege.", "P2W", "week"),
        ("It lasted more than 48 hours.", "PT48H", "day"),
        ("It lasted several months.", "PXM", "month"),
        ("It lasted two and three years.", "P3Y", "year"),
        ("It took a year and a half.", "P1Y6M", "year"),
        ("It lasted for decades.", "PXDE", "decade"),
        ("It was a month-long siege.", "P1M", "month"),
    ],
)
def test_durations(text: str, value: str, precision: str) -> None:
    time = one(text)
    assert (time.kind, time.value, time.precision) == ("duration", value, precision)
    assert (time.from_on, time.until_on) == (None, None)


def test_a_duration_up_to_publication_has_days() -> None:
    time = one("It rained for the past two months.")
    assert (time.kind, time.value, time.from_on, time.until_on) == ("duration", "P2M", date(2020, 9, 6), FRIDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet every Friday.", "XXXX-WXX-5"),
        ("They meet on Mondays.", "XXXX-WXX-1"),
        ("They meet annually.", "P1Y"),
        ("They meet every two weeks.", "P2W"),
        ("They fly 12 sorties a day.", "P1D"),
        ("They meet twice a year.", "P1Y"),
    ],
)
def test_sets(text: str, value: str) -> None:
    time = one(text)
    assert (time.kind, time.value, time.from_on) == ("set", value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They recently met.", "PAST_REF"),
        ("They are now here.", "PRESENT_REF"),
        ("They will soon meet.", "FUTURE_REF"),
        ("It cooled in recent years.", "PAST_REF"),
        ("They met years ago.", "PAST_REF"),
    ],
)
def test_words_without_a_date(text: str, value: str) -> None:
    time = one(text)
    assert (time.value, time.from_on, time.precision, time.method) == (value, None, "vague", "unresolved")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("between July 2016 and May 2018", ["July 2016", "May 2018"]),
        ("from 5 to 7 November 2019", ["5", "7 November 2019"]),
        ("on Nov. 5-7", ["Nov. 5", "7"]),
        ("in 2014-15", ["2014", "15"]),
        ("from Monday until Thursday", ["Monday", "Thursday"]),
        ("since 2014, until May 2016", ["2014", "May 2016"]),
    ],
)
def test_each_end_of_a_range_is_an_expression(text: str, spans: list[str]) -> None:
    times = read_times(text, FRIDAY)
    assert [time.span.text for time in times] == spans
    assert all(time.from_on is not None for time in times)


@pytest.mark.parametrize(
    "text",
    [
        "They may meet.",
        "Theresa May spoke.",
        "They march on the town.",
        "The second man won the third round.",
        "About 2000 people and 1950 soldiers fled.",
        "It cost $1999 or 2,015 euros.",
        "He is 23 years old, she a 40-year-old nurse.",
        "Flight 1549 landed; see page 2014.",
        "The sun sat on the wed.",
        "A fall in prices, a spring in his step.",
        "Resolution 1973 and a score of 20-10.",
        "On 31 June 2019 nothing happened.",
        "He writes for the Oslo Daily and hosts The Tonight Show.",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read_times(text, FRIDAY) == ()


def test_years_that_no_calendar_has_are_left_open() -> None:
    assert all(time.from_on is None for time in read_times("It fell 5,000 years ago.", FRIDAY))


WORDS = [
    "on", "the", "Friday", "last", "week", "three", "days", "ago", "May", "6", "2020", ",", "-", "later", "5 p.m.",
    "next", "year", "quarter", "1990s", "mid", "early", "second", "every", "night", "a", "and", "half", "31", "Feb.",
    "29", ".", "Q3", "the past", "noon", "’s", "\n", "in", "century", "Esfand 30, 1399", "weekend", "Easter", "0001",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.none() | st.dates())
def test_every_reading_stands_in_the_text(text: str, published_on: date | None) -> None:
    last = 0
    for time in read_times(text, published_on):
        assert last <= time.span.start < time.span.end <= len(text)
        assert text[time.span.start : time.span.end] == time.span.text
        assert (time.from_on is None) == (time.until_on is None)
        if time.from_on is not None and time.until_on is not None:
            assert time.from_on <= time.until_on
            assert time.method != "unresolved"
        last = time.span.end


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_can_be_read_twice_alike(text: str, published_on: date | None) -> None:
    assert read_times(text, published_on) == read_times(text, published_on)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2059, 12, 31)))
def test_a_full_date_is_read_back(on: date, published_on: date) -> None:
    for form in (f"{on:%B} {on.day}, {on.year}", f"{on.day} {on:%B} {on.year}", on.isoformat()):
        assert one(f"They met on {form}.", published_on).from_on == on


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_lies_within_the_week_before(published_on: date) -> None:
    time = one("They met on Wednesday.", published_on)
    assert time.from_on is not None
    assert timedelta(0) <= published_on - time.from_on < timedelta(days=7)
    assert time.from_on.weekday() == 2


_TIME_WORDS = [
    *("in", "by", "the", "of", "early", "mid", "late", "first", "last", "next", "same", "fiscal", "third", "twentieth"),
    *("twenty-first", "nineteen", "eighteen", "two", "thousand", "year-ago", "year-earlier", "quarter", "quarters"),
    *("half", "period", "month", "year", "century", "1990s", "90s", "'90s", "nineties", "spring", "Summer", "FALL"),
    *("March", "MAY", "August", "may", "2018", "Q3", "H1", "comparable", "corresponding", "last year's", "ten", "oh"),
]


_LISTED = [
    *(
        "Tues.",
        "Mon.",
        "fri.",
        "Sept.",
        "Jan",
        "thursday",
        "Dhu al-Hijjah 1441",
        "Farvardin",
        "dusk",
        "midday",
        "5 p.m.",
    ),
    *("days", "hours", "a couple of", "ago", "hence", "daily", "each", "now", "at the moment", "the other day", "soon"),
    *("New Year’s Day", "Good Friday", "9/11", "12/05/2020", "2020-05-12", "tomorrow", "overnight", "once", "per", "6"),
    *("twenty", "millennia", "for", "weeks", "recent", "year-end", "the full year", "ended", "weekend", "this"),
]


@given(
    st.lists(st.sampled_from([*_TIME_WORDS, *_LISTED]), min_size=1, max_size=6), st.sampled_from([" ", "-", "  ", "\n"])
)
def test_what_a_pattern_finds_holds_one_of_its_signs(words: list[str], joint: str) -> None:
    text = joint.join(words)
    table = read_time_words()
    possible = set(table.possible(text))
    assert possible >= {name for name, pattern in table.patterns.items() if pattern.search(text) is not None}


def test_a_text_without_a_sign_is_not_searched() -> None:
    assert list(read_time_words().possible("Guards held their fire.")) == []


def test_no_expression_crosses_the_end_of_a_paragraph() -> None:
    times = read_times("They met early\n\nMay 2019 came.", FRIDAY)
    assert [time.span.text for time in times] == ["May 2019"]
