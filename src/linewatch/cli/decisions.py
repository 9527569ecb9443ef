"""What an analyst decides: made now, saved, and told under which id it may be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linewatch.cli.program import Manners

if TYPE_CHECKING:
    from linewatch.records import Decision, Verb
    from linewatch.store import Store

By = Annotated[str, typer.Option(metavar="NAME", help="Who decides.")]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for those who read it later.")]


def make_decision(verb: Verb, about: str, by: str, note: str | None, value: dict[str, Any]) -> Decision:
    """Return a decision that is made now."""
    from linewatch.records import Decision, content_id

    made_at = datetime.now(UTC)
    key = content_id("dec", made_at.isoformat(), by, verb, about, sorted(value.items()), note)
    return Decision(key, made_at, by, verb, about, value, note)


def decide(store: Store, manners: Manners, verb: Verb, about: str, *, by: str, note: str | None, **value: Any) -> None:
    """Save a decision and say how it takes effect."""
    from linewatch.cli.ledger import short_id

    decision = make_decision(verb, about, by, note, value)
    store.save_decision(decision)
    key = short_id(decision.decision_id)
    manners.say(f"{key} saved; linewatch watch --db {store.path} applies it, linewatch alerts undo {key} takes it back")
