"""``linewatch why``: every id leads back to the article, the words and the versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.records import CodedArticle, to_json
from tests.cli.conftest import Invoke
from tests.factories import make_corpus

CODED = make_corpus(1)[0]


def ids_of(coded: CodedArticle) -> list[str]:
    return [
        coded.article.article_id,
        coded.events[0].event_id,
        coded.statements[0].statement_id,
        coded.red_lines[0].declaration_id,
        coded.red_lines[0].line_id,
        coded.places[0].place_id,
    ]


@pytest.mark.parametrize("record_id", ids_of(CODED))
def test_every_id_of_a_store_is_explained(linewatch: Invoke, store: Path, record_id: str) -> None:
    result = linewatch("why", record_id, "--db", store)
    assert result.exit_code == 0
    assert "linewatch 0.1.0" in result.stdout
    assert CODED.article.article_id in result.stdout or record_id.startswith("line_")


@pytest.mark.parametrize("record_id", ids_of(CODED))
def test_every_id_of_a_file_is_explained(linewatch: Invoke, tmp_path: Path, record_id: str) -> None:
    (tmp_path / "coded.jsonl").write_bytes(to_json(CODED) + b"\n")
    result = linewatch("why", record_id[:-3], "--in", tmp_path / "coded.jsonl")
    assert result.exit_code == 0
    assert "https://example.org/varna" in result.stdout


def test_an_event_shows_its_words_its_rule_and_where_it_stands(linewatch: Invoke, store: Path) -> None:
    shown = linewatch("why", CODED.events[0].event_id, "--db", store).stdout
    assert "Norland shelled the Sudian village of Varna" in shown
    assert "“shelled” at 8-15" in shown
    assert "rule verbs.shell: the subject shells the object" in shown
    assert "Varna, SUD, 4 km from the NOR-SUD border" in shown


def test_the_words_are_marked_on_a_terminal(linewatch: Invoke, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shown = linewatch("why", CODED.events[0].event_id, "--db", store).stdout
    assert "\x1b[1;4mshelled\x1b[0m" in shown


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("why", "evt_ffff", "--db", "run.db"), "LW003"),
        (("why", "evt_", "--db", "run.db"), "LW003"),
        (("why", "evt_ffff"), "LW001"),
        (("why", "evt_ffff", "--db", "run.db", "--in", "coded.jsonl"), "LW001"),
        (("why", "evt_ffff", "--in", "coded.jsonl"), "LW003"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_cannot_be_explained_ends_in_2(
    linewatch: Invoke, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    (tmp_path / "coded.jsonl").write_bytes(to_json(CODED) + b"\n")
    result = linewatch(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(code)


@pytest.mark.parametrize(("content", "code"), [(None, "LW101"), (b"no json\n", "LW102"), (b'{"a": 1}\n', "LW102")])
def test_a_file_that_is_something_else_ends_in_4(
    linewatch: Invoke, tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "coded.jsonl").write_bytes(content)
    result = linewatch("why", "evt_00", "--in", tmp_path / "coded.jsonl")
    assert result.exit_code == 4
    assert result.stderr.startswith(code)


def test_an_event_names_the_other_reports_of_its_occurrence(linewatch: Invoke, watched_store: Path) -> None:
    first, second = (coded.events[0].event_id for coded in make_corpus(2))
    shown = linewatch("why", second, "--db", watched_store).stdout
    assert f"same as {first}" in " ".join(shown.split())
    assert first in shown[shown.index("also reported") :]
    assert "also reported" not in linewatch("why", make_corpus(30)[29].events[0].event_id, "--db", watched_store).stdout
