"""The user's own actors: dictionaries of PETRARCH and tables in the form of data/actors.toml, read and checked.

Takes paths; gives entries for the actor book. A ``.toml`` file is a table, every other file a dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from linewatch.records import EntityKind
from linewatch.tables import Keys, OwnTable, read_own_tables
from linewatch.world.actorcodes import CodedActor, read_actor_code, read_sector
from linewatch.world.dictionaries import AgentEntry, Dictionary, read_dictionary
from linewatch.world.discards import Discards
from linewatch.world.known import Entry, Known

_TABLES = ("spellings", "plurals", "words", "roles", "titles", "organisations", "holders", "states")


class _Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    aliases: tuple[str, ...] = ()


class _Organisation(_Named, frozen=True, forbid_unknown_fields=True, rename={"from_on": "from", "until_on": "until"}):
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    shared: bool = False
    from_on: date | None = None
    until_on: date | None = None


class _Organisations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: EntityKind
    rows: tuple[_Organisation, ...]
    sector: str | None = None
    code: str | None = None


class _Person(_Named, frozen=True, forbid_unknown_fields=True, rename={"from_on": "from", "until_on": "until"}):
    surname: str | None = None
    from_on: date | None = None
    until_on: date | None = None


class _Holders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sector: str
    people: tuple[_Person, ...]
    country: str | None = None
    code: str | None = None


class _State(_Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    iso3: str
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnActors:
    """Everything of the user's that the actor book takes in."""

    tables: tuple[OwnTable, ...] = ()
    dictionaries: tuple[Dictionary, ...] = ()

    @property
    def discards(self) -> Discards:
        """The discard phrases of all dictionaries."""
        phrases = [phrase for dictionary in self.dictionaries for phrase in dictionary.discards]
        return Discards.of(phrases) if phrases else Discards()

    def merged(self, actors: dict[str, Any]) -> dict[str, Any]:
        """Return the shipped table with the user's spellings, plurals and word lists in it."""
        merged = dict(actors)
        for table in self.tables:
            for name in ("spellings", "plurals"):
                merged[name] = {**merged[name], **table.content.get(name, {})}
            own = table.content.get("words", {})
            merged["words"] = {key: [*words, *own.get(key, ())] for key, words in merged["words"].items()}
        return merged

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield every name of every actor of the dictionaries."""
        for dictionary in self.dictionaries:
            for actor in dictionary.actors:
                rule = f"{dictionary.path.name}:{actor.line}"
                for code in actor.codes:
                    known = _known(actor.names[0], code.codes, rule)
                    is_alone = len(actor.codes) == len(code.codes) == 1 and not code.is_dated
                    is_plain = is_alone and read_actor_code(code.codes[0]).is_plain
                    entry = Entry(known, code.from_on, code.until_on, is_own=True, is_plain=is_plain)
                    for name in actor.names:
                        yield name, entry

    def agents(self) -> Iterator[tuple[AgentEntry, str | None]]:
        """Yield every agent of the dictionaries with its sector."""
        for dictionary in self.dictionaries:
            for agent in dictionary.agents:
                yield agent, read_sector(agent.code)


def read_own_actors(paths: Iterable[Path], sectors: frozenset[str]) -> OwnActors:
    """Return what the user's files say of actors; `sectors` are those that a table may use.

    Raises:
        ModelError: LW305 an entry is wrong, LW306 a file cannot be read.
    """
    paths = list(paths)
    tables = read_own_tables(path for path in paths if path.suffix.lower() == ".toml")
    for table in tables:
        _check_table(table, sectors | {"ANY"})
    dictionaries = (read_dictionary(path) for path in paths if path.suffix.lower() != ".toml")
    return OwnActors(tuple(tables), tuple(dictionaries))


def _known(name: str, codes: tuple[str, ...], rule: str) -> Known:
    """Return the actor of a name with its codes: the first, and the others beside it."""
    first, *others = (_of_code(name, read_actor_code(code), rule) for code in codes)
    return replace(first, also=tuple(others))


def _of_code(name: str, coded: CodedActor, rule: str) -> Known:
    sector = coded.sector or ("GOV" if coded.kind == "state" else None)
    return Known(name, coded.country, sector, coded.kind, coded.body, rule, is_nobody=coded.is_nobody, is_own=True)


def _check_table(table: OwnTable, sectors: frozenset[str]) -> None:
    """Check every row of a table; what it holds is then as safe as the shipped one."""
    content = table.content
    table.check_keys(_TABLES)
    for name in ("spellings", "plurals"):
        table.row(dict[str, str], (name,), content.get(name, {}))
    table.row(dict[str, list[str]], ("words",), content.get("words", {}))
    for sector, kinds in table.row(dict[str, dict[str, object]], ("roles",), content.get("roles", {})).items():
        _check_sector(table, ("roles", sector), sector, sectors)
        table.row(dict[EntityKind, list[str]], ("roles", sector), kinds)
    for sector, titles in table.row(dict[str, object], ("titles",), content.get("titles", {})).items():
        _check_sector(table, ("titles",), sector, sectors)
        table.row(list[str], ("titles", sector), titles)
    for name, group in table.row(dict[str, object], ("organisations",), content.get("organisations", {})).items():
        keys = ("organisations", name)
        organisations = table.row(_Organisations, keys, group)
        for given in (organisations.sector, *(row.sector for row in organisations.rows)):
            _check_sector(table, keys, given, sectors)
    for index, holders in enumerate(table.row(list[object], ("holders",), content.get("holders", []))):
        _check_sector(table, ("holders", index), table.row(_Holders, ("holders", index), holders).sector, sectors)
    for index, state in enumerate(table.row(list[object], ("states",), content.get("states", []))):
        table.row(_State, ("states", index), state)


def _check_sector(table: OwnTable, keys: Keys, sector: str | None, sectors: frozenset[str]) -> None:
    if sector is not None and sector not in sectors:
        raise table.fault(keys, f"there is no sector {sector}; use one of {', '.join(sorted(sectors))}")
