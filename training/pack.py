"""``python -m training.pack``: data sets and encoder weights → one small folder that a run needs.

Takes the gold data, the unpacked encoder (``model.safetensors``, ``tokenizer.json``) and, where it exists, the
unlabelled text made by ``training.silver``; gives ``labels.json``, ``tokenizer.json``, the encoder (fp16) and
one ``.npz`` a corpus. Words become piece ids here, once: a run needs neither the texts nor a tokenizer.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from tokenizers import Tokenizer

from linewatch.language.pieces import split_words, word_shape
from training.corpus import MISSING
from training.encoder import read_safetensors, reorder_words, squeeze_weights
from training.entities import TYPES, UNKNOWN
from training.sets import DEV_SETS, TRAIN_SETS, Annotated, read_dev_set, read_train_set

MAX_PIECES: Final = 254
PART_BYTES: Final = 40_000_000
MIN_LABEL_COUNT: Final = 5
COLUMNS: Final = ("upos", "xpos", "feats", "deprel", "ner")

Labels = dict[str, list[str]]


def main() -> None:
    """Packs everything under ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--silver", type=Path, default=Path(".cache/silver.jsonl"))
    parser.add_argument("--out", type=Path, default=Path(".cache/train"))
    parser.add_argument("--large", type=Path, default=None, help="folder of all-mpnet-base-v2, for a larger teacher")
    parser.add_argument("--large-out", type=Path, default=Path(".cache/large"))
    parser.add_argument("--squeeze", action="store_true", help="encoder weights in 8 bits, to travel light")
    parser.add_argument("--limit", type=int, default=None, help="sentences a set, for a trial")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = read_tokenizer(options.encoder / "tokenizer.json")
    tokenizer.save(str(options.out / "tokenizer.json"))
    pack_encoder(options.encoder, options.out / "encoder", is_squeezed=options.squeeze)
    if options.large:
        weights = read_safetensors(options.large / "model.safetensors")
        theirs, ours = (read_vocabulary(folder) for folder in (options.large, options.encoder))
        words = "embeddings.word_embeddings.weight"
        weights[words] = reorder_words(weights[words], theirs, ours)
        save_encoder(squeeze_weights(weights), options.large_out)
    trained_on = pack_gold(options.shared, tokenizer, options.out, options.limit)
    if options.silver.exists():
        trained_on += json.loads(options.silver.with_suffix(".sets.json").read_text(encoding="utf-8"))
        lines = options.silver.read_text(encoding="utf-8").splitlines()[: options.limit]
        save_corpus(options.out / "silver.npz", [Annotated(json.loads(line)) for line in lines], {}, tokenizer)
    (options.out / "trained_on.json").write_text(json.dumps(trained_on, indent=1) + "\n", encoding="utf-8")


def pack_encoder(source: Path, out: Path, *, is_squeezed: bool) -> None:
    """Writes the small encoder's weights."""
    weights = read_safetensors(source / "model.safetensors")
    save_encoder(squeeze_weights(weights) if is_squeezed else weights, out)


def save_encoder(weights: dict[str, np.ndarray], out: Path) -> None:
    """Writes weights as folders of about 32 MB, so that they can travel one by one."""
    parts: list[dict[str, np.ndarray]] = [{}]
    for name, array in weights.items():
        if sum(a.nbytes for a in parts[-1].values()) + array.nbytes > PART_BYTES and parts[-1]:
            parts.append({})
        parts[-1][name] = array
    for number, part in enumerate(parts):
        (out / str(number)).mkdir(parents=True, exist_ok=True)
        np.savez_compressed(out / str(number) / "part.npz", **part)  # type: ignore[arg-type]


def read_vocabulary(folder: Path) -> dict[str, int]:
    """The pieces of a tokenizer with their numbers."""
    return dict(Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab())


