"""The tasks by name. A new one is a module of its own and a line in `TASKS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from linewatch.errors import UsageError
from linewatch.evaluation.attribution import AttributionTask
from linewatch.evaluation.chains import ChainTask
from linewatch.evaluation.events import Events
from linewatch.evaluation.markedplaces import MarkedPlaces
from linewatch.evaluation.ner import Ner, read_types
from linewatch.evaluation.parse import Parse
from linewatch.evaluation.places import Places
from linewatch.evaluation.redlines import RedLines
from linewatch.evaluation.relation import RelationTask
from linewatch.evaluation.subtypes import SubtypeTask
from linewatch.evaluation.task import Task
from linewatch.evaluation.times import TimeExpressions
from linewatch.evaluation.watch import Watch


def _plain(name: str, make: Callable[[], Task[Any, Any]]) -> Callable[[str | None], Task[Any, Any]]:
    """Return the maker of a task whose gold types are ours."""

    def make_plain(types: str | None) -> Task[Any, Any]:
        if types is not None:
            raise UsageError("LW001", f"the task {name} has no types to map; leave the option out", "--map")
        return make()

    return make_plain


def _make_ner(types: str | None) -> Ner:
    return Ner(None if types is None else read_types(types))


TASKS: Final[dict[str, Callable[[str | None], Task[Any, Any]]]] = {
    "parse": _plain("parse", Parse),
    "ner": _make_ner,
    "events": _plain("events", Events),
    "relation": _plain("relation", RelationTask),
    "subtypes": _plain("subtypes", SubtypeTask),
    "redlines": _plain("redlines", RedLines),
    "attribution": _plain("attribution", AttributionTask),
    "times": _plain("times", TimeExpressions),
    "places": _plain("places", Places),
    "chains": _plain("chains", ChainTask),
    "watch": _plain("watch", Watch),
}


def make_task(
    name: str, *, types: str | None = None, gold_spans: bool = False, adjectives: bool = False
) -> Task[Any, Any]:
    """Return the task of that name.

    Args:
        types: maps a gold set's types onto the model's, as `politician=PER`.
        gold_spans: whether the names of `places` are given, so that only where they lie is asked.
        adjectives: whether the gold set marks adjectives of countries as names of `places`.

    Raises:
        UsageError: LW001 there is no such task, or it cannot use one of the others.
    """
    if name not in TASKS:
        raise UsageError("LW001", f"{name!r} is no task; choose one of {', '.join(TASKS)}", "evaluate")
    for option, is_given in (("--gold-spans", gold_spans), ("--adjectives", adjectives)):
        if is_given and name != "places":
            raise UsageError("LW001", f"the task {name} has no names of places; leave the option out", option)
    task = TASKS[name](types)
    if gold_spans:
        return MarkedPlaces()
    return Places(adjectives=True) if adjectives else task
