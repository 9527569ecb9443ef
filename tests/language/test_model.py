from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.language.model import LAYERS, open_model

FILES = {"encoder.onnx": b"graph", "tokenizer.json": b"{}"}


def write_model(folder: Path, **changes: object) -> Path:
    for name, raw in FILES.items():
        (folder / name).write_bytes(raw)
    listed = {name: {"sha256": hashlib.sha256(raw).hexdigest(), "size_bytes": len(raw)} for name, raw in FILES.items()}
    card = {"name": "m", "version": "1", "max_pieces": 8, "files": listed, "labels": {layer: ["x"] for layer in LAYERS}}
    (folder / "model.json").write_text(json.dumps(card | changes), encoding="utf-8")
    return folder


def code_of(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        open_model(folder)
    return caught.value.code


def test_a_whole_folder_is_a_model(tmp_path: Path) -> None:
    model = open_model(write_model(tmp_path))
    assert (model.name, model.version, model.max_pieces, model.labels["ner"]) == ("m", "1", 8, ("x",))


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    (write_model(tmp_path) / "encoder.onnx").write_bytes(b"grapf")
    assert code_of(tmp_path) == "LW301"


@pytest.mark.parametrize("name", ["model.json", "encoder.onnx", "tokenizer.json"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    (write_model(tmp_path) / name).unlink()
    assert code_of(tmp_path) == "LW302"


@pytest.mark.parametrize("changes", [{"files": {}}, {"files": 3}, {"labels": {}}, {"max_pieces": "many"}])
def test_a_garbled_card_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    assert code_of(write_model(tmp_path, **changes)) == "LW301"


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff"])
def test_a_card_that_is_no_json_object_is_refused(tmp_path: Path, raw: bytes) -> None:
    (write_model(tmp_path) / "model.json").write_bytes(raw)
    assert code_of(tmp_path) == "LW301"
