from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import WebError
from linewatch.web.serve import check_address, is_loopback, make_keeper
from linewatch.web.tokens import make_token, write_tokens
from tests.web.conftest import TODAY


@pytest.mark.parametrize(
    ("host", "is_open"),
    [
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("localhost", False),
        ("::1", False),
        ("[::1]", False),
        ("::ffff:127.0.0.1", False),
        ("0.0.0.0", True),
        ("::", True),
        ("[::]", True),
        ("192.168.1.7", True),
        ("::ffff:192.168.1.7", True),
        ("10.0.0.1", True),
        ("fe80::1", True),
        ("linewatch.example", True),
        ("localhost.example", True),
        ("", True),
        ("/run/linewatch.sock", True),
    ],
)
def test_only_loopback_needs_no_token(host: str, is_open: bool, tmp_path: Path) -> None:
    assert is_loopback(host) is not is_open
    if is_open:
        with pytest.raises(WebError, match="LW601") as caught:
            check_address(host, None)
        assert caught.value.exit_code == 2
    else:
        check_address(host, None)
    tokens = tmp_path / "tokens.json"
    write_tokens(tokens, [make_token("Ada", "read", today=TODAY)[1]])
    check_address(host, tokens)


def test_a_file_without_a_token_opens_nothing(tmp_path: Path) -> None:
    write_tokens(tmp_path / "tokens.json", [])
    with pytest.raises(WebError, match="LW614"):
        check_address("127.0.0.1", tmp_path / "tokens.json")


def test_the_names_that_are_ours_are_few_and_never_any() -> None:
    assert make_keeper("127.0.0.1", None, ()).hosts == {"127.0.0.1", "localhost", "[::1]"}
    assert make_keeper("0.0.0.0", None, ["Watch.example"]).hosts == {"127.0.0.1", "localhost", "[::1]", "watch.example"}
    assert "[fd00::7]" in make_keeper("fd00::7", None, ()).hosts
    assert make_keeper("127.0.0.1", None, ()).read_tokens is None
