from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from linewatch.cli import app
from linewatch.store import Store
from linewatch.web.tokens import digest

runner = CliRunner()


def run(*arguments: str) -> tuple[int, str, str]:
    result = runner.invoke(app, ["serve", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_token_is_made_listed_and_revoked(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    code, secret, _ = run(
        "token", "create", "--token-file", str(path), "--name", "Ada", "--scope", "write", "--days", "9"
    )
    assert code == 0
    (row,) = json.loads(path.read_text("utf-8"))["tokens"]
    assert row["sha256"] == digest(secret.strip())
    assert secret.strip() not in path.read_text("utf-8")
    _, listed, _ = run("token", "list", "--token-file", str(path))
    assert listed.startswith("Ada: write, since ")
    assert secret.strip() not in listed
    assert run("token", "revoke", "--token-file", str(path), "--name", "Ada")[0] == 0
    assert run("token", "list", "--token-file", str(path))[1] == ""


def test_wrong_words_end_with_2(tmp_path: Path) -> None:
    path = str(tmp_path / "tokens.json")
    assert run("token", "create", "--token-file", path, "--name", "Ada", "--scope", "root")[0] == 2
    assert run("token", "revoke", "--token-file", path, "--name", "Ada")[0] == 2
    code, _, told = run()
    assert code == 2
    assert "LW001" in told


def test_it_does_not_listen_beyond_this_machine_without_a_token(tmp_path: Path) -> None:
    with Store.open(tmp_path / "run.db", create=True):
        pass
    code, _, told = run("--db", str(tmp_path / "run.db"), "--host", "0.0.0.0")
    assert code == 2
    assert told.startswith("LW601 0.0.0.0: ")


def test_a_store_that_is_missing_is_named(tmp_path: Path) -> None:
    assert run("--db", str(tmp_path / "none.db"))[0] == 5
