"""The tables of the last layer on disk: whole or not at all, and what they say of modes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from linewatch.errors import ModelError
from linewatch.language.heads import Head, heads_digest, read_heads, save_heads
from tests.fitting.tables import WIDTH, make_heads


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    heads, path = make_heads(), tmp_path / "mine.npz"
    save_heads(path, heads)
    read = read_heads(path)
    assert (read.version, read.classes) == (heads.version, heads.classes)
    assert heads_digest(read) == heads_digest(heads)
    assert heads_digest(replace(heads, version="2")) == heads_digest(heads)
    assert read.types == {"AID", "ACCUSE", "CONCEDE", "RETREAT", "SANCTION"}
    assert [each.name for each in tmp_path.iterdir()] == ["mine.npz"]


def test_the_same_tables_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        save_heads(tmp_path / name, make_heads())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.npz"
    save_heads(path, make_heads())
    before = path.read_bytes()

    def break_off(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", break_off)
    with pytest.raises(OSError, match="No space"):
        save_heads(path, make_heads())
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(("bias", "mode"), [((9, 0), "veterinary"), ((0, 9), None), ((0, 0), "veterinary")])
def test_a_row_may_stand_for_no_mode(bias: tuple[float, float], mode: str | None) -> None:
    head = Head(("AID/veterinary", "AID/"), np.zeros((2, WIDTH), np.float32), np.array(bias, np.float32))
    heads = replace(make_heads(), parts={"mode": head})
    assert heads.mode("AID", np.zeros(WIDTH, np.float32)) == mode
    assert heads.mode("ACCUSE", np.zeros(WIDTH, np.float32)) is None


def test_a_file_of_another_kind_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="LW302"):
        read_heads(tmp_path / "nowhere")
    (tmp_path / "text").write_text("no table")
    with pytest.raises(ModelError, match="LW301"):
        read_heads(tmp_path / "text")
