"""Roles and titles: what a noun phrase says that somebody is, as a PLOVER sector. Tables: data/actors.toml.

Takes phrases; gives the role words with their place in the phrase and the sector. A role that says nothing by itself
("spokesman", "leader") takes the sector of the body named with it, and no sector where none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linewatch.records import EntityKind
from linewatch.world.names import NameTree, Word, name_end, phrase_words, plural_forms

BodyFinder = Callable[[Sequence[Word], int], tuple[int, str | None, str | None] | None]
"""Gives for a word the end, country and sector of the organisation or country named there."""


@dataclass(frozen=True, slots=True)
class Role:
    """Role words of a phrase: ``phrase[start:end] == text``."""

    text: str
    start: int
    end: int
    sector: str | None
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Title:
    """The title before a name: its characters ``phrase[:end] == text``, number of words, sector and country."""

    text: str
    words: int
    end: int
    sector: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    sector: str | None
    kind: EntityKind
    takes_body: bool


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int  # exclusive
    entry: _Entry


class RoleBook:
    """All roles and titles of actors.toml."""

    def __init__(self, table: dict[str, Any], find_body: BodyFinder) -> None:
        words = table["words"]
        self._find_body = find_body
        self._stops = frozenset(words["stops"])
        self._links = frozenset(words["links"])
        self._former = frozenset(words["former"])
        self._office = frozenset(words["office_sectors"])
        self._roles: NameTree[_Entry] = NameTree(table["spellings"])
        self._titles: NameTree[_Entry] = NameTree(table["spellings"])
        self._bodies: NameTree[bool] = NameTree(table["spellings"])
        self._takes_body = frozenset(words["takes_body"])
        self._irregular: dict[str, str] = table["plurals"]
        self.add_table(table)

    def add_table(self, table: Mapping[str, Any], *, is_first: bool = False) -> None:
        """Add the roles and titles of a table, before those that are known where it `is_first`."""
        for sector, kinds in table.get("roles", {}).items():
            for kind, nouns in kinds.items():
                for noun in nouns:
                    takes_body = noun in self._takes_body or sector == "ANY"
                    entry = _Entry(None if sector == "ANY" else sector, kind, takes_body)
                    plurals = plural_forms(noun, self._irregular) if kind in ("person", "organisation") else ()
                    self._add(noun, plurals, entry, is_first)
        for sector, nouns in table.get("titles", {}).items():
            for noun in nouns:
                entry = _Entry(None if sector == "ANY" else sector, "person", sector == "ANY")
                self._titles.add(noun, entry, is_first=is_first)

    def add_body(self, noun: str) -> None:
        """Add a word of the user's own for a body of no one country."""
        self._bodies.add(noun, True)

    def names_body(self, phrase: str) -> bool:
        """Say whether a word of the phrase is one of the user's for a body of no one country."""
        words = phrase_words(phrase)
        return any(self._bodies.match(words, index) is not None for index in range(len(words)))

    def add_agent(self, noun: str, plurals: Iterable[str], sector: str | None, *, makes_plural: bool) -> None:
        """Add a role of the user's own, before all others; what it is, person or body, its last words may tell."""
        like = self.role(noun)
        kind = like.kind if like is not None and like.end == len(noun) else "unknown"
        made = plural_forms(noun, self._irregular) if makes_plural else ()
        self._add(noun, (*plurals, *made), _Entry(sector, kind, takes_body=sector is None), is_first=True)

    def _add(self, noun: str, plurals: Iterable[str], entry: _Entry, is_first: bool) -> None:
        several = _Entry(entry.sector, "group", entry.takes_body) if entry.kind == "person" else entry
        self._roles.add(noun, entry, is_first=is_first)
        for plural in plurals:
            self._roles.add(plural, several, is_first=is_first)
        if entry.kind == "person":
            self._titles.add(noun, entry, is_first=is_first)

    def role(self, phrase: str) -> Role | None:
        """Return the role that heads the phrase: the last one before the first "of", "in", "for" and the like."""
        words = phrase_words(phrase)
        found = self._find_roles(words)
        head = self._head(words, found)
        if head is None:
            return None
        start, end = words[head.first].start, name_end(phrase, words, head.first, head.last)
        return Role(phrase[start:end], start, end, self._sector(words, found, head), head.entry.kind)

    def _find_roles(self, words: Sequence[Word]) -> list[_Found]:
        found: list[_Found] = []
        index = 0
        while index < len(words):
            match = self._roles.match(words, index)
            if match is None:
                index += 1
            else:
                found.append(_Found(index, match[0], match[1][0]))
                index = match[0]
        return found

    def _head(self, words: Sequence[Word], found: list[_Found]) -> _Found | None:
        head: _Found | None = None
        for match in found:
            if head is not None and self._is_broken(words, head.last, match.first):
                break
            head = match
        return head

    def _is_broken(self, words: Sequence[Word], first: int, last: int) -> bool:
        has_stop = any(word.key in self._stops for word in words[first:last])
        return has_stop or any(not word.is_joined for word in words[first : last + 1])

    def _sector(self, words: Sequence[Word], found: list[_Found], head: _Found) -> str | None:
        if head.first and words[head.first - 1].key in self._former and head.entry.sector in self._office:
            return "ELI"
        if not head.entry.takes_body:
            return head.entry.sector
        others = [match for match in reversed(found) if match.last <= head.first]
        others += [match for match in found if match.first >= head.last]
        before = [self._body(words, index) for index in range(head.first - 1, -1, -1)]
        after = [self._body(words, index) for index in range(head.last, len(words))]
        told = (*before, *after, *(match.entry.sector for match in others), head.entry.sector)
        return next((sector for sector in told if sector), None)

    def _body(self, words: Sequence[Word], index: int) -> str | None:
        body = self._find_body(words, index)
        return body[2] if body is not None else None

    def title(self, phrase: str) -> Title | None:
        """Return the title that opens the phrase, or None where no title stands before a capitalised name."""
        words = phrase_words(phrase)
        reader = _TitleReader()
        index = 0
        while index < len(words):
            step = self._title_step(words, index, reader)
            if step == index:
                break
            index = step
        if not reader.last or reader.last >= len(words) or not words[reader.last].is_capital:
            return None
        end = words[reader.last - 1].end
        end += phrase[end : end + 1] == "."
        sector = reader.sector or reader.body_sector
        is_former = any(word.key in self._former for word in words[: reader.last])
        return Title(
            phrase[:end], reader.last, end, "ELI" if is_former and sector in self._office else sector, reader.country
        )

    def _title_step(self, words: Sequence[Word], index: int, reader: _TitleReader) -> int:
        """Return the word after the part of a title at `index`, or `index` where no title goes on."""
        match = self._longest_title(words, index)
        body = self._find_body(words, index)
        if body is not None and (match is None or body[0] > match[0]):
            reader.take_body(body, is_linked=index > 0 and words[index - 1].key in self._links)
            return body[0]
        if match is not None:
            reader.take_title(match[0], match[1])
            return match[0]
        office = self._roles.match(words, index)
        if office is not None:  # "Foreign Ministry", "army": a body, and a title only with a person's role after it
            reader.body_sector = reader.body_sector or office[1][0].sector
            return office[0]
        return index + 1 if index and words[index].key in self._links else index

    def _longest_title(self, words: Sequence[Word], index: int) -> tuple[int, _Entry] | None:
        match = self._titles.match(words, index)
        return None if match is None else (match[0], match[1][0])


class _TitleReader:
    """What a title has told so far."""

    def __init__(self) -> None:
        self.last = 0
        self.sector: str | None = None
        self.body_sector: str | None = None
        self.country: str | None = None
        self._told: tuple[str | None, str | None] = None, None  # of a body that is not yet known to be in the title

    def take_title(self, end: int, entry: _Entry) -> None:
        self._settle()
        if self.sector is None and not (entry.takes_body and self.body_sector):
            self.sector = entry.sector
        self.last = end

    def take_body(self, body: tuple[int, str | None, str | None], *, is_linked: bool) -> None:
        """Take in a body: one that no title word follows may be the name itself ("Minister Sarova")."""
        end, country, sector = body
        self._told = self._told[0] or country, self._told[1] or sector
        if is_linked and self.last:
            self._settle()
            self.last = end

    def _settle(self) -> None:
        self.country = self.country or self._told[0]
        self.body_sector = self.body_sector or self._told[1]
        self._told = None, None
