"""The feed is whole or not there, the latest first, with ids that never change."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linewatch.errors import NotifyError
from linewatch.notify import write_feed
from linewatch.notify.feed import MOST_ENTRIES, to_atom
from linewatch.records import Alert
from tests.notify.messages import ALERT, LINE, make_alert

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def dated(number: int) -> Alert:
    return replace(make_alert(number), raised_at=ALERT.raised_at + timedelta(minutes=number))


def texts(feed: ET.Element, path: str) -> list[str | None]:
    return [element.text for element in feed.findall(path, ATOM)]


def test_the_latest_alert_comes_first(tmp_path: Path) -> None:
    write_feed(tmp_path / "alerts.xml", [dated(1), dated(2)], {"line_1": LINE})
    feed = ET.parse(tmp_path / "alerts.xml").getroot()
    assert texts(feed, "a:updated") == ["2031-03-06T12:02:00Z"]
    assert texts(feed, "a:entry/a:id") == ["urn:linewatch:alr_2", "urn:linewatch:alr_1"]
    assert texts(feed, "a:entry/a:updated") == ["2031-03-06T12:02:00Z", "2031-03-06T12:01:00Z"]
    assert "Claimed by: The Ilm Post" in str(texts(feed, "a:entry/a:content")[0])
    assert [path.name for path in tmp_path.iterdir()] == ["alerts.xml"]


def test_the_same_alerts_give_the_same_bytes_and_the_oldest_leave() -> None:
    alerts = [dated(number) for number in range(MOST_ENTRIES + 5)]
    assert to_atom(alerts, {}) == to_atom(alerts, {})
    feed = ET.fromstring(to_atom(alerts, {}))
    assert len(feed.findall("a:entry", ATOM)) == MOST_ENTRIES
    assert texts(feed, "a:entry/a:id")[-1] == "urn:linewatch:alr_5"


def test_no_alerts_are_a_feed_too() -> None:
    assert texts(ET.fromstring(to_atom([], {})), "a:updated") == ["1970-01-01T00:00:00Z"]


def test_words_of_strangers_are_text() -> None:
    hostile = replace(ALERT, explanation="<script>alert(1)</script>\x00\ufffe&amp;")
    feed = ET.fromstring(to_atom([hostile], {}))
    assert "<script>alert(1)</script>  &amp;" in str(texts(feed, "a:entry/a:content")[0])


def test_a_file_that_cannot_be_written_is_a_failure_and_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(NotifyError, match="LW504"):
        write_feed(tmp_path / "absent" / "alerts.xml", [ALERT], {})
