"""The country of a publisher from the web address of a report. It knows endings of addresses alone, no newspaper."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from linewatch.world.datafiles import read_lines


def country_of_url(url: str | None) -> str | None:
    """Return the ISO 3 code that an address ends in (``.co.uk``), None where it tells none (``.com``).

    Raises:
        ModelError: LW301 or LW302 when the table of endings is damaged or missing.
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return _endings().get(host.rpartition(".")[2])


@lru_cache(maxsize=1)
def _endings() -> dict[str, str]:
    return {cells[0]: cells[1] for cells in read_lines("webdomains.tsv", 2)}
