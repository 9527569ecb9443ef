"""A list of nothing says so on stderr, with the next step; data stays empty, and --quiet keeps silent."""

from __future__ import annotations

import pytest

from linewatch.store import Store
from tests.cli.conftest import Invoke


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("lines", "linewatch watch --db run.db"),
        ("alerts", "linewatch watch --db run.db"),
        ("feeds", "linewatch feeds add URL --db run.db"),
        ("rejections", "Nothing is set aside."),
    ],
)
def test_an_empty_list_says_what_to_do(linewatch: Invoke, verb: str, words: str) -> None:
    Store.open("run.db", create=True).close()
    told = linewatch(verb, "list", "--db", "run.db")
    assert (told.exit_code, told.stdout) == (0, "")
    assert words in told.stderr
    assert linewatch("--quiet", verb, "list", "--db", "run.db").stderr == ""
    assert linewatch(verb, "list", "--db", "run.db", "--format", "json").stdout == "[]\n"
