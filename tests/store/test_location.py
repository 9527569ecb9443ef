"""A store is named by a path or an address, and no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.store.location import printable_location, read_location


@pytest.mark.parametrize("where", ["run.db", "a folder/run.db", "C:\\run.db", "postgresql.db"])
def test_a_path_is_a_file(where: str) -> None:
    for given in (where, Path(where)):
        url = read_location(given)
        assert url.drivername == "sqlite"
        assert printable_location(url) == where


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_an_address_is_a_database_with_our_driver(scheme: str) -> None:
    url = read_location(f"{scheme}://ada@db.example:5433/news")
    assert (url.drivername, url.host, url.port, url.database) == ("postgresql+psycopg", "db.example", 5433, "news")


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://ada:s3cret@db.example/news",
        "postgresql://db.example/news?user=ada&password=s3cret",
        "postgresql://db.example/news?sslpassword=s3cret",
    ],
)
def test_a_password_is_not_shown(where: str) -> None:
    assert "s3cret" in str(read_location(where).render_as_string(hide_password=False))
    assert "s3cret" not in printable_location(read_location(where))
    assert printable_location(read_location(where)).startswith("postgresql://")


@pytest.mark.parametrize("where", ["mysql://ada:s3cret@db.example/news", "postgresql://ada:s3cret@db.example:x/news"])
def test_an_address_that_is_none_is_a_usage_error_without_the_password(where: str) -> None:
    with pytest.raises(UsageError, match="LW001") as caught:
        read_location(where)
    assert "s3cret" not in str(caught.value)
