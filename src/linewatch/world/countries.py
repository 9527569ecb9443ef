"""Countries by what news calls them: names, adjectives, peoples, capitals and the seats of their governments.

Takes a phrase, gives an ISO 3166-1 alpha-3 code and how the phrase names the country. Entities whose statehood is
disputed stand under the state that claims the land and say so. Source: PLOVER manual draft 2.0, on actor codes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from linewatch.errors import ModelError
from linewatch.world.names import NameTree, Word, bare_words, plural_forms

How = Literal["name", "adjective", "people", "capital", "metonym"]

_IRREGULAR = {"German": "Germans", "Ottoman": "Ottomans"}
_SAME_IN_PLURAL = ("ese", "ish", "sh", "ch", "ss", "i-Kiribati")


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country as a phrase names it; `is_disputed` means a claimed entity under the state that claims it."""

    iso3: str
    how: How
    is_disputed: bool
    name: str


def read_table(name: str) -> dict[str, Any]:
    """Return a TOML table of the package data.

    Raises:
        ModelError: LW302 when the file is missing, LW301 when it is not TOML.
    """
    path = files("linewatch") / "data" / name
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError("LW302", f"the data file {name} is missing; install linewatch again", "world") from error
    except ValueError as error:
        raise ModelError("LW301", f"the data file {name} is not TOML; install linewatch again", "world") from error


class CountryBook:
    """All countries of countries.toml."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.tree: NameTree[CountryMatch] = NameTree()
        self._cased = frozenset(table["cased"])
        for group in ("states", "claimed", "parts", "former"):
            for row in table[group]:
                for name, match in _forms(row, group == "claimed"):
                    self.tree.add(name, match)

    def add_own(self, name: str, iso3: str) -> None:
        """Add a name of a country that comes before all others."""
        self.tree.add(name, CountryMatch(iso3, "name", False, name.title()), is_first=True)

    def add_state(self, row: dict[str, Any]) -> None:
        """Add a state of the user's own in the form of the table, before all others."""
        for name, match in _forms(row, False):
            self.tree.add(name, match, is_first=True)

    def country(self, phrase: str) -> CountryMatch | None:
        """Return the country that the whole phrase names, or None; of "Town, Country" the last part counts."""
        for part in (phrase, *reversed(phrase.split(","))):
            match = self._whole(bare_words(part))
            if match is not None:
                return match
        return None

    def _whole(self, words: Sequence[Word]) -> CountryMatch | None:
        if len(words) == 1 and words[0].key in self._cased and not words[0].is_capital:
            return None
        found = self.tree.match_all(words)
        return found[0] if found else None


def _forms(row: dict[str, Any], is_disputed: bool) -> Iterator[tuple[str, CountryMatch]]:
    """Yield every way to name one country."""

    def match(how: How) -> CountryMatch:
        return CountryMatch(row["iso3"], how, is_disputed, row["name"])

    for name in (row["name"], *row.get("aliases", ())):
        yield name, match("name")
    for adjective in row.get("adjectives", ()):
        yield adjective, match("adjective")
    for people in (*row.get("adjectives", ()), *row.get("people", ())):
        if people in row.get("people", ()):
            yield people, match("people")
        if not people.endswith(_SAME_IN_PLURAL):
            for plural in plural_forms(people, _IRREGULAR):
                yield plural, match("people")
    if "capital" in row:
        yield row["capital"], match("capital")
    for metonym in row.get("metonyms", ()):
        yield metonym, match("metonym")
