"""The checks of `linewatch doctor`. Each returns what it found; a fault carries its remedy."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from rich.table import Table
from rich.text import Text

import linewatch
from linewatch.errors import LinewatchError

State = Literal["good", "warning", "fault"]
STATES: tuple[State, ...] = ("good", "warning", "fault")

LEAST_FREE_MB = 200
LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy", "pydantic", "typer", "rich")

_STYLES: dict[State, str] = {"good": "green", "warning": "yellow", "fault": "bold red"}


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found: `value` in words, `advice` where something is to be done."""

    name: str
    state: State
    value: str
    advice: str | None = None


def check_health() -> list[Check]:
    """Return all checks, in the order in which one part needs the other."""
    return [
        Check(
            "linewatch", "good", f"{linewatch.__version__}, Python {platform.python_version()}, {platform.machine()}"
        ),
        check_libraries(),
        check_sqlite(),
        check_disk(Path.cwd()),
        _sound("settings", _settings_words),
        check_threads(),
        _sound("model", _model_words),
        _sound("ontology", _ontology_words),
        _sound("own words", _own_words),
        _sound("gazetteer", _gazetteer_words),
        check_demo(),
    ]


def check_libraries(names: tuple[str, ...] = LIBRARIES) -> Check:
    """Return whether every library is installed, and which version."""
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    advice = f"install linewatch again: {', '.join(missing)} missing" if missing else None
    return Check("libraries", "fault" if missing else "good", ", ".join(found), advice)


def check_sqlite() -> Check:
    """Return the version of SQLite and the journal mode that is safe with it."""
    from linewatch.store.sqlite import FIRST_SAFE_WAL, journal_mode

    safe = ".".join(map(str, FIRST_SAFE_WAL))
    reason = "" if journal_mode() == "WAL" else f", as WAL is sound only from {safe} on"
    return Check("sqlite", "good", f"{sqlite3.sqlite_version}, journal mode {journal_mode()}{reason}")


def check_disk(folder: Path) -> Check:
    """Return how much room is left beside `folder`."""
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    advice = None if free_mb >= LEAST_FREE_MB else "free some space before you keep records in a store"
    return Check("free disk", "warning" if advice else "good", f"{free_mb:,} MB in the working folder", advice)


def check_threads() -> Check:
    """Return whether the model is set to use more threads than there are processors."""
    from linewatch.settings import read_settings

    try:
        threads, processors = read_settings().threads, os.cpu_count() or 1
    except LinewatchError:
        return Check("threads", "warning", "unknown", "mend the settings first")
    advice = f"set threads to {processors} or fewer" if threads > processors else None
    return Check("threads", "warning" if advice else "good", f"{threads}, processors: {processors}", advice)


def check_demo() -> Check:
    """Return whether the reports of the demo are there."""
    if (files("linewatch") / "data" / "demo" / "reports.jsonl").is_file():
        return Check("demo", "good", "bundled reports are there")
    return Check("demo", "fault", "the bundled reports are missing", "install linewatch again")


def health_table(checks: list[Check]) -> Table:
    """Return the checks as a table; the advice stands below what is wrong."""
    table = Table.grid(padding=(0, 2))
    for check in checks:
        value = Text(check.value)
        if check.advice:
            value.append(f"\n→ {check.advice}", _STYLES[check.state])
        table.add_row(Text(check.state, _STYLES[check.state]), Text(check.name, "bold"), value)
    return table


def _sound(name: str, describe: Callable[[], str]) -> Check:
    """Return what `describe` says, or the coded error that it raises as a fault."""
    try:
        return Check(name, "good", describe())
    except LinewatchError as error:
        return Check(name, "fault", f"{error.code} {error.about}".strip(), error.reason)


def _settings_words() -> str:
    from linewatch.settings import read_settings

    read_settings()
    own = "linewatch.toml" if Path("linewatch.toml").exists() else "no linewatch.toml here"
    given = sorted(name for name in os.environ if name.startswith("LINEWATCH_"))
    return ", ".join([own, *given])


def _model_words() -> str:
    from linewatch.language import load, model_versions
    from linewatch.settings import read_settings

    load(read_settings())
    return ", ".join(f"{name} {number}" for name, number in model_versions().items()) + ", checksums agree"


def _ontology_words() -> str:
    from linewatch.ontology import Ontology

    return Ontology.open().version()


def _own_words() -> str:
    from linewatch.coding import read_knowledge
    from linewatch.settings import read_settings

    settings = read_settings()
    read_knowledge(settings)
    own = (*settings.ontology, *settings.lexicon, *settings.actors, settings.relations)
    files = [str(path) for path in own if path is not None]
    return ", ".join(files) or "none"


def _gazetteer_words() -> str:
    from linewatch.world.datafiles import gazetteer_version, open_data, read_manifest

    names = sorted(read_manifest()["sha256"])
    for name in names:
        open_data(name)
    return f"{gazetteer_version()}, checksums of {len(names)} files agree"
