"""Signatures of webhooks, so that a receiver knows that a message is ours and new.

Source: Standard Webhooks 1.0.0 (github.com/standard-webhooks): HMAC-SHA256 over ``id.timestamp.body``, keys as
``whsec_`` and base64. Several keys sign side by side while one takes the place of another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from linewatch.errors import NotifyError

_PREFIX = "whsec_"
_LEAST_BYTES, _MOST_BYTES = 24, 64


def read_secrets(text: str) -> tuple[bytes, ...]:
    """Return the keys of a secret, or of several with blanks between them.

    Raises:
        NotifyError: LW502 one of them has another form; what it is does not stand in the message.
    """
    return tuple(_read_secret(word) for word in text.split())


def signed_headers(message_id: str, body: bytes, secrets: Sequence[bytes], *, now: datetime) -> dict[str, str]:
    """Return the headers that identify a message and, where there are keys, sign it."""
    timestamp = str(int(now.timestamp()))
    headers = {"webhook-id": message_id, "webhook-timestamp": timestamp}
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    signatures = [f"v1,{base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()}" for key in secrets]
    return {**headers, "webhook-signature": " ".join(signatures)} if signatures else headers


def _read_secret(word: str) -> bytes:
    try:
        key = base64.b64decode(word.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not word.startswith(_PREFIX) or not _LEAST_BYTES <= len(key) <= _MOST_BYTES:
        reason = f"is not {_PREFIX} and the base64 of {_LEAST_BYTES} to {_MOST_BYTES} bytes; set one that is"
        raise NotifyError("LW502", reason, "webhook secret")
    return key
