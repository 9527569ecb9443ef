"""The model folder: what is in it, and whether it is whole.

Takes a folder with ``model.json``, ``encoder.onnx`` and ``tokenizer.json``; gives a `Model` whose files were checked
against their SHA-256, once a process. It never runs anything.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from linewatch.errors import ModelError

LAYERS: Final = ("upos", "xpos", "feats", "deprel", "ner")
"""What the model says of a word; each has its list of labels."""

_NEEDED: Final = ("encoder.onnx", "tokenizer.json")
_NEXT_STEP: Final = "install linewatch again"


@dataclass(frozen=True, slots=True)
class Model:
    """A checked model folder. `max_pieces` is the longest window in pieces, without the two marks at its ends."""

    folder: Path
    name: str
    version: str
    max_pieces: int
    labels: dict[str, tuple[str, ...]]


def model_folder() -> Path:
    """The folder of the model that ships with Linewatch."""
    return Path(str(files("linewatch").joinpath("data/model")))


@cache
def open_model(folder: Path) -> Model:
    """The model in a folder.

    Raises:
        ModelError: LW302 when a file is missing; LW301 when it is not what ``model.json`` says.
    """
    card = _read_card(folder / "model.json")
    try:
        checked = {name: (entry["sha256"], entry["size_bytes"]) for name, entry in card["files"].items()}
        labels = {layer: tuple(card["labels"][layer]) for layer in LAYERS}
        model = Model(folder, card["name"], card["version"], int(card["max_pieces"]), labels)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError("LW301", f"model.json lacks or garbles {error}; {_NEXT_STEP}", str(folder)) from error
    for name in _NEEDED:
        if name not in checked:
            raise ModelError("LW301", f"model.json does not list {name}; {_NEXT_STEP}", str(folder))
    for name, (sha256, size_bytes) in sorted(checked.items()):
        _check_file(folder / name, sha256, size_bytes)
    return model


def _read_card(path: Path) -> dict[str, Any]:
    """The contents of model.json."""
    try:
        card = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ModelError("LW302", f"the file is missing; {_NEXT_STEP}", str(path)) from error
    except (OSError, ValueError) as error:
        raise ModelError("LW301", f"the file cannot be read; {_NEXT_STEP}", str(path)) from error
    if not isinstance(card, dict):
        raise ModelError("LW301", f"the file is not a JSON object; {_NEXT_STEP}", str(path))
    return card


def _check_file(path: Path, sha256: str, size_bytes: int) -> None:
    """Refuse a file that is not the one that model.json names."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise ModelError("LW302", f"the file is missing; {_NEXT_STEP}", str(path)) from error
    except OSError as error:
        raise ModelError("LW301", f"the file cannot be read; {_NEXT_STEP}", str(path)) from error
    if found != sha256 or path.stat().st_size != size_bytes:
        raise ModelError("LW301", f"its checksum is not the one in model.json; {_NEXT_STEP}", str(path))
