"""The data files of this room: found, checked against the manifest, opened.

Takes a file name; gives the path of a file whose SHA-256 is the one in ``data/world/manifest.json``. The manifest
also holds the version of the gazetteer and the registry packages that it was built from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from linewatch.errors import ModelError

_NEXT = "install linewatch again"


def data_path(name: str) -> Path:
    """Return the path of a data file of this room, existing or not."""
    return Path(str(files("linewatch"))) / "data" / "world" / name


@lru_cache(maxsize=1)
def read_manifest() -> dict[str, Any]:
    """Return the manifest: ``version``, ``built_on``, ``packages`` and ``sha256`` by file name.

    Raises:
        ModelError: LW302 when it is missing, LW301 when it is not JSON.
    """
    try:
        manifest: dict[str, Any] = json.loads(data_path("manifest.json").read_text("utf-8"))
    except OSError as error:
        raise ModelError("LW302", f"the manifest of the world data is missing; {_NEXT}", "world") from error
    except ValueError as error:
        raise ModelError("LW301", f"the manifest of the world data is not JSON; {_NEXT}", "world") from error
    return manifest


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@lru_cache(maxsize=16)
def open_data(name: str) -> Path:
    """Return the path of a data file after checking its bytes; the check is done once per process.

    Raises:
        ModelError: LW302 when the file or its manifest entry is missing, LW301 when the bytes differ.
    """
    path = data_path(name)
    expected = read_manifest()["sha256"].get(name)
    if expected is None or not path.is_file():
        raise ModelError("LW302", f"the data file {name} is missing; {_NEXT}", "world")
    if file_digest(path) != expected:
        raise ModelError("LW301", f"the data file {name} is damaged; {_NEXT}", "world")
    return path


def read_lines(name: str, width: int) -> Iterator[list[str]]:
    """Yield the cells of each line of a tab-separated data file, comments and the heading left out.

    Raises:
        ModelError: LW301 or LW302 as `open_data`; LW301 when a line has not `width` cells.
    """
    for number, line in enumerate(open_data(name).read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or not line or (cells[0], cells[-1]) == ("name", "disputed"):
            continue
        if len(cells) != width:
            raise ModelError("LW301", f"line {number} of {name} has {len(cells)} cells, not {width}; mend it", "world")
        yield cells


def gazetteer_version() -> str:
    """Return the version of the gazetteer and border data, such as ``2026.09.26+1``.

    Raises:
        ModelError: LW301 or LW302 as `read_manifest`.
    """
    return str(read_manifest()["version"])
