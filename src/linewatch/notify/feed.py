"""The latest alerts as an Atom feed in a file, for a feed reader or a web server. Source: RFC 4287.

The file is written beside its place and moved there: a reader sees the whole old one or the whole new one. An entry's
id and time never change, so that no reader shows an alert twice.
"""

from __future__ import annotations

import os
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from linewatch.errors import NotifyError
from linewatch.notify.wording import body_of, subject_of
from linewatch.records import Alert, Line

MOST_ENTRIES = 100
_NAMESPACE = "http://www.w3.org/2005/Atom"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def write_feed(path: Path, alerts: Iterable[Alert], lines: Mapping[str, Line]) -> None:
    """Write the feed of the last hundred of `alerts`, which come in the order in which they were raised.

    Raises:
        NotifyError: LW504 the file cannot be written.
    """
    content = to_atom(alerts, lines)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise NotifyError("LW504", f"cannot be written ({error.strerror}); name another file", str(path)) from error


def to_atom(alerts: Iterable[Alert], lines: Mapping[str, Line]) -> bytes:
    """Return the feed as XML, the latest alert first; the same alerts give the same bytes."""
    latest = list(alerts)[-MOST_ENTRIES:][::-1]
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    _add(feed, "title", "Linewatch: alerts")
    _add(feed, "id", "urn:linewatch:alerts")
    _add(feed, "updated", _time(max((alert.raised_at for alert in latest), default=_LONG_AGO)))
    _add(ET.SubElement(feed, "author"), "name", "Linewatch")
    for alert in latest:
        feed.append(_entry(alert, lines.get(alert.line_id)))
    ET.indent(feed)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(alert: Alert, line: Line | None) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "title", subject_of(alert, line))
    _add(entry, "id", f"urn:linewatch:{alert.alert_id}")
    _add(entry, "updated", _time(alert.raised_at))
    ET.SubElement(entry, "category", term=alert.state)
    _add(entry, "content", body_of(alert, line)).set("type", "text")
    return entry


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
