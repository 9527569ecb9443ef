"""Who acts: organisations, armed groups and holders of office by name; roles, titles and countries by phrase.

Takes phrases and texts, gives country, PLOVER sector and kind, with the rule that knew it. Entries may hold for some
time only: give the day of the report. A name that the book does not know gives None, never the likeliest guess.
Tables: data/actors.toml and data/countries.toml. Source of the sectors: PLOVER manual draft 2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from linewatch.records import EntityKind
from linewatch.world.countries import CountryBook, CountryMatch, read_table
from linewatch.world.known import Entry, Known, own_first, pick_entry
from linewatch.world.names import NameTree, Word, bare_words, name_end, read_words
from linewatch.world.ownactors import OwnActors
from linewatch.world.roles import Role, RoleBook, Title

__all__ = ["ActorBook", "CountryMatch", "Known", "Role", "Title"]

_CAPITALS_IN_A_ROW = 4  # a run of this many words in capitals is a headline, where acronyms cannot be told from words

_MOST_KEPT = 8_192  # phrases whose answers are kept

Asked = TypeVar("Asked")
Told = TypeVar("Told")


class ActorBook:
    """The actors that Linewatch knows. Open it with `ActorBook.open`; it never changes afterwards."""

    def __init__(self, actors: dict[str, Any], countries: dict[str, Any], own: OwnActors | None = None) -> None:
        own = own or OwnActors()
        actors = own.merged(actors)
        self._countries = CountryBook(countries)
        self._names: NameTree[Entry] = NameTree(actors["spellings"])
        self._holders: NameTree[Entry] = NameTree()
        self._surnames: NameTree[Entry] = NameTree()
        self._wordlike = frozenset(actors["words"]["wordlike"])
        self._lone = frozenset(actors["words"]["lone"])
        self._plain = frozenset(actors["words"]["plain_surnames"])
        self._office = frozenset(actors["words"]["office_sectors"])
        for name, entry in _organisations(actors["organisations"]):
            self._names.add(name, entry)
        self._add_holders(actors["holders"])
        self._roles = RoleBook(actors, self._body_at)
        self._add_own(own)
        # An article asks of its phrases again and again; from here on no answer changes.
        self._countries_told: dict[str, CountryMatch | None] = {}
        self._roles_told: dict[str, Role | None] = {}
        self._names_told: dict[tuple[str, date | None], Known | None] = {}

    @classmethod
    def open(cls) -> ActorBook:
        """Return the book of the package data; it is read once per process.

        Raises:
            ModelError: LW301 or LW302 when a table is damaged or missing.
        """
        return _open_book()

    @staticmethod
    def extended(own: OwnActors) -> ActorBook:
        """Return a book with the package data and the user's own actors, which win.

        Raises:
            ModelError: LW301 or LW302 when a table is damaged or missing.
        """
        return ActorBook(read_table("actors.toml"), read_table("countries.toml"), own)

    def country(self, phrase: str) -> CountryMatch | None:
        """Return the country that the whole phrase names ("Iran", "the Turks", "Baku's"), or None."""
        return _keep(self._countries_told, phrase, self._countries.country)

    def role(self, phrase: str) -> Role | None:
        """Return the role that heads the phrase with its place and sector, in singular or plural, or None."""
        return _keep(self._roles_told, phrase, self._roles.role)

    def names_body(self, phrase: str) -> bool:
        """Say whether a word of the phrase is one of the user's for a body of no one country."""
        return self._roles.names_body(phrase)

    def title(self, phrase: str) -> Title | None:
        """Return the title at the start of a phrase that goes on with a name, or None."""
        return self._roles.title(phrase)

    def named(self, phrase: str, on: date | None = None) -> Known | None:
        """Return the organisation, armed group or holder of office that the phrase names, or None.

        A surname alone counts where one known holder of it is in office on the day `on`, or where only one holder is
        known and no day is given. Former holders of office have the sector ELI.
        """
        return _keep(self._names_told, (phrase, on), self._read_name)

    def _read_name(self, asked: tuple[str, date | None]) -> Known | None:
        phrase, on = asked
        words = bare_words(phrase)
        for candidate in self._readings(phrase, words):
            found = self._names.match_all(candidate)
            entry = pick_entry(found, on)
            if entry is not None and not self._is_headline(candidate, 0, len(candidate)):
                return None if entry.is_plain else entry.known
            person = self._person(candidate, on)
            if person is not None:
                return person
        return self._owned(words, on)

    def find_names(self, text: str, on: date | None = None) -> list[tuple[int, int, Known]]:
        """Return all organisations, countries, capitals and metonyms in a text, longest first, none overlapping.

        Each is (start, end, known) in characters of the text. Runs in linear time.
        """
        words = read_words(text)
        found: list[tuple[int, int, Known]] = []
        index = 0
        while index < len(words):
            match = self._name_at(words, index, on)
            if match is None:
                index += 1
                continue
            end, known, is_shared = match
            span = (words[index].start, name_end(text, words, index, end))
            if is_shared and found and found[-1][2].country and words[index].is_joined and span[0] - found[-1][1] <= 3:
                known = replace(known, country=found[-1][2].country)
            found.append((*span, known))
            index = end
        return found

    def _name_at(self, words: Sequence[Word], index: int, on: date | None) -> tuple[int, Known, bool] | None:
        name = self._names.match(words, index, needs_capitals=True)
        country = self._countries.tree.match(words, index, needs_capitals=True)
        if name is not None and (country is None or name[0] >= country[0]):
            end, entries = name
            if self._is_headline(words, index, end) or self._is_within_name(words, index, end):
                return None
            picked = pick_entry(entries, on)
            if picked is not None:
                return end, picked.known, picked.is_shared
        if country is None or self._is_headline(words, index, country[0]):
            return None
        return country[0], _known_country(country[1][0]), False

    def _is_headline(self, words: Sequence[Word], first: int, end: int) -> bool:
        """Say whether an acronym that is also a word stands among capitals only."""
        if end - first != 1 or words[first].text not in self._wordlike:
            return False
        before = first
        while before and words[before - 1].text.isupper() and first - before < _CAPITALS_IN_A_ROW:
            before -= 1
        while end < len(words) and words[end].text.isupper() and end - first < _CAPITALS_IN_A_ROW:
            end += 1
        return end - before >= _CAPITALS_IN_A_ROW

    def _is_within_name(self, words: Sequence[Word], first: int, end: int) -> bool:
        """Say whether a name that is a common word stands beside a capitalised word ("Abdel Fatah")."""
        if end - first != 1 or words[first].text not in self._lone:
            return False
        sides = [*(words[first - 1 : first] if words[first].is_joined else ())]
        sides += [word for word in words[end : end + 1] if word.is_joined]
        return any(word.text[0].isupper() and word.key != "the" for word in sides)

    def _readings(self, phrase: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Yield the words of a phrase as they are, then without the title before the name."""
        yield words
        title = self._roles.title(phrase)
        if title is not None:
            yield bare_words(phrase[title.end :].strip())

    def _owned(self, words: Sequence[Word], on: date | None) -> Known | None:
        """Return the organisation at the end of a phrase that begins with its country: "Iran's Quds Force"."""
        owner = self._countries.tree.match(words, 0, needs_capitals=True)
        if owner is None:
            return None
        first = owner[0] + (owner[0] < len(words) and words[owner[0]].key == "s")
        entry, country = pick_entry(self._names.match_all(words[first:]), on), owner[1][0].iso3
        if entry is None or entry.is_plain:
            return None
        if entry.is_shared:
            return replace(entry.known, country=country)
        return entry.known if entry.known.country in (country, None) else None

    def _person(self, words: Sequence[Word], on: date | None) -> Known | None:
        if not words or not words[0].is_capital:
            return None
        found = own_first(self._holders.match_all(words))
        if found:
            return self._in_office(found, on)
        if " ".join(word.key for word in words) in self._plain:
            return None
        found = own_first(self._surnames.match_all(words))
        if on is not None:
            found = [entry for entry in found if entry.holds(on)]
        same = {(entry.known.country, entry.known.sector) for entry in found}
        if len(same) != 1:
            return None
        known = found[0].known
        names = {entry.known.name for entry in found}
        return known if len(names) == 1 else replace(known, name=" ".join(word.text for word in words))

    def _in_office(self, entries: list[Entry], on: date | None) -> Known:
        """Return the person as of the day: in office, before it (no sector) or after it (ELI)."""
        if on is None:
            return entries[-1].known
        current = [entry for entry in entries if entry.holds(on)]
        if current:
            return current[-1].known
        past = [entry for entry in entries if entry.until_on is not None and entry.until_on < on]
        known = entries[0].known if not past else past[-1].known
        if known.sector not in self._office:
            return known
        return replace(known, sector="ELI" if past else None)

    def _body_at(self, words: Sequence[Word], index: int) -> tuple[int, str | None, str | None] | None:
        """Return end, country and sector of the organisation or country named at a word."""
        name = self._names.match(words, index, needs_capitals=True)
        country = self._countries.tree.match(words, index, needs_capitals=True)
        if name is not None and (country is None or name[0] >= country[0]):
            entry = pick_entry(name[1], None)
            if entry is not None:
                return name[0], entry.known.country, None if entry.is_plain else entry.known.sector
        if country is None:
            return None
        return country[0], country[1][0].iso3, _seat_sector(country[1][0])

    def _add_own(self, own: OwnActors) -> None:
        """Add the user's own actors and roles."""
        for name, entry in own.entries():
            self._names.add(name, entry)
            if entry.is_plain and entry.known.country:
                self._countries.add_own(name, entry.known.country)
        for table in own.tables:
            for name, entry in _organisations(table.content.get("organisations", {}), table.path.name):
                self._names.add(name, entry)
            self._add_holders(table.content.get("holders", ()), table.path.name)
            for row in table.content.get("states", ()):
                self._countries.add_state(row)
            self._roles.add_table(table.content, is_first=True)
        for agent, sector in own.agents():
            for noun in (*agent.singulars, *agent.plurals) if agent.is_body else ():
                self._roles.add_body(noun)
            for noun in agent.singulars:
                self._roles.add_agent(noun, agent.plurals, sector, makes_plural=agent.makes_plural)

    def _add_holders(self, groups: Iterable[dict[str, Any]], own_file: str | None = None) -> None:
        for group in groups:
            for row in group["people"]:
                country, code, rule = group.get("country"), group.get("code"), f"{own_file or 'actors.toml'}:holders"
                known = Known(row["name"], country, group["sector"], "person", code, rule)
                entry = Entry(known, row.get("from"), row.get("until"), is_own=own_file is not None)
                for name in (row["name"], *row.get("aliases", ())):
                    self._holders.add(name, entry)
                self._surnames.add(row.get("surname", row["name"].rsplit(" ", 1)[-1]), entry)


def _keep(kept: dict[Asked, Told], asked: Asked, read: Callable[[Asked], Told]) -> Told:
    """Return the answer that is kept, or one that is read now and kept; where there are too many all are dropped."""
    try:
        return kept[asked]
    except KeyError:
        told = read(asked)
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[asked] = told
    return told


@cache
def _open_book() -> ActorBook:
    return ActorBook(read_table("actors.toml"), read_table("countries.toml"))


def _organisations(groups: dict[str, Any], own_file: str | None = None) -> Iterator[tuple[str, Entry]]:
    """Yield every name of every organisation; a group of the table sets kind and sector for its rows."""
    for group in groups.values():
        for row in group["rows"]:
            sector = row.get("sector", group.get("sector"))
            known = Known(
                row["name"], row.get("country"), sector, group["kind"], row.get("code", group.get("code")),
                f"{own_file or 'actors.toml'}:organisations",
            )  # fmt: skip
            is_own, is_shared = own_file is not None, row.get("shared", False)
            entry = Entry(known, row.get("from"), row.get("until"), is_shared, is_own)
            for name in (row["name"], *row.get("aliases", ())):
                yield name, entry


def _known_country(match: CountryMatch) -> Known:
    kind: EntityKind = "people" if match.how == "people" else "state"
    return Known(match.name, match.iso3, _seat_sector(match), kind, None, f"countries.toml:{match.how}")


def _seat_sector(match: CountryMatch) -> str | None:
    if match.is_disputed:
        return "PRE"
    return "GOV" if match.how in ("capital", "metonym") else None
