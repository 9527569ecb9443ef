"""``python -m training.compact``: graphs of the model's folder → their compact forms, with new checksums in its card.

Graphs that are compact stay as they are, so that the command may be run again after any export.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx

from linewatch.language.model import model_folder
from training.compact.kinds import compact
from training.quantise import describe_file


def main() -> None:
    """Rewrite the graphs that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", type=Path, help="files in one folder; all of the model's, unless given")
    options = parser.parse_args()
    paths = options.graphs or sorted(model_folder().glob("*.onnx"))
    for path in paths:
        onnx.save(compact(onnx.load(path)), path)
    card_path = paths[0].parent / "model.json"
    card = json.loads(card_path.read_text(encoding="utf-8"))
    card["files"] |= {path.name: describe_file(path) for path in paths}
    card_path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
