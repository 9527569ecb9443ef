"""Errors as the API gives them: ``application/problem+json`` (RFC 9457) with our permanent codes.

Takes an error; gives the HTTP status and the problem. It never shows a trace, a path of this machine or a secret.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from linewatch.errors import CODES, LinewatchError

MEDIA_TYPE = "application/problem+json"

_STATUS = {
    "LW003": 404,
    "LW602": 401,
    "LW603": 401,
    "LW604": 403,
    "LW605": 403,
    "LW606": 403,
    "LW607": 404,
    "LW608": 405,
    "LW609": 422,
    "LW610": 413,
    "LW611": 429,
    "LW612": 404,
    "LW614": 503,
    "LW615": 415,
    "LW616": 409,
}
_BY_KIND = {"LW0": 400, "LW2": 422, "LW4": 503}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: `title` is what the code means, `detail` what went wrong here and what to do next."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def status_of(error: LinewatchError) -> int:
    """Return the HTTP status of an error."""
    return _STATUS.get(error.code) or _BY_KIND.get(error.code[:3], 500)


def problem_of(error: LinewatchError) -> Problem:
    """Return an error as a problem."""
    is_of_files = error.code.startswith("LW4") or error.code == "LW614"  # what these are about is a path of ours
    about = f"{error.about}: " if error.about and not is_of_files else ""
    title = CODES.get(error.code, "an error")
    return Problem(f"urn:linewatch:error:{error.code}", title, status_of(error), f"{about}{error.reason}", error.code)


def problem_body(error: LinewatchError) -> dict[str, object]:
    """Return the members of the problem's JSON object."""
    return asdict(problem_of(error))
