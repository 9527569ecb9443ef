"""``python -m training.readers.pack``: what every run of a reader starts from, in one small folder.

The shipped embedding's tables (``tables.npz``), and the published encoders in 8 bits a number (``small``, ``large``).
With it and packed examples a machine with a GPU needs torch and numpy, and neither tokenizer nor spaCy.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
from pathlib import Path
from typing import Any, Final

import numpy as np

from training.encoder import load_pretrained_folder, read_safetensors, reorder_words, squeeze_weights
from training.readers.backbone import Backbone
from training.readers.embedding import read_tables

FOLDER: Final = Path(".cache/readers")
_WORDS: Final = "embeddings.word_embeddings.weight"


def main() -> None:
    """Write the folder."""
    from linewatch.language.model import model_folder
    from training.pack import read_vocabulary, save_encoder  # it needs a tokenizer, what is packed does not

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=Path, default=Path(".cache/minilm"), help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--large", type=Path, help="folder of all-mpnet-base-v2, for a teacher")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "tables.npz", **read_tables(model_folder() / "encoder.onnx"))  # type: ignore[arg-type]
    small = next(options.small.rglob("model.safetensors"))
    weights = read_safetensors(small)
    weights[_WORDS] = np.zeros_like(weights[_WORDS])  # readers have the shipped embedding in their place
    save_encoder(squeeze_weights(weights), options.out / "small")
    if options.large:
        weights = read_safetensors(options.large / "model.safetensors")
        vocabularies = read_vocabulary(options.large), read_vocabulary(small.parent)
        weights[_WORDS] = reorder_words(weights[_WORDS], *vocabularies)
        save_encoder(squeeze_weights(weights), options.out / "large")


def new_backbone(size: str, marks: int, *, layers: int | None = None, folder: Path = FOLDER) -> Backbone:
    """Return a backbone with the published encoder's weights."""
    with np.load(folder / "tables.npz") as tables:
        backbone = Backbone(size, marks, dict(tables), layers)
    backbone.load_pretrained(load_pretrained_folder(folder / size))
    return backbone


def save_examples(path: Path, examples: Any) -> None:
    """Write examples with their pieces."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wb", compresslevel=6) as file:
        pickle.dump(examples, file)


def load_examples(path: Path) -> Any:
    """Return what `save_examples` wrote; only for files of one's own making, since pickle runs what it reads."""
    with gzip.open(path, "rb") as file:
        return pickle.load(file)


if __name__ == "__main__":
    main()
