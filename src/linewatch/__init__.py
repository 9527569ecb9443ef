"""Linewatch reads the news and keeps watch over declared red lines. The public names, imported when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "load": "linewatch.language",
    "code": "linewatch.run",
    "read": "linewatch.corpus",
    "Corpus": "linewatch.corpus",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'linewatch' has no attribute {name!r}")
