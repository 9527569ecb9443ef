"""When a visitor was here before, as a cookie remembers it."""

from __future__ import annotations

from datetime import datetime, timedelta

COOKIE = "linewatch_seen"
KEPT_S = 366 * 86_400
NEW_AFTER = timedelta(minutes=30)


def last_visit(cookie: str, now: datetime) -> tuple[datetime | None, str]:
    """Return when the visit before this one ended, None at the first, and the cookie to set.

    The cookie holds two moments: the end of the visit before, and the last page of this one.
    """
    before, last = (*(_moment(part) for part in cookie.split("|", 1)), None, None)[:2]
    if last is None or last > now:
        return None, f"|{now.isoformat()}"
    if now - last > NEW_AFTER:
        before = last
    return before, f"{before.isoformat() if before else ''}|{now.isoformat()}"


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
