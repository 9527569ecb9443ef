"""The channels that the settings name, made ready to send: each with its secret and the door to the network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from linewatch.notify import (
    MOST_ENTRIES,
    Channel,
    Delivered,
    Mail,
    MailServer,
    Poster,
    Webhook,
    deliver,
    read_secrets,
    write_feed,
)
from linewatch.settings import Settings, read_secret
from linewatch.store import Store


def given_channels(
    webhook: Sequence[str] | None, mail: Sequence[str] | None, atom: Path | None = None
) -> dict[str, Any]:
    """Return the channels of the command line as settings; what is not given is None."""
    return {"webhooks": tuple(webhook or ()) or None, "mail_to": tuple(mail or ()) or None, "atom": atom}


def make_channels(settings: Settings) -> list[Channel]:
    """Return the webhooks and mailboxes of the settings.

    Raises:
        UsageError: LW001 an address is wrong; LW002 the file of a secret cannot be read.
        NotifyError: LW502 the secret of the webhooks has another form.
    """
    channels: list[Channel] = []
    if settings.webhooks:
        secrets = read_secrets(read_secret(settings, "webhook_secret") or "")
        post = _open_door(settings)
        channels += [Webhook(url, post, secrets) for url in settings.webhooks]
    if settings.mail_to:
        password = read_secret(settings, "smtp_password")
        server = MailServer(settings.smtp_host, settings.smtp_port, settings.smtp_user, password)
        channels += [Mail(address, settings.mail_from, server) for address in settings.mail_to]
    return channels


def send_due(store: Store, channels: Sequence[Channel]) -> Delivered:
    """Send what is due to the channels and return what became of it."""
    return deliver(store, channels, clock=lambda: datetime.now(UTC))


def write_alert_feed(store: Store, path: Path) -> None:
    """Write the feed of the store's latest alerts anew.

    Raises:
        NotifyError: LW504 it cannot be written.
    """
    lines = {line.line_id: line for line in store.load_lines()}
    write_feed(path, store.load_alerts(limit=MOST_ENTRIES), lines)


def _open_door(settings: Settings) -> Poster:
    from linewatch.ingest.fetch import post

    return partial(post, allow=getattr(settings, "allow_hosts", ()))
