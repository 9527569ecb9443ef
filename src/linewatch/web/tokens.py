"""The file of tokens: made, checked, listed, taken back. It holds SHA-256 hashes of 256 random bits, never a token.

A hash without salt or stretching is enough here: nobody can guess 256 random bits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from linewatch.errors import WebError

Scope = Literal["read", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

_PREFIX = "lwt_"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Token:
    """What the file says of a token. It is good until the end of `expires_on`; None is for ever."""

    name: str
    scope: Scope
    sha256: str
    created_on: date
    expires_on: date | None = None

    def allows(self, scope: Scope) -> bool:
        """Return whether the token's scope includes the other."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


def make_token(name: str, scope: Scope, *, today: date, days: int | None = None) -> tuple[str, Token]:
    """Return a new token, to be shown once, and what the file keeps of it."""
    secret = _PREFIX + secrets.token_urlsafe(_BYTES)
    expires_on = today + timedelta(days=days) if days is not None else None
    return secret, Token(name, scope, digest(secret), today, expires_on)


def digest(secret: str) -> str:
    """Return the hash under which a token is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def match_token(secret: str, tokens: Sequence[Token], *, today: date) -> Token | None:
    """Return the token in force that `secret` is, or None. Every token is compared, in constant time."""
    sought, found = digest(secret), None
    for token in tokens:
        if hmac.compare_digest(sought, token.sha256) and (token.expires_on is None or today <= token.expires_on):
            found = token
    return found


def read_tokens(path: Path) -> tuple[Token, ...]:
    """Return the tokens of a file.

    Raises:
        WebError: LW614 the file is missing, cannot be read or is no file of tokens.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))["tokens"]
        return tuple(_read_token(row) for row in rows)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); make it with linewatch serve token create"
        raise WebError("LW614", reason, str(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WebError(
            "LW614", "is no file of tokens; make one with linewatch serve token create", str(path)
        ) from error


def write_tokens(path: Path, tokens: Sequence[Token]) -> None:
    """Write the file whole or not at all, readable by its owner alone.

    Raises:
        WebError: LW614 the file cannot be written.
    """
    text = json.dumps({"tokens": [asdict(token) for token in tokens]}, default=str, indent=1)
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(text + "\n")
        fresh.replace(path)
    except OSError as error:
        raise WebError("LW614", f"cannot be written ({error.strerror}); name another file", str(path)) from error


def add_token(tokens: Sequence[Token], token: Token) -> tuple[Token, ...]:
    """Return the tokens with one more.

    Raises:
        WebError: LW614 the name is taken.
    """
    if any(known.name == token.name for known in tokens):
        raise WebError("LW614", "a token of that name is there; revoke it first or choose another name", token.name)
    return (*tokens, token)


def drop_token(tokens: Sequence[Token], name: str) -> tuple[Token, ...]:
    """Return the tokens without that of this name.

    Raises:
        WebError: LW614 there is none of that name.
    """
    left = tuple(token for token in tokens if token.name != name)
    if len(left) == len(tokens):
        raise WebError("LW614", "there is no token of that name; linewatch serve token list shows them", name)
    return left


def _read_token(row: dict[str, Any]) -> Token:
    token = Token(str(row["name"]), row["scope"], str(row["sha256"]), date.fromisoformat(row["created_on"]))
    if token.scope not in SCOPES:
        raise ValueError(token.scope)
    expires = row.get("expires_on")
    return replace(token, expires_on=date.fromisoformat(expires)) if expires else token
