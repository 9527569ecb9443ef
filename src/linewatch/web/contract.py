"""The OpenAPI document: what FastAPI tells of the routes, with the schemas of the bodies and the limits in force."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI

from linewatch.web.bodies import CodeRequest, DecisionRequest

_REF = "#/components/schemas/{name}"


def body_of(name: str) -> dict[str, Any]:
    """Return what a route says of the body that it takes, for ``openapi_extra``."""
    content = {"application/json": {"schema": {"$ref": _REF.format(name=name)}}}
    return {"requestBody": {"required": True, "content": content}}


def add_bodies(app: FastAPI, *, max_text_chars: int) -> None:
    """Let the application's document say what bodies may hold."""
    tell = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = tell()
            told.setdefault("components", {}).setdefault("schemas", {}).update(_schemas(max_text_chars))
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _schemas(max_text_chars: int) -> dict[str, Any]:
    (decision, code), known = msgspec.json.schema_components([DecisionRequest, CodeRequest], ref_template=_REF)
    del code  # is among the known by its name
    schemas: dict[str, Any] = {**known, "DecisionRequest": decision}
    schemas["CodeRequest"]["properties"]["text"]["maxLength"] = max_text_chars
    schemas["Terms"]["minProperties"] = 1
    return schemas
