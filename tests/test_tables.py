from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.tables import Keys, files_digest, line_of, read_own_tables

TEXT = """# a remark
title = "x"

[[group]]
id = 1
[[group]] # the second
id = 2

[modality.future]
A = "B"
[[group.inner]]
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 2),
        (("group", 0), 4),
        (("group", 1, "id"), 6),
        (("modality", "future", "A"), 9),
        (("modality", "past"), 9),
        (("group", "inner"), 11),
        (("nothing",), None),
    ],
)
def test_line_of(keys: Keys, line: int | None) -> None:
    assert line_of(TEXT, keys) == line


def test_a_fault_names_file_line_and_place(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT)
    (table,) = read_own_tables([path])
    with pytest.raises(ModelError) as caught:
        table.row(dict[str, str], ("group", 1), {"id": 2})
    assert str(caught.value).startswith(f"LW305 {path}:6: expected `str`, got `int` at group[1]")


def test_a_file_that_is_no_toml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("a = 1\nb = = 2\n")
    with pytest.raises(ModelError, match=r"LW305 .*own\.toml:2: this is not TOML"):
        read_own_tables([path])


def test_a_digest_changes_with_the_files(tmp_path: Path) -> None:
    one, other = tmp_path / "1", tmp_path / "2"
    one.write_text("a")
    other.write_text("b")
    assert files_digest([one]) != files_digest([other]) != files_digest([one, other])
