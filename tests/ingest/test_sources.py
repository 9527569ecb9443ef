import logging
import os
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.ingest.sources import Found, find_documents, printable_name, reject
from linewatch.records import Rejection


def names(folder: Path) -> list[str]:
    return [
        Path(found.name).relative_to(folder).as_posix()
        for found in find_documents([str(folder)])
        if isinstance(found, Found)
    ]


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_a_folder_gives_its_documents_sorted(tmp_path: Path, logged: list[logging.LogRecord]) -> None:
    touch(
        *(
            tmp_path / name
            for name in ("b.txt", "a.html", "c/d.jsonl", "c/a.htm", ".hidden.txt", ".git/a.txt", "x.pdf", "z.json")
        )
    )
    assert names(tmp_path) == ["a.html", "b.txt", "c/a.htm", "c/d.jsonl", "z.json"]
    assert [(one.getMessage(), vars(one)["suffixes"]) for one in logged] == [("files skipped", {".pdf": 1})]


def test_links_to_folders_and_pipes_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == ["a.txt"]


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    touch(tmp_path.joinpath(*"d" * 300, "a.txt"))
    assert len(names(tmp_path)) == 1


def test_formats_by_suffix(tmp_path: Path) -> None:
    touch(tmp_path / "a.txt", tmp_path / "report")
    found = list(find_documents([str(tmp_path / "a.txt"), str(tmp_path / "report"), "-"]))
    assert [(Path(one.name).name, one.format) for one in found if isinstance(one, Found)] == [
        ("a.txt", "text"),
        ("report", None),
        ("-", None),
    ]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("nothing.txt", "LW101"),
        ("a.txt/b.txt", "LW101"),
        ("nul\0.txt", "LW101"),
        ("n" * 5_000, "LW102"),
        ("a.pdf", "LW103"),
    ],
)
def test_a_bad_path_does_not_stop_the_others(tmp_path: Path, source: str, code: str) -> None:
    touch(tmp_path / "a.txt", tmp_path / "a.pdf")
    bad, good = find_documents([str(tmp_path / source), str(tmp_path / "a.txt")])
    assert isinstance(bad, Rejection)
    assert (bad.code, bad.stage) == (code, "read")
    assert isinstance(good, Found)


def test_names_can_always_be_written() -> None:
    name = os.fsdecode(b"report-\xff.txt")
    assert printable_name(name) == "report-\ufffd.txt"
    rejection = reject(name, SourceError("LW102", "reason", "read"))
    assert rejection == Rejection("report-\ufffd.txt", "LW102", "read", "reason")
