"""``linewatch demo``: a store of its own, a page of what was found, and three commands that work."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from linewatch.cli import showcase
from linewatch.records import Article, CodedArticle, Event, Rejection
from linewatch.settings import Settings
from linewatch.store import Found, Store
from tests.cli.conftest import Invoke
from tests.factories import make_corpus
from tests.registers import make_line, make_step


@pytest.fixture(autouse=True)
def demo_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(settings: Settings) -> list[Article | Rejection]:
        assert settings.threads
        return [coded.article for coded in make_corpus(4)]

    monkeypatch.setattr(showcase, "read_demo", read)


def test_it_shows_what_it_found(linewatch: Invoke) -> None:
    result = linewatch("demo")
    assert result.exit_code == 0
    for words in ("4 articles", "Red lines", "Events 2 of 4", "Quotes 4", "Next"):
        assert words in result.stdout
    with Store.open(Path("linewatch-demo.db")) as store:
        assert store.counts()["articles"] == 4


def test_the_next_commands_work(linewatch: Invoke) -> None:
    shown = linewatch("demo", "--db", "my demo.db").stdout
    commands = [line.strip() for line in shown.splitlines() if line.startswith("  linewatch ")]
    assert [command.split()[1] for command in commands] == ["lines", "brief", "list"]
    for command in commands:
        result = linewatch(*shlex.split(command)[1:])
        assert result.exit_code == 0, command
        assert result.stdout or "--out" in command, command


def test_it_can_be_run_again(linewatch: Invoke) -> None:
    assert linewatch("demo").exit_code == 0
    assert "4 new, 0 replaced, 0 unchanged" in linewatch("demo").stderr


def test_a_store_of_the_users_own_is_left_alone(linewatch: Invoke, store: Path) -> None:
    before = store.read_bytes()
    result = linewatch("demo", "--db", store)
    assert result.exit_code == 2
    assert result.stderr.startswith("LW001 ")
    assert store.read_bytes() == before


def found(coded: CodedArticle) -> Found[Event]:
    return Found(coded.article, coded.events[0])


def test_the_events_that_are_shown_happened_between_two_countries() -> None:
    first, second, third, fourth = make_corpus(4)
    alone = replace(second, events=(replace(second.events[0], recipients=()),))
    denied = replace(third, events=(replace(third.events[0], modality="negated"),))
    events = [found(coded) for coded in (first, alone, denied, fourth)]
    assert showcase.notable_events(events) == [events[0], events[3]]


def test_the_lines_with_most_to_tell_and_then_the_strongest_are_shown() -> None:
    terms = make_corpus(1)[0].red_lines[0]
    lines = [make_line(line_id=f"line_{number:02}", terms=replace(terms, strength=number % 4)) for number in range(12)]
    crossed = replace(lines[4], steps=(*lines[4].steps, make_step("crossed", "line_04")))  # strength 0
    lines[4] = crossed
    shown = showcase.notable_lines(lines)
    assert len(shown) == showcase.SHOWN_LINES
    assert shown == sorted(shown, key=lines.index)
    assert crossed in shown
    assert min(line.terms.strength for line in shown if line is not crossed) == 1


def test_the_bundled_reports_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    reports = showcase.read_demo(Settings())
    assert len(reports) == 40
    assert all(isinstance(report, Article) and report.published_on for report in reports)
