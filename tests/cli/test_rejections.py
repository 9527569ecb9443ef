"""``linewatch rejections``: what was set aside is listed, shown and tried again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linewatch.records import MOST_KEPT_BYTES, Rejection
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import TEXT

BAD_LINE = '{"text": "POISON: the coder refuses this report for a reason of its own.", "date": "2031-03-05"}'


@pytest.fixture
def refused(linewatch: Invoke, tmp_path: Path) -> Path:
    """Return a store of one report, in which four documents were set aside."""
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join([json.dumps({"text": TEXT}), BAD_LINE, '{"no": "text"}', "{broken"]), encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    result = linewatch("code", "corpus.jsonl", "empty.txt", "--db", "run.db")
    assert result.exit_code == 3
    return tmp_path / "run.db"


def test_the_list_says_what_and_why(linewatch: Invoke, refused: Path) -> None:
    lines = [
        json.loads(line)
        for line in linewatch("rejections", "list", "--db", refused, "--format", "jsonl").stdout.splitlines()
    ]
    assert [(line["code"], line["source"]) for line in lines[1:]] == [
        ("LW207", "corpus.jsonl:3"),
        ("LW206", "corpus.jsonl:4"),
        ("LW201", "empty.txt"),
    ]
    assert lines[0]["code"] == "LW208"
    assert lines[0]["source"].startswith("art_")
    assert [line["kept_bytes"] for line in lines[1:]] == [14, 7, None]
    assert {line["attempts"] for line in lines} == {1}
    table = linewatch("rejections", "list", "--db", refused, "--code", "LW206").stdout
    assert "corpus.jsonl:4" in table
    assert "corpus.jsonl:3" not in table
    assert linewatch("rejections", "list", "--db", refused, "--format", "csv").stdout.count("\n") == 5


def test_one_is_shown_with_its_bytes(linewatch: Invoke, refused: Path, tmp_path: Path) -> None:
    shown = linewatch("rejections", "show", "corpus.jsonl:3", "--db", refused)
    assert "LW207" in shown.stdout
    assert '{"no": "text"}' in shown.stdout
    assert linewatch("rejections", "show", "corpus.jsonl:3", "--db", refused, "--out", "bytes").exit_code == 0
    assert (tmp_path / "bytes").read_bytes() == b'{"no": "text"}'


@pytest.mark.parametrize(("source", "words"), [("nothing", "nothing from there"), ("corpus", "several sources")])
def test_a_source_must_be_known_and_plain(linewatch: Invoke, refused: Path, source: str, words: str) -> None:
    result = linewatch("rejections", "show", source, "--db", refused)
    assert result.exit_code == 2
    assert f"LW003 {source}: {words}" in result.stderr


def test_what_is_still_refused_stays_and_is_counted(linewatch: Invoke, refused: Path) -> None:
    before = json.loads(linewatch("digest", "--db", refused, "--json").stdout)
    result = linewatch("rejections", "retry", "--db", refused)
    assert result.exit_code == 3
    assert "4 set aside" in result.stderr
    assert json.loads(linewatch("digest", "--db", refused, "--json").stdout) == before
    with Store.open(refused) as store:
        assert [kept.attempts for kept in store.load_rejections()] == [2, 2, 2, 2]


def test_after_a_remedy_it_is_coded_and_set_aside_no_longer(linewatch: Invoke, refused: Path) -> None:
    result = linewatch("rejections", "retry", "corpus.jsonl:3", "--db", refused, "--field", "text=no")
    assert result.exit_code == 0, result.stderr
    assert "1 new" in result.stderr
    with Store.open(refused) as store:
        assert len(list(store.load_rejections())) == 3
        assert store.counts()["articles"] == 2


def test_a_report_that_the_coder_refused_is_the_same_report_again(linewatch: Invoke, refused: Path) -> None:
    with Store.open(refused) as store:
        [kept] = store.load_rejections(code="LW208")
    result = linewatch("rejections", "retry", "--code", "LW208", "--db", refused)
    assert result.exit_code == 3
    assert kept.rejection.source in result.stderr


def test_bytes_that_were_cut_are_read_from_the_source(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(TEXT, encoding="utf-8")
    cut = Rejection("long.txt", "LW205", "read", "too long", b" " * MOST_KEPT_BYTES)
    lost = Rejection("corpus.jsonl:9", "LW205", "read", "the line is too long")
    with Store.open("run.db", create=True) as store:
        store.save([cut, lost])
    result = linewatch("rejections", "retry", "--db", "run.db")
    assert result.exit_code == 4
    assert "LW102" in result.stderr
    with Store.open("run.db") as store:
        assert [kept.rejection.source for kept in store.load_rejections()] == ["corpus.jsonl:9"]
        assert store.counts()["articles"] == 1


def test_a_source_that_was_mended_is_read_on_request(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"\xff\xfe\xff")
    assert linewatch("code", "page.txt", "--db", "run.db").exit_code == 3
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    assert linewatch("rejections", "retry", "--db", "run.db").exit_code == 3
    assert linewatch("rejections", "retry", "--db", "run.db", "--from-source").exit_code == 0
    assert linewatch("rejections", "list", "--db", "run.db").stdout == ""


def test_a_store_without_any_has_nothing_to_do(linewatch: Invoke, store: Path) -> None:
    assert linewatch("rejections", "list", "--db", store).stdout == ""
    assert linewatch("rejections", "retry", "--db", store).exit_code == 0
