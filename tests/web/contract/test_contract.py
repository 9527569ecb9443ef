"""The API is held to its own OpenAPI document: schemathesis makes up requests, good and bad, and checks every answer.

Run by ``pytest -m contract`` where schemathesis is installed (``pip install ".[contract]"``). Half of the ids that it
makes up are exchanged for some that the store has, so that what lies behind the checks of form is reached as well.
`LINEWATCH_CONTRACT` is how many requests are made up for each operation.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from linewatch.run import watch_store
from linewatch.settings import Settings
from linewatch.store import Store
from linewatch.web.app import make_app
from linewatch.web.desk import Desk
from linewatch.web.limits import Bucket
from linewatch.web.reading import Reading
from linewatch.web.security import LOOPBACK, Doorkeeper
from tests.fakes import fake_pipeline
from tests.registers import NOW
from tests.web.conftest import fill

schemathesis = pytest.importorskip("schemathesis")
MOST = int(os.environ.get("LINEWATCH_CONTRACT", "8"))
PATIENCE_S = 60
DOCUMENT = "/api/v1/openapi.json"


def held_to_its_document(folder: str) -> Any:
    """Return the document of a page whose watch is the real one."""
    store = Store.open(Path(folder) / "page.db", create=True)
    fill(store)
    reading = Reading(store, lambda at: watch_store(store, Settings(), now=at), now=lambda: NOW)
    reading.begin()
    keeper = Doorkeeper(frozenset({*LOOPBACK, "testserver"}))
    desk = Desk(fake_pipeline, bucket=Bucket(100_000, 1.0))
    held = schemathesis.openapi.from_asgi(
        DOCUMENT, make_app(reading, desk, keeper, max_text_chars=Settings().max_article_chars)
    )
    known = known_ids(reading)

    @held.hook
    def map_case(context: Any, case: Any) -> Any:
        del context
        return with_known_ids(case, known)

    return held


def known_ids(reading: Reading) -> dict[str, list[str]]:
    """Return some ids of each kind by their first letters."""
    lines = reading.all_lines()
    found = [line.line_id for line in lines]
    found += [each for line in lines for each in line.declaration_ids]
    found += [step.step_id for line in lines for step in line.steps]
    found += [event.event_id for event in reading.catalogue.outlines]
    found += [article.article_id for article in reading.articles().items]
    known: dict[str, list[str]] = {}
    for each in found:
        known.setdefault(each.partition("_")[0], []).append(each)
    return known


def with_known_ids(case: Any, known: dict[str, list[str]]) -> Any:
    """Return the request with half of its ids exchanged for known ones, and no patience for a stream."""
    for values in (case.path_parameters, case.query, case.body):
        if isinstance(values, dict):
            _exchange(values, known)
    if case.path.endswith("/stream"):
        case.query = {**(case.query or {}), "wait_s": 0}
    return case


def _exchange(values: dict[str, Any], known: dict[str, list[str]]) -> None:
    for name, value in values.items():
        if isinstance(value, dict):
            _exchange(value, known)
        elif isinstance(value, str) and len(value) % 2:
            some = known.get("evt" if name == "record_id" else value.partition("_")[0], [])
            if "_" in value and some:
                values[name] = some[len(value) % len(some)] + "".join(value.partition(".")[1:])  # a cursor's place


folder = TemporaryDirectory(ignore_cleanup_errors=True)
pytestmark = pytest.mark.contract
schema = held_to_its_document(folder.name)


@schema.parametrize()
@settings(max_examples=MOST, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_document_says(case: Any) -> None:
    case.call_and_validate(timeout=PATIENCE_S)
