"""The data files: named in the manifest, whole, and refused when they are not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.world import datafiles


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder in place of the package's."""
    monkeypatch.setattr(datafiles, "data_path", lambda name: tmp_path / name)
    datafiles.open_data.cache_clear()
    datafiles.read_manifest.cache_clear()
    yield tmp_path
    datafiles.open_data.cache_clear()
    datafiles.read_manifest.cache_clear()


def test_the_manifest_names_every_file_and_every_file_is_whole() -> None:
    names = {path.name for path in datafiles.data_path("").iterdir()} - {"manifest.json"}
    assert names == set(datafiles.read_manifest()["sha256"])
    for name in sorted(names):
        assert datafiles.open_data(name).is_file()


def test_the_version_is_a_day_and_a_revision() -> None:
    day, _, revision = datafiles.gazetteer_version().partition("+")
    assert len(day.split(".")) == 3
    assert revision.isdigit()


def test_a_missing_manifest_is_lw302(elsewhere: Path) -> None:
    with pytest.raises(ModelError) as caught:
        datafiles.open_data("regions.tsv")
    assert (caught.value.code, elsewhere.exists()) == ("LW302", True)


def test_a_manifest_that_is_not_json_is_lw301(elsewhere: Path) -> None:
    (elsewhere / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(ModelError) as caught:
        datafiles.gazetteer_version()
    assert caught.value.code == "LW301"


def test_a_changed_file_is_lw301_and_a_missing_one_lw302(elsewhere: Path) -> None:
    (elsewhere / "manifest.json").write_text('{"version": "1", "sha256": {"a.tsv": "00", "b.tsv": "00"}}', "utf-8")
    (elsewhere / "a.tsv").write_text("changed", "utf-8")
    for name, code in (("a.tsv", "LW301"), ("b.tsv", "LW302"), ("c.tsv", "LW302")):
        with pytest.raises(ModelError) as caught:
            datafiles.open_data(name)
        assert caught.value.code == code


def test_a_line_of_the_wrong_width_is_lw301(elsewhere: Path) -> None:
    (elsewhere / "a.tsv").write_text("# note\none\ttwo\none\n", "utf-8")
    digest = datafiles.file_digest(elsewhere / "a.tsv")
    (elsewhere / "manifest.json").write_text(f'{{"version": "1", "sha256": {{"a.tsv": "{digest}"}}}}', "utf-8")
    lines = datafiles.read_lines("a.tsv", 2)
    assert next(lines) == ["one", "two"]
    with pytest.raises(ModelError, match="line 3"):
        next(lines)
