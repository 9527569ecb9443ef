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
    assert len(commands) == 3
    for command in commands:
        result = linewatch(*shlex.split(command)[1:])
        assert result.exit_code == 0, command
        assert result.stdout, command


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


def test_the_strongest_declaration_of_each_line_is_shown() -> None:
    lines = [Found(coded.article, coded.red_lines[0]) for coded in make_corpus(12)]
    others = [
        Found(item.article, replace(item.record, line_id=f"line_{number}", strength=number % 4))
        for number, item in enumerate(lines)
    ]
    assert showcase.strong_lines(lines) == lines[:1]
    shown = showcase.strong_lines(others)
    assert len(shown) == showcase.SHOWN_LINES
    assert shown == sorted(shown, key=others.index)
    assert min(item.record.strength for item in shown) == 1


def test_the_bundled_reports_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    reports = showcase.read_demo(Settings())
    assert len(reports) == 40
    assert all(isinstance(report, Article) and report.published_on for report in reports)
