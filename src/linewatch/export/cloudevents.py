"""Records as CloudEvents 1.0, structured JSON: an envelope that message brokers know, with the whole record inside.

Source: CloudEvents specification 1.0.2.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from linewatch.export.columns import Entry
from linewatch.records import SCHEMA_VERSION, Event, RedLine, Statement

TYPES: dict[type, tuple[str, str]] = {  # the name of a record, and the key of its id
    Event: ("event", "event_id"),
    Statement: ("statement", "statement_id"),
    RedLine: ("red_line", "declaration_id"),
}
_ARTICLE = ("article_id", "published_on", "publisher", "title", "url")


def cloud_event(entry: Entry) -> dict[str, Any]:
    """Return a record in its envelope. `time` is the day of the act, and is left out where that is unknown."""
    record, article = entry.record, entry.article
    name, key = TYPES[type(record)]
    day = record.occurred.from_on if isinstance(record, Event) else record.said.from_on
    return {
        "specversion": "1.0",
        "type": f"org.linewatch.{name}.coded.v{SCHEMA_VERSION}",
        "source": f"urn:linewatch:article:{article.article_id}",
        "id": getattr(record, key),
        **({"time": _midnight(day)} if day else {}),
        "datacontenttype": "application/json",
        "data": {"article": {each: getattr(article, each) for each in _ARTICLE}, name: msgspec.to_builtins(record)},
    }


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
