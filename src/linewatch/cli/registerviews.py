"""How lines, steps and alerts are written in each form, and what of a store their pages need."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from linewatch.cli import registercolumns, registerpages
from linewatch.cli.evidence import full_evidence
from linewatch.cli.formats import View
from linewatch.errors import UsageError
from linewatch.records import Article, Decision, Line, RedLine, Step
from linewatch.store import Found, Store

LINES = View(registercolumns.LINE, registercolumns.line_row, lambda line: line)
ALERTS = View(registercolumns.ALERT, registercolumns.alert_row, lambda alert: alert)
STEPS = View(registercolumns.STEP, registercolumns.step_row, lambda recorded: recorded._asdict())


def load_page(store: Store, line: Line) -> RenderableType:
    """Return the page of a line with the declarations, reports and decisions that belong to it."""
    declared = [found for key in line.declaration_ids for found in _declaration(store, key)]
    reports = {
        article.article_id: article
        for step in line.steps
        for key in step.article_ids
        for article in _report(store, key)
    }
    return registerpages.line_page(line, declared, reports, decisions_of(line, store.load_decisions()))


def explain(store: Store, record_id: str) -> RenderableType | None:
    """Return the account of a line, step or alert; None where the register has no line with this id.

    Raises:
        UsageError: LW003 the id of a step or alert is unknown, or several begin so.
    """
    if record_id.startswith("line_"):
        try:
            return load_page(store, store.load_line(record_id))
        except UsageError:
            return None
    if record_id.startswith("alr_"):
        alert = store.load_alert(record_id)
        line = _line(store, alert.line_id)
        return Group(registerpages.alert_entry(alert, line), Text(), _step_account(store, alert.step_id))
    return _step_account(store, record_id)


def decisions_of(line: Line, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions about a line, its declarations and steps, and those that undo them."""
    about = {line.line_id, *line.declaration_ids, *(step.step_id for step in line.steps)}
    found: list[Decision] = []
    for decision in decisions:
        if decision.about in about or decision.value.get("into") == line.line_id:
            found.append(decision)
            about.add(decision.decision_id)
    return found


def _step_account(store: Store, step_id: str) -> RenderableType:
    recorded = store.load_step(step_id)
    step, since = recorded.step, recorded.superseded_at
    gone = [Text(f"No longer holds since {registerpages.moment(since)}.", style="bold")] if since else []
    return Group(*gone, registerpages.step_page(step, _line(store, step.line_id), _evidence(store, step)))


def _evidence(store: Store, step: Step) -> RenderableType | None:
    """Return the account of the first report, else of the declaration; None where the store has neither any more."""
    for key in (*step.event_ids, step.declaration_id):
        if key is None:
            continue
        try:
            found = store.find(key)
        except UsageError:
            continue
        return full_evidence(store.load_article(found.article.article_id), found.record)
    return None


def _line(store: Store, line_id: str) -> Line | None:
    try:
        return store.load_line(line_id)
    except UsageError:
        return None


def _declaration(store: Store, declaration_id: str) -> list[Found[RedLine]]:
    try:
        found = store.find(declaration_id)
    except UsageError:
        return []
    return [Found(found.article, found.record)] if isinstance(found.record, RedLine) else []


def _report(store: Store, article_id: str) -> list[Article]:
    try:
        return [store.load_article(article_id).article]
    except UsageError:
        return []
