"""The tables are those of the manual, and nothing in them is SQLite's alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from linewatch.store.schema import metadata

MANUAL = Path(__file__).parents[2] / "docs" / "store.md"


def manual() -> dict[str, list[str]]:
    parts = re.split(r"^## (\w+)$", MANUAL.read_text("utf-8"), flags=re.MULTILINE)
    return {
        name: re.findall(r"^\| `(\w+)`", text, flags=re.MULTILINE)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_the_manual_has_every_table_and_no_other() -> None:
    assert set(manual()) == set(metadata.tables)


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_the_manual_has_every_column_in_order(name: str) -> None:
    assert manual()[name] == [column.name for column in metadata.tables[name].columns]


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_postgresql_knows_every_type(name: str) -> None:
    assert str(CreateTable(metadata.tables[name]).compile(dialect=postgresql.dialect()))
