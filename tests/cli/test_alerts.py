"""``linewatch alerts``: listed, judged, judged otherwise; and a test of the channels."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from linewatch.cli import channels, registercolumns
from linewatch.store import Alerting, Store
from tests.cli.conftest import Invoke
from tests.cli.test_watch import URL, FakeDoor
from tests.factories import make_coded
from tests.registers import NOW, make_line, make_step

STATES = ["tested", "crossed"]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    coded = make_coded()
    line = make_line(*STATES, line_id="line_aa11")
    crossed = make_step("crossed", "line_aa11", event_ids=(coded.events[0].event_id,))
    many = [make_line("tested", line_id=f"line_{number:02}") for number in range(30)]
    with Store.open(tmp_path / "register.db", create=True) as store:
        store.save([coded])
        line = make_line("tested", line_id="line_aa11", steps=(*line.steps[:2], crossed), state="crossed")
        store.save_lines([line, *many], raised_at=NOW, alerting=Alerting(channels=["mail:ada@example.org"]))
    return tmp_path / "register.db"


def alert_ids(db: Path, state: str = "crossed") -> list[str]:
    with Store.open(db) as store:
        return [alert.alert_id for alert in store.load_alerts(state=state)]


def test_a_table_has_the_latest_and_says_so(linewatch: Invoke, db: Path) -> None:
    result = linewatch("alerts", "list", "--db", db)
    assert result.stdout.count("“Norland sends one more soldier across the Ilm”") == 25
    assert "The latest 25 are shown; --limit N shows more." in result.stderr
    assert "32 still to be delivered; linewatch watch sends them." in result.stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 32),
        (("--limit", 3), 3),
        (("--line", "line_aa"), 2),
        (("--state", "crossed"), 1),
        (("--since", "2031-03-06"), 32),
        (("--since", "2031-03-07"), 0),
    ],
)
def test_filters(linewatch: Invoke, db: Path, options: tuple[object, ...], count: int) -> None:
    result = linewatch("alerts", "list", "--db", db, "--format", "jsonl", *options)
    assert len(result.stdout.splitlines()) == count


def test_programs_get_records_and_rows(linewatch: Invoke, db: Path) -> None:
    found = json.loads(linewatch("alerts", "list", "--db", db, "--format", "json", "--state", "crossed").stdout)
    assert found[0]["reasons"]["act"]["words"] == "ASSAULT is worse than MOBILIZE"
    rows = linewatch("alerts", "list", "--db", db, "--format", "csv").stdout
    first = next(csv.DictReader(io.StringIO(rows)))
    assert tuple(first) == registercolumns.ALERT
    assert (first["area_score"], first["verdict"]) == ("0.7", "")


def test_an_analyst_confirms_rejects_and_takes_it_back(linewatch: Invoke, db: Path) -> None:
    (alert,) = alert_ids(db)

    def shown() -> str:
        return str(linewatch("alerts", "list", "--db", db, "--state", "crossed").stdout)

    linewatch("alerts", "confirm", alert[:12], "--by", "Ada", "--db", db)
    assert "confirmed by Ada" in shown()
    linewatch("alerts", "reject", alert, "--by", "Ivo", "--note", "a drill", "--db", db)
    assert "rejected by Ivo" in shown()
    linewatch("alerts", "undo", alert, "--by", "Ivo", "--db", db)
    assert "confirmed by Ada" in shown()
    linewatch("alerts", "undo", alert, "--by", "Ivo", "--db", db)
    assert "Ada" not in shown().replace("Ada Mirel", "")
    result = linewatch("alerts", "undo", alert, "--by", "Ivo", "--db", db)
    assert (result.exit_code, result.stderr[:5]) == (2, "LW003")


@pytest.mark.parametrize("verb", ["confirm", "reject", "undo"])
@pytest.mark.parametrize("record_id", ["alr_ffff", "alr_", "", "dec_ff"])
def test_an_unknown_id_ends_in_2(linewatch: Invoke, db: Path, verb: str, record_id: str) -> None:
    result = linewatch("alerts", verb, record_id, "--by", "Ada", "--db", db)
    assert (result.exit_code, result.stderr[:5]) == (2, "LW003")


def test_why_goes_from_an_alert_to_the_words_of_the_report(linewatch: Invoke, db: Path) -> None:
    (alert,) = alert_ids(db)
    shown = linewatch("why", alert[:14], "--db", db).stdout
    assert "Norland shelled the Sudian village of Varna" in shown
    assert "rule verbs.shell: the subject shells the object" in shown
    assert "area  ██████░░ 0.70 Varna lies 4 km from the border" in shown
    with Store.open(db) as store:
        step = store.load_alert(alert).step_id
    assert "“shelled” at 8-15" in linewatch("why", step, "--db", db).stdout
    assert "Said 1" in linewatch("why", "line_aa11", "--db", db).stdout


def test_why_says_that_a_step_no_longer_holds(linewatch: Invoke, db: Path) -> None:
    (alert,) = alert_ids(db)
    with Store.open(db) as store:
        store.save_lines([], raised_at=NOW)
    assert "No longer holds since 2031-03-06 12:00 UTC." in linewatch("why", alert, "--db", db).stdout
    assert linewatch("alerts", "list", "--db", db, "--limit", 5).stdout.count("no longer holds") == 5


@pytest.mark.parametrize("record_id", ["step_ff", "alr_ff", "line_ff"])
def test_why_of_an_unknown_id_ends_in_2(linewatch: Invoke, db: Path, record_id: str) -> None:
    result = linewatch("why", record_id, "--db", db)
    assert (result.exit_code, result.stderr[:5]) == (2, "LW003")


def test_a_test_goes_to_each_channel(linewatch: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    door = FakeDoor()
    monkeypatch.setattr(channels, "_open_door", lambda _: door)
    result = linewatch("alerts", "test", "--webhook", URL, "--webhook", f"{URL}/2")
    assert result.exit_code == 0
    assert [key.startswith("alr_test") for key in door.ids] == [True, True]
    assert result.stderr.count("took the test") == 2
    door.is_down = True
    assert linewatch("alerts", "test", "--webhook", URL).exit_code == 4


def test_without_a_channel_there_is_nothing_to_test(linewatch: Invoke) -> None:
    result = linewatch("alerts", "test")
    assert (result.exit_code, result.stderr[:5]) == (2, "LW001")
