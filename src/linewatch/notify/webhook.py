"""Alerts to an address of the user's: one signed POST each. Takes the door to the network from outside, opens none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from linewatch.errors import NotifyError, SourceError, UsageError
from linewatch.notify.channels import Poster
from linewatch.notify.cloudevents import CONTENT_TYPE, to_cloudevent
from linewatch.notify.signing import signed_headers
from linewatch.records import Alert, Line

TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver of alerts. The address may itself be a secret: only its host is ever named."""

    url: str
    post: Poster
    secrets: Sequence[bytes] = ()

    def __post_init__(self) -> None:
        """Refuse what is no web address.

        Raises:
            UsageError: LW001 the address is wrong.
        """
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError("LW001", "is no web address; write it as https://example.org/alerts", "webhook")

    @property
    def name(self) -> str:
        """``webhook:`` with the host and a hash of the address."""
        return f"webhook:{self._host()}/{hashlib.sha256(self.url.encode()).hexdigest()[:8]}"

    def send(self, alert: Alert, line: Line | None, *, now: datetime) -> None:
        """Post the alert; any answer from 200 to 299 takes it.

        Raises:
            NotifyError: LW501 it was not taken.
        """
        body = to_cloudevent(alert, line)
        headers = {"content-type": CONTENT_TYPE, **signed_headers(alert.alert_id, body, self.secrets, now=now)}
        try:
            status = self.post(self.url, body, headers, timeout_s=TIMEOUT_S).status
        except SourceError as error:
            reason = error.reason.replace(self.url, self._host())
            raise NotifyError("LW501", f"did not take {alert.alert_id}: {reason}", self._host()) from error
        if not 200 <= status < 300:
            raise NotifyError("LW501", f"answered {status} to {alert.alert_id}; check the receiver", self._host())

    def _host(self) -> str:
        return urlsplit(self.url).hostname or ""
