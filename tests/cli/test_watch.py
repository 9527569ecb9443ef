"""``linewatch watch``: what is new is shown and delivered, once."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linewatch import run
from linewatch.cli import channels, watch
from linewatch.errors import SourceError, StoreError, UsageError
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import make_corpus
from tests.registers import watch_lines

URL = "https://example.org/hook"


class FakeDoor:
    """Takes what is posted, unless it was told that nobody answers."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.is_down = False

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Any:
        assert url and timeout_s
        if self.is_down:
            raise SourceError("LW102", "nobody answers; try later", url)
        self.ids.append(headers["webhook-id"])
        assert json.loads(body)["id"] == headers["webhook-id"]
        return SimpleNamespace(status=200)


@pytest.fixture(autouse=True)
def fake_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "watch_lines", watch_lines)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> FakeDoor:
    made = FakeDoor()
    monkeypatch.setattr(channels, "_open_door", lambda _: made)
    return made


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "few.db", create=True) as store:
        store.save(make_corpus(3))
    return tmp_path / "few.db"


def test_new_alerts_are_shown_with_their_line_and_reasons_once(linewatch: Invoke, db: Path) -> None:
    first = linewatch("watch", "--db", db)
    assert first.exit_code == 0
    assert first.stdout.count("Ada Mirel (SUD) → Norland") == 3
    assert "“Norland sends one more soldier across the Ilm”" in first.stdout
    assert "area  ██████░░ 0.70 Varna lies 4 km from the border" in first.stdout
    assert "3 new alerts; 1 line watched" in first.stderr
    second = linewatch("watch", "--db", db)
    assert (second.stdout, second.stderr) == ("", "0 new alerts; 1 line watched\n")


def test_the_history_of_an_archive_is_kept_without_alerts(linewatch: Invoke, db: Path) -> None:
    first = linewatch("watch", "--db", db, "--since", "2031-03-05")
    assert first.stdout == ""
    assert "before 2031-03-05 kept as history, without new alerts" in first.stderr
    assert "0 new alerts; 1 line watched" in linewatch("watch", "--db", db).stderr
    assert "3 new alerts" in linewatch("watch", "--db", db, "--since", "7d").stderr


def test_a_day_to_look_up_to(linewatch: Invoke, db: Path) -> None:
    assert "2 new alerts" in linewatch("watch", "--db", db, "--as-of", "2031-01-02").stderr
    assert "1 new alert;" in linewatch("watch", "--db", db).stderr


def test_an_alert_may_be_told_by_the_exit_code(linewatch: Invoke, db: Path) -> None:
    assert linewatch("watch", "--db", db, "--exit-on-alert").exit_code == 10
    assert linewatch("watch", "--db", db, "--exit-on-alert").exit_code == 0


def test_a_webhook_gets_each_alert_once(linewatch: Invoke, db: Path, door: FakeDoor) -> None:
    result = linewatch("watch", "--db", db, "--webhook", URL)
    assert "3 delivered, 0 to be sent again" in result.stderr
    linewatch("watch", "--db", db, "--webhook", URL)
    assert len(door.ids) == len(set(door.ids)) == 3


def test_what_is_not_taken_waits_and_ends_in_4(linewatch: Invoke, db: Path, door: FakeDoor) -> None:
    door.is_down = True
    result = linewatch("watch", "--db", db, "--webhook", URL)
    assert result.exit_code == 4
    assert "LW501 example.org: did not take alr_" in result.stderr
    assert "3 still to be delivered" in linewatch("alerts", "list", "--db", db).stderr
    assert linewatch("watch", "--db", db).exit_code == 0  # another day, without the webhook


def test_a_feed_is_kept(linewatch: Invoke, db: Path, tmp_path: Path) -> None:
    linewatch("watch", "--db", db, "--atom", tmp_path / "alerts.xml")
    feed = ET.parse(tmp_path / "alerts.xml").getroot()
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3


def test_a_feed_that_cannot_be_written_ends_in_4_after_all_else(linewatch: Invoke, db: Path, door: FakeDoor) -> None:
    result = linewatch("watch", "--db", db, "--atom", "absent/alerts.xml", "--webhook", URL)
    assert (result.exit_code, len(door.ids)) == (4, 3)
    assert "LW504 absent/alerts.xml: cannot be written" in result.stderr


def test_settings_name_channels_too(
    linewatch: Invoke, db: Path, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("linewatch.toml").write_text(f'webhooks = "{URL}"\n', encoding="utf-8")
    linewatch("watch", "--db", db)
    assert len(door.ids) == 3
    monkeypatch.setenv("LINEWATCH_WEBHOOK_SECRET", "in the open")
    result = linewatch("watch", "--db", db)
    assert (result.exit_code, result.stderr[:5]) == (4, "LW502")
    assert "in the open" not in result.stderr


def test_following_looks_again_where_something_has_changed(
    linewatch: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            with Store.open(db) as store:
                store.save(make_corpus(4))
        if len(naps) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "sleep", nap)
    result = linewatch("watch", "--db", db, "--follow", "--every", "5m")
    assert result.exit_code == 130
    assert naps == [300] * 4
    assert result.stderr.splitlines()[:2] == ["3 new alerts; 1 line watched", "1 new alert; 1 line watched"]


def test_following_ends_with_the_first_alert_where_that_is_wanted(
    linewatch: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.db"
    Store.open(path, create=True).close()

    def nap(_: float) -> None:
        with Store.open(path) as store:
            store.save(make_corpus(1))

    monkeypatch.setattr(watch, "sleep", nap)
    assert linewatch("watch", "--db", path, "--follow", "--exit-on-alert").exit_code == 10


def test_following_outlives_a_busy_store(linewatch: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) > 1:
            raise KeyboardInterrupt

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("LW404", "is in use by another program; run again when that has finished", "few.db")

    monkeypatch.setattr(watch, "sleep", nap)
    monkeypatch.setattr(Store, "note_watch", refuse)
    result = linewatch("watch", "--db", db, "--follow")
    assert (result.exit_code, len(naps)) == (130, 2)
    assert "LW404 few.db: is in use" in result.stderr


@pytest.mark.parametrize(("text", "seconds"), [("30s", 30), ("5m", 300), ("1h", 3600), ("45", 45)])
def test_times_are_read(text: str, seconds: int) -> None:
    assert watch.read_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "0s", "-1s", "5d", "soon", "1.5h"])
def test_other_times_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="LW001"):
        watch.read_duration(text)


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(("option", "value"), [("--webhook", "example.org"), ("--mail", "ada")])
def test_a_wrong_address_ends_in_2_before_anything_is_done(
    linewatch: Invoke, db: Path, option: str, value: str
) -> None:
    result = linewatch("watch", "--db", db, option, value)
    assert (result.exit_code, result.stderr[:5]) == (2, "LW001")
    assert not linewatch("alerts", "list", "--db", db).stdout
