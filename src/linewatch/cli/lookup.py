"""A record by its id, with the article that it belongs to: from a store, or from what ``linewatch code`` wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from linewatch.errors import SourceError, UsageError
from linewatch.records import Article, CodedArticle, Event, Place, RedLine, Statement, from_json
from linewatch.store import Found, Store

Record = Article | Event | Statement | RedLine | Place


def find_in_store(where: str, record_id: str) -> tuple[CodedArticle, Record, tuple[Found[Event], ...]]:
    """Return the record of a store, with its article and the other records of that.

    Of an event, the reports of the same occurrence in other articles come third.

    Raises:
        UsageError: LW003 the id is unknown or not unique.
        StoreError: LW401 to LW403 the store cannot be opened.
    """
    with Store.open(where) as store:
        found = store.find(record_id)
        coded = store.load_article(found.article.article_id)
        if not isinstance(found.record, Event):
            return coded, found.record, ()
        reports = {each.record.event_id: each for each in store.load_reports(found.record.event_id)}
        own = reports.pop(found.record.event_id, found)
        others = (each for each in reports.values() if each.article != found.article)
        return coded, own.record, tuple(others)


def find_in_lines(path: Path, record_id: str) -> tuple[CodedArticle, Record]:
    """Return the first record whose id begins with `record_id`, from JSON lines of coded articles.

    Raises:
        UsageError: LW003 the id is unknown.
        SourceError: LW101 or LW102 the file does not exist or has something else in it.
    """
    try:
        with path.open("rb") as lines:
            for coded in map(from_json, lines):
                for key, record in _records(coded):
                    if key.startswith(record_id):
                        return coded, record
    except FileNotFoundError as error:
        raise SourceError("LW101", "does not exist; name a file that linewatch code wrote", str(path)) from error
    except (msgspec.MsgspecError, OSError) as error:
        reason = "is not what linewatch code --format jsonl writes; name another file"
        raise SourceError("LW102", reason, str(path)) from error
    raise UsageError("LW003", f"{path} has no such record; an id is printed at the end of each entry", record_id)


def _records(coded: CodedArticle) -> Iterator[tuple[str, Record]]:
    yield coded.article.article_id, coded.article
    yield from ((event.event_id, event) for event in coded.events)
    yield from ((statement.statement_id, statement) for statement in coded.statements)
    yield from ((line.declaration_id, line) for line in coded.red_lines)
    yield from ((line.line_id, line) for line in coded.red_lines)
    yield from ((place.place_id, place) for place in coded.places)
