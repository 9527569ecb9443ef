"""The manual of the API and of the page is under test: routes, forms and signs are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from linewatch.web import words
from linewatch.web.sheets import FORMS
from linewatch.wording import SIGNS
from tests.web.routes import API

DOCS = Path(__file__).parents[2] / "docs"


def test_the_manual_has_every_route_of_the_api_and_no_other() -> None:
    told = set(re.findall(r"^\| `(\w+ /api/v1/\S+)` \|", (DOCS / "api.md").read_text("utf-8"), re.MULTILINE))
    assert told | {"GET /api/v1/openapi.json"} == {f"{route.method} {route.template}" for route in API}


def test_the_manual_has_every_form_of_export() -> None:
    (told,) = re.findall(r"`form` is (.*?) \|", (DOCS / "api.md").read_text("utf-8"))
    assert set(re.split(r", | or ", told)) == set(FORMS)


def test_the_manual_has_every_sign() -> None:
    rows = re.findall(r"^\| (\S) \| ([a-z ]+) \|$", (DOCS / "page.md").read_text("utf-8"), re.MULTILINE)
    assert {state: sign for sign, state in rows} == {words.state(name): words.glyph(name) for name in SIGNS}
