from __future__ import annotations

import json
import re
import stat
from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import WebError
from linewatch.web.tokens import add_token, digest, drop_token, make_token, match_token, read_tokens, write_tokens

TODAY = date(2031, 3, 6)


def test_a_token_has_256_bits_and_the_file_none_of_them(tmp_path: Path) -> None:
    secret, token = make_token("Ada", "write", today=TODAY, days=3)
    write_tokens(tmp_path / "tokens.json", [token])
    text = (tmp_path / "tokens.json").read_text("utf-8")
    assert re.fullmatch(r"lwt_[A-Za-z0-9_-]{43}", secret)
    assert secret not in text
    assert digest(secret) in text
    assert stat.S_IMODE((tmp_path / "tokens.json").stat().st_mode) == 0o600
    assert read_tokens(tmp_path / "tokens.json") == (token,)


def test_a_token_is_good_until_the_end_of_its_last_day() -> None:
    secret, token = make_token("Ada", "read", today=TODAY, days=1)
    assert match_token(secret, [token], today=date(2031, 3, 7)) == token
    assert match_token(secret, [token], today=date(2031, 3, 8)) is None
    assert match_token(secret + "x", [token], today=TODAY) is None


@pytest.mark.parametrize(("scope", "allowed"), [("read", "r"), ("write", "rw"), ("admin", "rwa")])
def test_a_scope_includes_the_lesser_ones(scope: str, allowed: str) -> None:
    _, token = make_token("Ada", scope, today=TODAY)  # type: ignore[arg-type]
    assert "".join(name[0] for name in ("read", "write", "admin") if token.allows(name)) == allowed  # type: ignore[arg-type]


def test_names_are_unique_and_known() -> None:
    _, token = make_token("Ada", "read", today=TODAY)
    with pytest.raises(WebError, match="LW614 Ada"):
        add_token([token], token)
    assert drop_token([token], "Ada") == ()
    with pytest.raises(WebError, match="LW614 Bob"):
        drop_token([token], "Bob")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", json.dumps({"tokens": [{"name": "Ada"}]}), json.dumps({"tokens": 1}), "\xff"]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(text, "latin-1")
    with pytest.raises(WebError, match="LW614"):
        read_tokens(path)


def test_a_scope_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    row = {"name": "Ada", "scope": "root", "sha256": "0", "created_on": "2031-03-06", "expires_on": None}
    (tmp_path / "tokens.json").write_text(json.dumps({"tokens": [row]}), "utf-8")
    with pytest.raises(WebError, match="LW614"):
        read_tokens(tmp_path / "tokens.json")


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(WebError, match=r"LW614 .*none\.json: cannot be read"):
        read_tokens(tmp_path / "none.json")