def read_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer without the truncation and padding that it is shipped with."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pack_gold(shared: Path, tokenizer: Tokenizer, out: Path, limit: int | None) -> list[dict[str, Any]]:
    """Packs the training sets into one corpus and each development set into its own.

    Returns: what was trained on, for ``model.json``.
    """
    sets = {data_set.name: list(read_train_set(data_set, shared))[:limit] for data_set in TRAIN_SETS}
    labels = collect_labels(sentence for sentences in sets.values() for sentence in sentences)
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    train = [sentence for sentences in sets.values() for sentence in sentences]
    save_corpus(out / "train.npz", train, labels, tokenizer)
    for name in DEV_SETS:
        save_corpus(out / f"dev-{name}.npz", list(read_dev_set(name, shared))[:limit], labels, tokenizer)
    return [
        {
            "name": data_set.name,
            "licence": data_set.licence,
            "sentences": len(sets[data_set.name]) // data_set.copies,
            "use": "annotation",
        }
        for data_set in TRAIN_SETS
    ]


def collect_labels(sentences: Iterable[Annotated]) -> Labels:
    """The closed label set of each column, most frequent first; rare ones are left out."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for sentence in sentences:
        for name in COLUMNS:
            counts[name].update(getattr(sentence, name))
    labels = {
        name: [label for label, count in counts[name].most_common() if count >= MIN_LABEL_COUNT] for name in COLUMNS
    }
    labels["ner"] = ["O", *(f"{prefix}-{kind}" for kind in TYPES for prefix in ("B", "I"))]
    return labels


def save_corpus(path: Path, sentences: list[Annotated], labels: Labels, tokenizer: Tokenizer) -> None:
    """Writes sentences as flat arrays; each begins with a root word that is CLS and SEP's word too."""
    split = split_words(tokenizer, [word for sentence in sentences for word in sentence.words])
    columns: dict[str, list[int]] = {name: [] for name in ("pieces", "owners", "firsts", "widths", "words", "head")}
    columns |= {name: [] for name in labels}
    shapes: list[tuple[int, int, int, int]] = []
    cls, sep = (tokenizer.get_vocab()[mark] for mark in ("[CLS]", "[SEP]"))
    place = 0
    for sentence in sentences:
        pieces = split[place : place + len(sentence.words)]
        place += len(sentence.words)
        if sum(map(len, pieces)) + 2 <= MAX_PIECES:
            _append_pieces(columns, pieces, cls, sep)
            shapes += [(0, 0, 0, 0), *map(_shape_variants, sentence.words)]
            _append_labels(columns, sentence, labels)
    arrays = {name: np.array(values, np.int32 if name == "owners" else np.int16) for name, values in columns.items()}
    arrays["pieces"] = np.array(columns["pieces"], np.uint16)
    arrays["shapes"] = np.array(shapes, np.uint8)
    if not labels:
        del arrays["head"]
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _append_pieces(columns: dict[str, list[int]], pieces: list[list[int]], cls: int, sep: int) -> None:
    """Adds one sentence's pieces: ``owners`` is the word of each piece within the sentence."""
    columns["pieces"] += [cls, *(piece for word in pieces for piece in word), sep]
    columns["owners"] += [0, *(n for n, word in enumerate(pieces, 1) for _ in word), 0]
    lengths = [len(word) for word in pieces]
    columns["firsts"] += [0, *(1 + sum(lengths[:n]) for n in range(len(lengths)))]
    columns["widths"].append(sum(lengths) + 2)
    columns["words"].append(len(pieces) + 1)


def _append_labels(columns: dict[str, list[int]], sentence: Annotated, labels: Labels) -> None:
    """Adds one sentence's labels as numbers, MISSING where the set is silent or the label is rare."""
    length = len(sentence.words)
    if labels:
        columns["head"] += [MISSING, *(sentence.head or [MISSING] * length)]
    for name, known in labels.items():
        numbers = {label: number for number, label in enumerate(known)}
        values = getattr(sentence, name) or [UNKNOWN] * length
        columns[name] += [MISSING, *(numbers.get(value, MISSING) for value in values)]


def _shape_variants(word: str) -> tuple[int, int, int, int]:
    """The word's shape as written, in lower case, in capitals, and as in a Title."""
    return word_shape(word), word_shape(word.lower()), word_shape(word.upper()), word_shape(word.capitalize())


if __name__ == "__main__":
    main()
