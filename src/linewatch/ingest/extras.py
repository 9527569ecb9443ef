"""Libraries that not everybody needs: asked for where they are used, with the words to install them."""

from __future__ import annotations

from importlib.util import find_spec

from linewatch.errors import UsageError


def require_extra(module: str, extra: str, what: str) -> None:
    """Refuse to go on without a library.

    Args:
        what: what cannot be read without it.

    Raises:
        UsageError: LW001 it is not installed.
    """
    if find_spec(module) is None:
        reason = f'{what} need {module}, which is not installed; run pip install "linewatch[{extra}]"'
        raise UsageError("LW001", reason, "read")
