from __future__ import annotations

import re
from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.settings import Settings, read_secret, read_settings

MANUAL = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"LINEWATCH_{name.upper()}", raising=False)


def test_the_later_source_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().threads == 2
    (tmp_path / "linewatch.toml").write_text("threads = 3\nbatch_pieces = 256\n")
    assert read_settings().threads == 3
    monkeypatch.setenv("LINEWATCH_THREADS", "4")
    assert read_settings().threads == 4
    assert read_settings(threads=5).threads == 5
    assert read_settings(threads=None).batch_pieces == 256


def test_an_unknown_name_is_an_error_with_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / "linewatch.toml").write_text("thread = 3\n")
    with pytest.raises(UsageError, match="did you mean threads") as caught:
        read_settings()
    assert caught.value.code == "LW002"


@pytest.mark.parametrize("text", ["threads = 0", "threads = 'many'", "threads = "])
def test_a_wrong_value_or_file_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "linewatch.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        read_settings()
    assert caught.value.code == "LW002"


def test_the_manual_has_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([^`]*)` \| (.+) \|$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    fields = Settings.model_fields.items()
    assert rows == [(name, str(field.default), field.description) for name, field in fields]


def test_secrets_come_by_the_environment_or_a_file_and_not_by_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_secret(read_settings(), "smtp_password") is None
    (tmp_path / "password").write_text("out of a file\n")
    (tmp_path / "linewatch.toml").write_text("smtp_password_file = 'password'\n")
    assert read_secret(read_settings(), "smtp_password") == "out of a file"
    monkeypatch.setenv("LINEWATCH_SMTP_PASSWORD", "by the environment")
    assert read_secret(read_settings(), "smtp_password") == "by the environment"
    assert "by the environment" not in repr(read_settings())
    (tmp_path / "linewatch.toml").write_text("smtp_password = 'in the open'\n")
    with pytest.raises(UsageError, match="smtp_password is a secret; set LINEWATCH_SMTP_PASSWORD or smtp_pass"):
        read_settings()


def test_a_secret_file_that_is_not_there_is_an_error() -> None:
    settings = read_settings(webhook_secret_file=Path("absent"))
    with pytest.raises(UsageError, match="LW002 settings: absent of webhook_secret_file cannot be read"):
        read_secret(settings, "webhook_secret")
