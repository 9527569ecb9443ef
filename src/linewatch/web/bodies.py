"""The bodies that the API takes, read strictly: what their JSON Schema allows is accepted, and nothing else.

msgspec gives reader and schema of one declaration. `read_decision` and `read_text` are dependencies of routes; the
schemas go into the OpenAPI document (`contract`). What a value may be about, only the store knows: that is no matter
of form (404, 409).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

import msgspec
from fastapi import Request
from msgspec import UNSET, Meta, Struct, UnsetType

from linewatch.errors import WebError
from linewatch.records import AreaKind, LineType, Verb

ShapeT = TypeVar("ShapeT")

_ENDS = r"_[0-9a-z_]{1,60}$"
_CONTROLS = r"\x00-\x08\x0e-\x1a\x1c-\x1f\x7f"  # the pipeline takes a few for a slip; here there need be none
_BLANKS = r"\t-\r \u001b\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_MOST_CHARS, _MOST_KM, _MOST_COUNTRIES = 2_000, 20_040, 50

LineId = Annotated[str, Meta(pattern=f"^line{_ENDS}")]
DeclarationId = Annotated[str, Meta(pattern=f"^dcl{_ENDS}")]
DecisionId = Annotated[str, Meta(pattern=f"^dec{_ENDS}")]
ReviewedId = Annotated[str, Meta(pattern=f"^(line|step|dcl){_ENDS}")]
Words = Annotated[str, Meta(max_length=_MOST_CHARS, pattern=f"^[^{_CONTROLS}]*$")]
Text = Annotated[str, Meta(pattern=f"^[^{_CONTROLS}]*[^{_CONTROLS}{_BLANKS}][^{_CONTROLS}]*$")]
Country = Annotated[str, Meta(pattern="^[A-Za-z]{3}$")]
Countries = Annotated[list[Country], Meta(min_length=1, max_length=_MOST_COUNTRIES)]


class CodeRequest(Struct, forbid_unknown_fields=True):
    """A text to code; `keep` saves it in the store."""

    text: Text
    title: Words | None = None
    published_on: date | None = None
    publisher: Words | None = None
    keep: bool = False


class _Decision(Struct, forbid_unknown_fields=True, tag_field="verb"):
    note: Words | None = None


class MergeValue(Struct, forbid_unknown_fields=True):
    """The line that the declarations belong to."""

    into: LineId


class Merge(_Decision, tag="merge", kw_only=True):
    """The declarations of a line are those of another one."""

    about: LineId
    value: MergeValue


class SplitValue(Struct, forbid_unknown_fields=True):
    """The declarations that leave."""

    declaration_ids: Annotated[list[DeclarationId], Meta(min_length=1, max_length=500)]


class Split(_Decision, tag="split", kw_only=True):
    """Some declarations of a line are a line of their own."""

    about: LineId
    value: SplitValue


class CloseValue(Struct, forbid_unknown_fields=True):
    """The last day, and how the line ended."""

    on: date
    state: Literal["withdrawn", "denied", "expired", "answered"] = "withdrawn"


class Close(_Decision, tag="close", kw_only=True):
    """A line is over."""

    about: LineId
    value: CloseValue


class Terms(Struct, forbid_unknown_fields=True):
    """The terms that are put right, at least one of them; countries by their three letters."""

    type: LineType | UnsetType = UNSET
    event_type: Annotated[str, Meta(pattern="^[A-Z][A-Z_-]{1,39}$")] | UnsetType = UNSET
    mode: Annotated[str, Meta(pattern="^[a-z][a-z_-]{0,39}$")] | UnsetType = UNSET
    actor_countries: Countries | UnsetType = UNSET
    declarer_country: Country | UnsetType = UNSET
    addressee_countries: Countries | UnsetType = UNSET
    area_kind: AreaKind | UnsetType = UNSET
    area_countries: Countries | UnsetType = UNSET
    distance_km: Annotated[float, Meta(ge=0, le=_MOST_KM)] | UnsetType = UNSET
    until_on: date | UnsetType = UNSET

    def pairs(self) -> list[str]:
        """Return the terms as ``TERM=VALUE``, in which form the page and the command line give them as well."""
        given = ((name, getattr(self, name)) for name in self.__struct_fields__)
        told = ((name, value) for name, value in given if value is not UNSET)
        return [f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in told]


class Correct(_Decision, tag="correct", kw_only=True):
    """The terms of a declaration are others."""

    about: DeclarationId
    value: Terms


class Nothing(Struct, forbid_unknown_fields=True):
    """These verbs need no value."""


class Confirm(_Decision, tag="confirm", kw_only=True):
    """A step, a declaration or a line is right."""

    about: ReviewedId
    value: Nothing | None = None


class Reject(_Decision, tag="reject", kw_only=True):
    """A step, a declaration or a line is wrong."""

    about: ReviewedId
    value: Nothing | None = None


class Undo(_Decision, tag="undo", kw_only=True):
    """A decision does not count; an undoing can be undone."""

    about: DecisionId
    value: Nothing | None = None


DecisionRequest: TypeAlias = Merge | Split | Close | Correct | Confirm | Reject | Undo


def verb_of(asked: DecisionRequest) -> Verb:
    """Return the verb of a decision."""
    verb: Verb = asked.__struct_config__.tag  # type: ignore[assignment]
    return verb


async def read_decision(request: Request) -> DecisionRequest:
    """Return the decision that is asked for.

    Raises:
        WebError: LW609 it has another form, LW615 the body is no JSON.
    """
    asked: DecisionRequest = await _read(request, DecisionRequest)
    if isinstance(asked, Correct) and not asked.value.pairs():
        raise WebError("LW609", "give at least one term that is to be another", "value")
    return asked


async def read_text(request: Request) -> CodeRequest:
    """Return the text that is to be coded.

    Raises:
        WebError: LW609 it has another form, LW615 the body is no JSON.
    """
    asked: CodeRequest = await _read(request, CodeRequest)
    return asked


async def _read(request: Request, shape: Any) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise WebError("LW615", "send an object as application/json", "body")
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except msgspec.ValidationError as error:
        raise WebError("LW609", f"{error}; see /api/v1/openapi.json", "body") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WebError("LW615", "send an object as application/json", "body") from error
