"""``python -m training.compact``: graphs of the model's folder → their compact forms, with new checksums in its card.

Graphs that are compact stay as they are, so that the command may be run again after any export.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx

from linewatch.language.model import model_folder
from training.compact.kinds import compact
from training.quantise import note_files


def main() -> None:
    """Rewrite the graphs that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", type=Path, help="files in one folder; all of the model's, unless given")
    options = parser.parse_args()
    paths = options.graphs or sorted(model_folder().glob("*.onnx"))
    for path in paths:
        onnx.save(compact(onnx.load(path)), path)
    note_files(paths[0].parent, [path.name for path in paths])


if __name__ == "__main__":
    main()
