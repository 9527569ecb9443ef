"""Event types of the user's own beside PLOVER's."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.extensions import extend_ontology
from linewatch.ontology import Ontology
from linewatch.tables import read_own_tables

TYPES = """[[types]]
name = "INSPECT"
quad = 2
score = 3.0
meaning = "looks over"
modes = [{ name = "ship", meaning = "a ship" }]

[[modes]]
type = "AID"
name = "veterinary"
meaning = "help for herds"

[contexts]
fishery = "fishing grounds"

[modality.future]
INSPECT = "AGREE"

[carried.REQUEST]
INSPECT = "assist"
"""


def extend(tmp_path: Path, text: str) -> Ontology:
    path = tmp_path / "types.toml"
    path.write_text(text)
    return extend_ontology(Ontology.open(), read_own_tables([path]))


def test_a_type_of_ones_own_has_all_that_plovers_have(tmp_path: Path) -> None:
    own = extend(tmp_path, TYPES)
    assert (own.quad_code("INSPECT"), own.intensity("INSPECT", "ship"), own.cameo_for("INSPECT")) == (2, 3.0, None)
    assert own.mode_score("AID", "veterinary") is None
    assert own.cameo_for("AID", "veterinary") == own.cameo_for("AID")
    assert "fishery" in own.contexts
    assert own.carried_mode("REQUEST", "INSPECT") == "assist"
    assert own.label("plv", "INSPECT") == "INSPECT"
    assert "INSPECT" not in Ontology.open().types


def test_a_modality_that_is_not_told_keeps_the_type_unless_it_is_only_supposed(tmp_path: Path) -> None:
    own = extend(tmp_path, TYPES)
    becomes = [own.modal_type("INSPECT", modality) for modality in ("actual", "future", "negated", "hypothetical")]  # type: ignore[arg-type]
    assert becomes == ["INSPECT", "AGREE", "INSPECT", None]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (TYPES.replace('"INSPECT"\nquad', '"AID"\nquad'), 1, "a type AID already"),
        (TYPES.replace("quad = 2", "quad = 5"), 1, "quad must be 1 to 4"),
        (TYPES.replace('meaning = "looks over"\n', ""), 1, "missing required field `meaning`"),
        (TYPES.replace("quad = 2", 'quad = 2\ncameo = "999"'), 1, "CAMEO has no code 999"),
        (TYPES.replace('type = "AID"', 'type = "AIDE"'), 8, "no type AIDE"),
        (TYPES.replace('"AID"\nname = "veterinary"', '"PROTEST"\nname = "boycott"'), 8, "a mode boycott already"),
        (TYPES.replace("[modality.future]", "[modality.soon]"), 16, "no modality 'soon'"),
        (TYPES.replace('INSPECT = "AGREE"', 'INSPECT = "OKAY"'), 16, "no type OKAY"),
        (TYPES.replace('INSPECT = "assist"', 'INSPECT = "asist"'), 19, "no mode asist"),
        ("[[typos]]\n", 1, "no table 'typos'"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as caught:
        extend(tmp_path, text)
    assert caught.value.code == "LW305"
    assert caught.value.about == f"{tmp_path / 'types.toml'}:{line}"
