"""Where a store is: the path of an SQLite file, or the address of a PostgreSQL database. Passwords are never shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from linewatch.errors import UsageError

_SERVERS = ("postgresql", "postgres")
_SECRETS = ("password", "sslpassword")


def read_location(where: Path | str) -> URL:
    """Return the address of the database that the user named, with the driver that we use.

    Raises:
        UsageError: LW001 an address that is none, or of a database that is not known.
    """
    scheme, sign, _ = str(where).partition("://")
    if not sign or isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    if scheme not in _SERVERS:
        raise UsageError("LW001", "is no store; name a file or postgresql://USER@HOST/DATABASE", f"{scheme}://...")
    try:
        return make_url(str(where)).set(drivername="postgresql+psycopg")
    except (
        ArgumentError,
        ValueError,
    ) as error:  # ValueError: a port that is no number; the address may have a password
        reason = "is no address of a database; write it as postgresql://USER@HOST:PORT/DATABASE"
        raise UsageError("LW001", reason, f"{scheme}://...") from error


def printable_location(url: URL) -> str:
    """Return the path, or the address without a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    query = {key: "***" if key in _SECRETS else value for key, value in url.query.items()}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=True)
