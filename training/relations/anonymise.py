"""Names of persons in our training sentences → invented names of the region, in marks, text and triggers alike.

    python -m training.relations.anonymise        # in place; a second run changes nothing

Persons are what the shipped model calls so in two words or more, the names of holders of office, and those of
`names.toml`. Every word of a name becomes one word, the same one throughout its sentence, chosen by a hash of the
sentence. Titles, particles and initials stay, and so do offices, countries, organisations, armed groups, places, media.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from linewatch.language import load
from linewatch.world.actors import ActorBook
from linewatch.world.countries import read_table
from training.relations.markup import SENTENCES, parse_line

Stretch = tuple[int, int]

_MARK: Final = re.compile(r"\[[1-9] |\]")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?\.?")
_PREFIX: Final = re.compile(r"^(?:al|el|Al|El|ul|ad|as|ash|at|pro|anti|ex|Anti|Pro|Ex|post|non)-(?=[A-Z])")
_SUFFIX: Final = re.compile(r"(?:-(?:backed|led|era|style|loyal|linked|appointed|allied|aligned|controlled)|['’]s?)$")
_ROYAL: Final = frozenset({"King", "Queen", "Pope", "Prince", "Princess", "Emperor", "Sultan", "Emir", "king", "pope"})
_INITIALS: Final = re.compile(r"[A-Z]|(?:[A-Z]\.)+")
_ALSO_FAMILY: Final = frozenset({"King", "Bishop", "Major", "Prince", "Marshal", "Judge"})
_SHE: Final = re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|Mrs|Ms|[Qq]ueen|wife|widow|mother|chairwoman|spokeswoman)\b")
_HE: Final = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Hh]imself|Mr)\b")


@dataclass(frozen=True, slots=True)
class Region:
    """The names of one region; `is_family_first` where the family name leads."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    family: tuple[str, ...]
    is_family_first: bool


@dataclass(slots=True)
class Exchange:
    """The words exchanged in one sentence so far."""

    seed: int
    is_woman: bool
    words: dict[str, str] = field(default_factory=dict)

    def word(self, old: str, names: tuple[str, ...]) -> str:
        """Return what `old` becomes: what it became before, or the next free of `names`."""
        key = old.lower()
        if key not in self.words:
            taken, start = set(self.words.values()), int(hashlib.sha256(f"{self.seed}{key}".encode()).hexdigest(), 16)
            ring = [names[(start + step) % len(names)] for step in range(len(names))]
            self.words[key] = next((name for name in ring if name not in taken), ring[0])
        return self.words[key].upper() if len(old) > 2 and old.isupper() else self.words[key]


class Book:
    """What is known of names; the tables are read once."""

    def __init__(self) -> None:
        table = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
        apart = ("kept", "women", "not_persons", "alone")
        self._regions = {name: _region(row) for name, row in table.items() if name not in apart}
        self._of_country = {iso3: name for name, row in table.items() if name not in apart for iso3 in row["countries"]}
        self._kept, self._apart = frozenset(table["kept"]), table["not_persons"]
        self._alone = frozenset(table["alone"]["names"])
        self._invented = frozenset(word for region in self._regions.values() for word in region.family)
        self._given = frozenset(word for region in self._regions.values() for word in (*region.men, *region.women))
        self._women = frozenset(table["women"]["names"]).union(*(region.women for region in self._regions.values()))
        self._holders, self._actors = dict(_holders()), ActorBook.open()
        self._whole = re.compile(rf"\b(?:{'|'.join(map(re.escape, [*_holder_names(), *table['alone']['whole']]))})\b")

    def is_kept(self, word: str) -> bool:
        """Say whether a word of a name is a title, a particle or an initial."""
        return word in self._kept or not _core(word)[0].isupper() or bool(_INITIALS.fullmatch(word))

    def is_person(self, text: str, start: int, end: int) -> bool:
        """Say whether a stretch that the model calls a person is one in fact, and a real name."""
        name, before, after = text[start:end], text[:start].split(), re.findall(r"^\W*([\w]+)", text[end:])
        bare = [word for word in name.split() if not self.is_kept(word)]
        if not bare or name.lower() in self._apart["whole"] or self._invented & {_core(word) for word in bare}:
            return False
        if is_royal(text, start, end) and self._given.issuperset(bare):
            return False
        if (before and before[-1] in self._apart["before"]) or name.split()[0] in self._apart["before"]:
            return False
        if text[end : end + 1] == " " and after and after[0] in self._apart["after"]:
            return False
        names = self._actors.find_names(name)
        if any(known.kind != "person" and (end - start) * 2 > len(name) for start, end, known in names):
            return False
        return len(name.split()) > 1 or is_royal(text, start, end) or self.is_family_name(name)

    def find_known(self, text: str) -> list[Stretch]:
        """Return the stretches that are whole names of known persons, whatever the model calls them."""
        return [match.span() for match in self._whole.finditer(text)]

    def is_family_name(self, word: str) -> bool:
        """Say whether a word alone names a real person."""
        return _core(word) in self._alone or (_core(word) in self._holders and _core(word).lower() not in _plain())

    def region(self, name: str, text: str, start: int) -> Region:
        """Return the region of a name: that of the holder of office, else of the nearest country in the text."""
        if "Pope" in text[:start].split()[-1:] + name.split()[:1]:
            return self._regions["romance"]
        country = next((self._holders[word] for word in map(_core, name.split()[::-1]) if word in self._holders), None)
        if country is None:
            names = [(abs(first - start), known.country) for first, _, known in self._actors.find_names(text)]
            country = min(((far, iso3) for far, iso3 in names if iso3), default=(0, None))[1]
        return self._regions[self._of_country.get(country or "", "western")]

    def is_woman(self, name: str, text: str) -> bool:
        """Say whether a name looks like a woman's, by its given names or the words of the sentence."""
        if self._women & set(name.split()):
            return True
        return bool(_SHE.search(text)) and not _HE.search(text)

    def new_name(self, name: str, region: Region, exchange: Exchange, royal: bool) -> Iterator[tuple[Stretch, str]]:
        """Yield the words of a name to exchange, by their places in it, each with the word that it becomes."""
        parts = list(re.finditer(r"\S+", name))
        last = parts[-1] if len(parts) > 1 and parts[-1][0] in _ALSO_FAMILY else None
        words = [match for match in parts if match is last or not self.is_kept(match[0])]
        given = region.women if exchange.is_woman else region.men
        for place, match in enumerate(words):
            is_family = place == (0 if region.is_family_first else len(words) - 1) and not royal
            core = _core(match[0])
            first = match.start() + match[0].index(core)
            yield (first, first + len(core)), exchange.word(core, region.family if is_family else given)


