from __future__ import annotations

import pickle
import re

import pytest

from linewatch import errors
from linewatch.errors import CODES, DocumentError, LinewatchError, StoreError, UsageError

FAMILIES = {
    error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, LinewatchError) and error is not LinewatchError
}


def test_an_error_prints_code_subject_and_sentence() -> None:
    error = DocumentError("LW204", "no main text was found; give another page", "extract page.html")
    assert str(error) == "LW204 extract page.html: no main text was found; give another page"
    assert str(UsageError("LW001", "give a date")) == "LW001 give a date"


@pytest.mark.parametrize("family", sorted(FAMILIES, key=lambda error: error.__name__))
def test_an_error_survives_pickling(family: type[LinewatchError]) -> None:
    error = pickle.loads(pickle.dumps(family("LW901", "a reason", "a subject")))
    assert (type(error), error.code, error.reason, error.about) == (family, "LW901", "a reason", "a subject")


def test_the_tree_on_top_of_the_module_names_every_family() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn == {error.__name__ for error in FAMILIES}


def test_exit_codes_tell_the_families_apart() -> None:
    assert (UsageError.exit_code, DocumentError.exit_code, StoreError.exit_code) == (2, 3, 5)


def test_codes_are_well_formed_and_mean_different_things() -> None:
    assert all(re.fullmatch(r"LW[0-69]\d\d", code) for code in CODES)
    assert len(set(CODES.values())) == len(CODES)
