"""The tasks by name. A new one is a module of its own and a line in `TASKS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from linewatch.errors import UsageError
from linewatch.evaluation.ner import Ner, read_types
from linewatch.evaluation.parse import Parse
from linewatch.evaluation.task import Task


def _make_parse(types: str | None) -> Parse:
    if types is not None:
        raise UsageError("LW001", "the task parse has no types to map; leave the option out", "--map")
    return Parse()


def _make_ner(types: str | None) -> Ner:
    return Ner(None if types is None else read_types(types))


TASKS: Final[dict[str, Callable[[str | None], Task[Any, Any]]]] = {"parse": _make_parse, "ner": _make_ner}


def make_task(name: str, *, types: str | None = None) -> Task[Any, Any]:
    """Return the task of that name; `types` maps a gold set's types onto the model's, as `politician=PER`.

    Raises:
        UsageError: LW001 there is no such task, or it cannot use the mapping.
    """
    if name not in TASKS:
        raise UsageError("LW001", f"{name!r} is no task; choose one of {', '.join(TASKS)}", "evaluate")
    return TASKS[name](types)
