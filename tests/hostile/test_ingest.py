"""Every hostile document gives its code, in bounded time and memory, and never a traceback."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from linewatch.ingest import read_articles
from linewatch.records import Article, Rejection
from linewatch.settings import Settings
from tests.hostile.generators import DOCUMENTS, SENTENCE, truncated_gzip

SETTINGS = Settings(html_timeout_s=2)
LONGEST_S = 8.0  # the page limit, the start of a child, and a slow machine
LARGEST_GROWTH_KB = 150_000


def codes(results: list[Article | Rejection]) -> list[str]:
    return [one.code if isinstance(one, Rejection) else "ok" for one in results]


def read(*sources: Path) -> list[Article | Rejection]:
    return list(read_articles([str(source) for source in sources], settings=SETTINGS))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_gives_its_code(tmp_path: Path, name: str) -> None:
    make, expected = DOCUMENTS[name]
    path = tmp_path / name
    path.write_bytes(make())
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started_s = time.perf_counter()
    found = codes(read(path))
    assert time.perf_counter() - started_s < LONGEST_S
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < LARGEST_GROWTH_KB
    assert len(found) == len(expected)
    assert [code for code, allowed in zip(found, expected, strict=True) if code not in allowed.split("|")] == []


def test_the_good_are_read_among_the_bad(tmp_path: Path) -> None:
    names = [name for name in DOCUMENTS if not name.endswith((".gz", ".html"))]
    for name in names:
        (tmp_path / name).write_bytes(DOCUMENTS[name][0]())
    expected = [code for name in sorted(names) for code in DOCUMENTS[name][1]]
    found = codes(read(tmp_path))
    assert [code in allowed.split("|") for code, allowed in zip(found, expected, strict=True)] == [True] * len(expected)


def test_a_rejection_says_where_why_and_what_next(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(DOCUMENTS["lines.jsonl"][0]())
    for one in read(path):
        if isinstance(one, Rejection):
            assert one.source.startswith(f"{path}:")
            assert one.stage in ("read", "parse", "extract")
            assert ";" in one.reason
            assert "\n" not in one.reason


def test_addresses_that_do_harm_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(DOCUMENTS["lines.jsonl"][0]())
    assert {one.url for one in read(path) if isinstance(one, Article)} == {None}


def test_records_before_the_cut_of_a_gzip_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "truncated.jsonl.gz"
    path.write_bytes(truncated_gzip())
    *kept, last = codes(read(path))
    assert last == "LW102"
    assert set(kept) == {"ok"}
    assert len(kept) > 2_000


def test_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "x.txt"
    folder.mkdir()
    (folder / "y.txt").write_text(SENTENCE)
    assert codes(read(folder)) == ["ok"]
    assert codes(read(tmp_path)) == ["ok"]


def test_a_file_of_fifty_megabytes_never_enters_memory(tmp_path: Path) -> None:
    for name in ("sparse.txt", "sparse.html", "sparse.json", "sparse.jsonl"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(50_000_000)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert codes(read(tmp_path)) == ["LW205"] * 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 60_000


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")  # opens, and fails on the first read, for root too
    (tmp_path / "b.txt").write_text(SENTENCE)
    assert codes(read(tmp_path)) == ["LW102", "ok"]


def test_an_endless_device_is_bounded() -> None:
    assert codes(read(Path("/dev/zero"))) == ["LW205"]
    assert codes(read(Path("/dev/null"))) == ["LW201"]


def test_file_names_of_any_bytes(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118 - bytes
    with open(name, "wb"):  # noqa: PTH123
        pass
    (rejection,) = read(tmp_path)
    assert isinstance(rejection, Rejection)
    assert rejection.source.encode("utf-8").endswith("caf\ufffd.txt".encode())
