"""The tables of the readers, from ``data/ingest.toml``: formats, keys, words of dates, page furniture."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from linewatch.errors import ModelError


@cache
def ingest_tables() -> dict[str, Any]:
    """Return the tables, read once.

    Raises:
        ModelError: LW302 or LW301 when the file is missing or damaged.
    """
    try:
        return tomllib.loads(files("linewatch").joinpath("data/ingest.toml").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError("LW302", "data/ingest.toml is missing; install linewatch again", "ingest") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reason = f"data/ingest.toml is damaged ({error}); install linewatch again"
        raise ModelError("LW301", reason, "ingest") from error


def either(words: list[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
