"""The tables of records and their columns: the one source for CSV, Parquet, Arrow and the JSON Schemas.

Takes `Entry`s, records with what they rest on; gives values by column. Nothing here knows a file format. Table:
data/columns.toml, whose `from` says where a value stands in an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from linewatch.errors import ModelError
from linewatch.ontology import read_table
from linewatch.records import Article, CodedArticle, Place

Kind = Literal["text", "category", "texts", "date", "integer", "number", "boolean"]
Getter = Callable[[Any], Any]
Step = tuple[str, str | None]  # name, and what stands in brackets after it: "" each, a number one, None no brackets

_TABLE = "columns.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the article that it rests on; `place` is the one that an event names."""

    article: Article
    record: Any
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning and unit."""

    name: str
    kind: Kind
    meaning: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, those that together are unique, and how each value is found in an entry."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    getters: tuple[Getter, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def values(self, entry: Entry) -> list[Any]:
        """Return the values of an entry in the order of the columns; lists are lists, unknown is None."""
        return [getter(entry) for getter in self.getters]


@cache
def read_tables() -> Mapping[str, Table]:
    """Return the tables by name; they are read once.

    Raises:
        ModelError: LW302 when the file is missing, LW301 when it is damaged.
    """
    raw = read_table(_TABLE)
    try:
        return {name: _table(name, row) for name, row in raw["tables"].items()}
    except (KeyError, TypeError) as error:
        raise ModelError("LW301", f"a row is wrong ({error}); install Linewatch again", _TABLE) from error


def entries_of(coded: CodedArticle, table: str) -> Iterator[Entry]:
    """Yield the entries of one article for the table of that name, in the article's order."""
    if table == "articles":
        yield Entry(coded.article, coded.article)
        return
    places = {place.place_id: place for place in coded.places}
    for record in getattr(coded, table):
        yield Entry(coded.article, record, places.get(getattr(record, "place_id", None) or ""))


def flat(value: Any) -> Any:
    """Return a value as one cell of a text file: lists joined by ``;``, truth as ``true`` and ``false``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, list | tuple) else value


def joined(values: Iterable[str | None], by: str = ";") -> str:
    """Return a list as one text; unknown members stay as empty ones, so that two lists keep their order."""
    return by.join(value or "" for value in values)


def _table(name: str, row: dict[str, Any]) -> Table:
    columns = tuple(Column(one["name"], one["type"], one["means"], one.get("unit")) for one in row["columns"])
    getters = tuple(_getter(one["from"], one.get("joined")) for one in row["columns"])
    return Table(name, row["about"], tuple(row["key"]), columns, getters)


def _getter(path: str, by: str | None) -> Getter:
    """Return what follows a path such as ``record.actors[].name`` from an entry."""
    if "[" not in path:
        return _plain(path.split("."))
    steps = tuple(_steps(path))
    if all(index != "" for _, index in steps):
        return lambda entry: next(_follow(entry, steps), None)
    if by is None:
        return lambda entry: list(_follow(entry, steps))
    return lambda entry: joined(_follow(entry, steps), by) or None


def _plain(names: list[str]) -> Getter:
    def get(entry: Any) -> Any:
        value = entry
        for name in names:
            value = getattr(value, name)
            if value is None:
                return None
        return value

    return get


def _steps(path: str) -> Iterator[Step]:
    for part in path.split("."):
        name, bracket, index = part.partition("[")
        yield name, index.rstrip("]") if bracket else None


def _follow(value: Any, steps: tuple[Step, ...]) -> Iterator[Any]:
    """Yield what the steps lead to: nothing where a record on the way is missing."""
    for number, (name, index) in enumerate(steps, 1):
        value = getattr(value, name)
        if value is None:
            return
        if index == "":
            members = [f"{key}={held}" for key, held in value.items()] if isinstance(value, dict) else value
            for member in members:
                yield next(_follow(member, steps[number:]), None)
            return
        if index is not None:
            if not value:
                return
            value = value[int(index)]
    yield value