def main() -> None:
    """Exchange the names in all files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SENTENCES)
    book, nlp = Book(), load()
    for path in sorted(parser.parse_args().folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        docs = nlp.pipe(parse_line(line).text for line in lines)
        entities = ([(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs)
        new = [anonymise(line, found, book) for line, found in zip(lines, entities, strict=True)]
        print(path.name, sum(old != line for old, line in zip(lines, new, strict=True)), "of", len(lines))
        path.write_text("".join(f"{line}\n" for line in new), encoding="utf-8")


def anonymise(line: str, entities: list[tuple[int, int, str]], book: Book) -> str:
    """Return a line with its persons' names exchanged; `entities` are stretches of its text with their types."""
    text = parse_line(line).text
    exchange = Exchange(int(hashlib.sha256(text.encode()).hexdigest()[:12], 16), False)
    edits = dict(_edits(text, entities, book, exchange))
    if not edits:
        return line
    marked, bar, told = line.partition(" || ")
    places = _places(marked)
    for (start, end), new in sorted(edits.items(), reverse=True):
        marked = marked[: places[start]] + new + marked[places[end - 1] + 1 :]
    new_line = marked + bar + re.sub(r'"[^"]+"', lambda match: _in_trigger(match[0], exchange), told)
    try:
        parse_line(new_line)
    except ValueError:  # a trigger shares a word with a name
        new_line = marked + bar + told
        parse_line(new_line)
    return new_line


def is_royal(text: str, start: int, end: int) -> bool:
    """Say whether a name stands after the title of a king or a pope, in it or before it."""
    return bool(_ROYAL & {*text[start:end].split()[:1], *text[:start].split()[-1:]})


def _edits(
    text: str, entities: list[tuple[int, int, str]], book: Book, exchange: Exchange
) -> Iterator[tuple[Stretch, str]]:
    """Yield the words to exchange: those of whole names, longest first, then those that stand alone."""
    found = {span[:2] for span in entities if span[2] == "PER"}.union(book.find_known(text))
    people = [span for span in found if book.is_person(text, *span)]
    other = [span[:2] for span in entities if span[:2] not in people]
    for start, end in sorted(people, key=lambda span: (span[0] - span[1], span)):
        name = text[start:end]
        exchange.is_woman = book.is_woman(name, text)
        region, royal = book.region(name, text, start), is_royal(text, start, end)
        for (first, last), new in book.new_name(name, region, exchange, royal):
            yield (start + first, start + last), new
    for match in _WORD.finditer(text):
        core = _core(match[0])
        first = match.start() + match[0].index(core)
        if any(start <= first < end for start, end in people):
            continue
        is_within = any(start <= first < end and text[start:end] != core for start, end in other)
        if core.lower() in exchange.words and core[0].isupper() and not is_within:
            yield (first, first + len(core)), exchange.word(core, ())
        elif book.is_family_name(core) and not is_within and book.is_person(text, first, first + len(core)):
            yield (first, first + len(core)), exchange.word(core, book.region(core, text, first).family)


def _core(word: str) -> str:
    """The name within a word: without ``al-``, ``pro-``, ``-led`` and the like."""
    return _SUFFIX.sub("", _PREFIX.sub("", word.rstrip(".,"))) or word


def _in_trigger(told: str, exchange: Exchange) -> str:
    def new_word(match: re.Match[str]) -> str:
        return exchange.words.get(match[0].lower(), match[0]) if match[0][0].isupper() else match[0]

    return _WORD.sub(new_word, told)


def _places(marked: str) -> list[int]:
    """Return where each character of the text stands in the line with marks."""
    marks = {place for match in _MARK.finditer(marked) for place in range(*match.span())}
    return [place for place in range(len(marked)) if place not in marks]


def _region(row: dict[str, Any]) -> Region:
    return Region(tuple(row["men"]), tuple(row["women"]), tuple(row["family"]), row.get("first", False))


def _holders() -> Iterator[tuple[str, str | None]]:
    """Yield the family name of each holder of office and the country."""
    for group in read_table("actors.toml")["holders"]:
        for row in group["people"]:
            yield row.get("surname", row["name"]).rsplit(" ", 1)[-1].removeprefix("al-"), group.get("country")


def _holder_names() -> Iterator[str]:
    for group in read_table("actors.toml")["holders"]:
        for row in group["people"]:
            yield from (name for name in (row["name"], *row.get("aliases", ())) if " " in name)


@cache
def _plain() -> frozenset[str]:
    return frozenset(read_table("actors.toml")["words"]["plain_surnames"])


if __name__ == "__main__":
    main()
