"""How the coder understood a sentence that an analyst gives as a line, or which part of a line it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from linewatch.cli import ledger
from linewatch.cli.terminal import clean
from linewatch.coding.linewords import words
from linewatch.coding.toldlines import has_authority
from linewatch.errors import UsageError
from linewatch.records import CodedArticle, Entity, RedLine
from linewatch.run import Pipeline

_WHO = "who draws the line: name a state, its government or its forces, as in “Greece will answer”"
_TRIGGER = "what would cross the line: say “If ...”, “Any ... will be met with ...” or “will not tolerate ...”"
_RESPONSE = "what would follow: say what the one who draws it will do, as in “Greece will answer with force”"


def read_sentence(pipeline: Pipeline, sentence: str, *, published_on: date, publisher: str) -> CodedArticle:
    """Return the sentence with the line that it declares and what the line rests on; its events are left out.

    What an analyst puts down is a line to watch, and no report of an act.

    Raises:
        UsageError: LW001 it declares no line; the message says which part is missing.
        DocumentError: LW2xx it cannot be coded.
    """
    coded = pipeline.code(sentence, published_on=published_on, publisher=publisher)
    if not coded.red_lines:
        missing = missing_part(sentence, pipeline.list_actors(sentence))
        raise UsageError("LW001", f"no line was understood; the sentence does not say {missing}", "lines add")
    return replace(coded, events=())


def missing_part(sentence: str, actors: Iterable[Entity]) -> str:
    """Return in words which part of a line a sentence lacks, the first of: who, what would cross it, what follows."""
    if not any(actor.country and has_authority(actor) for actor in actors):
        return _WHO
    return _RESPONSE if _has_trigger(sentence.lower()) else _TRIGGER


def understood(line: RedLine) -> dict[str, str]:
    """Return each part of a declaration in words; what it does not say is empty."""
    trigger, area, response, deadline = line.trigger, line.area, line.response, line.deadline
    act = " ".join(part for part in (trigger.event_type, trigger.mode) if part)
    by = ", ".join(map(_entity, trigger.actors)) or "anyone"
    return {
        "who": _entity(line.declarer),
        "to whom": ", ".join(map(_entity, line.addressees)),
        "trigger": trigger.text,
        "act": f"{act or 'no act of the ontology'}, by {by}",
        "area": f"{area.span.text} ({', '.join((area.kind, *area.countries))})" if area else "",
        "response": f"{response.span.text} ({response.specificity})" if response else "",
        "deadline": f"{deadline.span.text} ({deadline.until_on or 'day unknown'})" if deadline else "",
        "kind": f"{line.kind}, {line.type}, strength {line.strength} of 3",
    }


def understanding_page(lines: Iterable[RedLine]) -> RenderableType:
    """Return how lines were understood, each part by its name; what a sentence leaves open is shown as open."""
    return Group(*(ledger.facts({name: _part(part) for name, part in understood(line).items()}) for line in lines))


def _part(text: str) -> Text:
    return Text(clean(text)) if text else Text("not said", style="dim")


def _entity(entity: Entity) -> str:
    codes = " ".join(part for part in (entity.country, entity.sector) if part)
    return f"{entity.name} ({codes})" if codes else entity.name


def _has_trigger(sentence: str) -> bool:
    """Say whether the sentence has a word with which conditions, generic subjects or labels begin."""
    tables = words()
    starts = [word for table in tables["conditions"].values() for word in table]
    starts += tables["generic"]["determiners"] + tables["not_tolerate"]["verbs"] + tables["unacceptable"]["adjectives"]
    starts += tables["label"]["plain"] + ["red line", "acceptable"]
    return re.search(rf"\b({'|'.join(map(re.escape, starts))})\b", sentence) is not None
