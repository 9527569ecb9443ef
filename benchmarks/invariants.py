"""What must hold for the records of any article, whatever is in it. Source: docs/records.md, "Rules that hold"."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from linewatch.records import CodedArticle, from_json, to_json

LISTS = {"places": "place_id", "statements": "statement_id", "events": "event_id", "red_lines": "declaration_id"}
"""Each list of records with the key that names one of them."""

REFERENCES = {"place_id": "places", "place_ids": "places", "statement_id": "statements"}
"""Keys of one record that name another."""


def find_faults(coded: CodedArticle) -> Iterator[str]:
    """Yield a line for each promise that the records of an article break; none is the answer hoped for."""
    line = to_json(coded)
    record = json.loads(line)
    if from_json(line) != coded:
        yield "the JSON form does not read back as the same records"
    for path, value in walk(record, ()):
        yield from _span_faults(path, value, coded.article.text)
        yield from _score_faults(path, value)
        yield from _order_faults(path, value)
    yield from _id_faults(record)


def walk(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a JSON value with the path that leads to it."""
    if isinstance(value, dict):
        yield ".".join(path), value
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, str(number)))


def _span_faults(path: str, value: dict[str, Any], text: str) -> Iterator[str]:
    if "start" in value and "end" in value:
        start, end = value["start"], value["end"]
        if not 0 <= start <= end <= len(text):
            yield f"{path}: the span {start} to {end} is not in the text of {len(text)} characters"
        elif text[start:end] != value["text"]:
            yield f"{path}: {value['text']!r} is not what stands at {start} to {end}: {text[start:end]!r}"


def _score_faults(path: str, value: dict[str, Any]) -> Iterator[str]:
    if "score" in value and not 0 <= value["score"] <= 1:
        yield f"{path}: the score {value['score']} is not between 0 and 1"


def _order_faults(path: str, value: dict[str, Any]) -> Iterator[str]:
    first, last = value.get("from_on"), value.get("until_on")
    if first and last and first > last:
        yield f"{path}: it ends on {last}, before it begins on {first}"
    if "best" in value and not value["low"] <= value["best"] <= value["high"]:
        yield f"{path}: {value['low']}, {value['best']}, {value['high']} are not lowest, best and highest"


def _id_faults(record: dict[str, Any]) -> Iterator[str]:
    known: dict[str, set[str]] = {}
    for name, key in LISTS.items():
        known[name] = {entry[key] for entry in record[name]}
        names = Counter(_name_of(entry, key) for entry in record[name])
        yield from (f"{name}: {one} stands {count} times" for one, count in names.items() if count > 1)
    for name, own in LISTS.items():
        for path, value in walk(record[name], (name,)):
            for key, target in REFERENCES.items():
                if key != own or path.count(".") > 1:
                    lost = sorted(set(_as_list(value.get(key))) - known[target])
                    yield from (f"{path}: {key} {one} names no record" for one in lost)


def _name_of(entry: dict[str, Any], key: str) -> str:
    """Return what no two records of a list may share: a place is listed once a mention, always under its own id."""
    return f"{entry[key]} at {entry['span']['start']}" if key == "place_id" else str(entry[key])


def _as_list(value: Any) -> Iterable[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
