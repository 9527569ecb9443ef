"""When a feed is asked again. Pure: what is known of a feed and what came of asking it → what is known now.

Polite: never more often than the user, the feed (``ttl``) and the server (``max-age``, ``Retry-After``) want; ever more
rarely while it fails. Never forgotten: the wait ends after a day, unless the server asks for more patience.
Source: RFC 9110 (Retry-After, 301, 308, 410), RFC 9111 (max-age), RSS 2.0 (ttl).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from linewatch.errors import LinewatchError, SourceError
from linewatch.ingest.knowledge import ingest_tables
from linewatch.records import Feed

GONE = 410
NOT_MODIFIED = 304

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s{0,3}=\s{0,3}\"?(\d{1,9})", re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking for a feed once. `status` is None where no server answered; `error` says what was wrong."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str | None = None
    title: str | None = None
    ttl_s: int | None = None
    error: LinewatchError | None = None

    @property
    def is_good(self) -> bool:
        """Say whether the feed was read, or is as it was."""
        return self.error is None and self.status in (200, NOT_MODIFIED)


def choose_due(feeds: Iterable[Feed], now: datetime) -> tuple[Feed, ...]:
    """Return the feeds whose time has come, the longest overdue first."""
    due = [feed for feed in feeds if not feed.is_disabled and (feed.next_check_at is None or feed.next_check_at <= now)]
    return tuple(sorted(due, key=lambda feed: (feed.next_check_at or datetime.min.replace(tzinfo=UTC), feed.url)))


def plan_next(feed: Feed, reply: Reply, now: datetime, *, usual_s: float) -> Feed:
    """Return what is known of a feed after it was asked.

    Args:
        usual_s: how often the user wants to ask.
    """
    feed = replace(feed, last_check_at=now, last_status=reply.status)
    if reply.status == GONE:
        error = SourceError("LW117", "the server says that the feed is gone; find its new address", "fetch")
        return replace(feed, is_disabled=True, next_check_at=None, errors=feed.errors + 1, last_error=str(error))
    return _after_success(feed, reply, now, usual_s) if reply.is_good else _after_failure(feed, reply, now, usual_s)


def _after_success(feed: Feed, reply: Reply, now: datetime, usual_s: float) -> Feed:
    if reply.status != NOT_MODIFIED:
        feed = replace(
            feed,
            title=reply.title or feed.title,
            etag=_validator(reply.headers.get("etag")),
            last_modified=_validator(reply.headers.get("last-modified")),
        )
    wait_s = max(usual_s, reply.ttl_s or 0, _max_age_s(reply.headers))
    feed = replace(feed, errors=0, last_error=None, last_success_at=now, next_check_at=_later(feed, now, wait_s))
    return _after_move(feed, reply.moved_to)


def _after_failure(feed: Feed, reply: Reply, now: datetime, usual_s: float) -> Feed:
    wait_s = usual_s * 2.0 ** min(feed.errors, 20)
    next_check_at = _later(feed, now, wait_s)
    patience_s = min(_retry_after_s(reply.headers, now), ingest_tables()["polling"]["longest_patience_s"])
    return replace(
        feed,
        errors=feed.errors + 1,
        last_error=str(reply.error or _status_error(reply.status)),
        next_check_at=max(next_check_at, now + timedelta(seconds=patience_s)),
    )


def _after_move(feed: Feed, moved_to: str | None) -> Feed:
    """Return the feed with its new address once enough answers in a row have named the same one."""
    moves = feed.moves + 1 if moved_to is not None and moved_to == feed.moved_to else 1
    if moved_to is None or moved_to == feed.url:
        return replace(feed, moved_to=None, moves=0)
    if moves >= ingest_tables()["polling"]["confirmations"]:
        return replace(feed, url=moved_to, moved_to=None, moves=0)
    return replace(feed, moved_to=moved_to, moves=moves)


def _later(feed: Feed, now: datetime, wait_s: float) -> datetime:
    """Return the moment after a wait, a little later by chance; the same chance for the same feed at the same time."""
    table = ingest_tables()["polling"]
    digest = hashlib.sha256(f"{feed.url} {now.isoformat()}".encode()).digest()
    chance = int.from_bytes(digest[:4], "big") / 2**32
    return now + timedelta(seconds=min(wait_s * (1 + table["jitter"] * chance), table["longest_wait_s"]))


def _max_age_s(headers: Mapping[str, str]) -> int:
    match = _MAX_AGE.search(headers.get("cache-control", ""))
    return int(match[1]) if match else 0


def _retry_after_s(headers: Mapping[str, str], now: datetime) -> float:
    words = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", words):
        return int(words)
    try:
        then = parsedate_to_datetime(words)
    except (TypeError, ValueError):
        return 0.0
    return ((then if then.tzinfo else then.replace(tzinfo=UTC)) - now).total_seconds()


def _validator(words: str | None) -> str | None:
    """Return what a server may be told again; nothing that could not stand in a header."""
    return words if words and _VALIDATOR.fullmatch(words) else None


def _status_error(status: int | None) -> SourceError:
    return SourceError("LW114", f"the server answered {status}; open the address in a browser", "fetch")
