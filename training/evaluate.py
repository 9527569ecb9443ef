"""``python -m training.evaluate``: an ONNX model → its figures on the development sets, by the project's scorer.

Takes a model folder; gives the figures as JSON and, with ``--record``, in ``model.json``. The model is run by the
shipped runtime, forty sentences at a time in the file's order, as an article's are. Words are the gold ones; all genres
of GUM are scored, also those that were not trained on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from linewatch.language.encoder import open_encoder
from training.conllu import Sentence, read_conllu
from training.entities import POLITICS, Span, read_records, spans_of

_ARTICLE: Final = 40
"""Sentences that are read together, as those of one article are."""
_BATCH_PIECES: Final = 1024
_POLITICS_MAP: Final = ",".join(f"{ours}={kind}" for ours, kind in POLITICS.items())
ENTITY_SETS: Final = {
    "conll2003": ("gold_more/ner_conll2003/dev.jsonl", "PER=PER,LOC=LOC,ORG=ORG,MISC=MISC"),
    "politics": ("gold_more/ner_politics/dev.jsonl", _POLITICS_MAP),
    "wikigold": ("gold_more/ner_wikigold/dev.jsonl", "PER=PER,LOC=LOC,ORG=ORG,MISC=MISC"),
    "uner_ewt": ("gold/ner/uner_ewt_dev.jsonl", "PER=PER,LOC=LOC,ORG=ORG"),
}
TREEBANKS: Final = {"ewt": "gold/ud/en_ewt-dev.conllu", "gum": "gold/ud/en_gum-dev.conllu"}

Read = dict[str, list[Any]]


class Annotator:
    """A model folder as a function from words to label names, through the shipped runtime."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._encoder = open_encoder(folder, threads, _BATCH_PIECES)

    def annotate(self, sentences: Sequence[Sequence[str]]) -> Iterator[Read]:
        """Tags, features, heads, relations and BIO labels of each sentence, in order."""
        labels = self._encoder.labels
        for start in range(0, len(sentences), _ARTICLE):
            for found in self._encoder.annotate(sentences[start : start + _ARTICLE]):
                read: Read = {
                    name: [labels[name][number] for number in getattr(found, name)]
                    for name in ("upos", "xpos", "feats", "deprel", "ner")
                }
                yield read | {"head": [int(head) for head in found.head]}


def score_treebank(annotator: Annotator, gold: Path, scorer: Path, shared_prefixes: bool) -> dict[str, Any]:
    """UPOS, XPOS, features, UAS and LAS; by genre where sentence ids name one."""
    sentences = list(read_conllu(gold))
    read = list(annotator.annotate([[word.form for word in sentence.words] for sentence in sentences]))
    figures: dict[str, Any] = dict(_exact_shares(sentences, read))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.conllu"
        path.write_text("".join(map(_as_conllu, sentences, read)), encoding="utf-8")
        figures |= _call_scorer(scorer, "parse", gold, path)
        if shared_prefixes:
            genres = sorted({"_".join(sentence.id.split("_")[:2]) for sentence in sentences})
            figures["by_genre"] = {name: _call_scorer(scorer, "parse", gold, path, "--prefix", name) for name in genres}
    return figures


def score_entities(annotator: Annotator, gold: Path, scorer: Path, mapping: str) -> dict[str, Any]:
    """Strict F1 of entities in the set's types, mapped to ours."""
    records = list(read_records(gold))
    wanted = set(dict(pair.split("=") for pair in mapping.split(",")).values())
    read = annotator.annotate([record["tokens"] for record in records])
    lines = []
    for record, labels in zip(records, read, strict=True):
        spans: list[Span] = [span for span in spans_of(labels["ner"]) if span[2] in wanted]
        lines.append(json.dumps({"id": record["id"], "entities": spans}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return _call_scorer(scorer, "ner", gold, path, "--map", mapping)


def score_all(folder: Path, shared: Path, threads: int) -> dict[str, Any]:
    """Every figure."""
    annotator, scorer = Annotator(folder, threads), shared / "gold/score.py"
    figures: dict[str, Any] = {
        name: score_treebank(annotator, shared / path, scorer, name == "gum") for name, path in TREEBANKS.items()
    }
    for name, (path, mapping) in ENTITY_SETS.items():
        figures[name] = score_entities(annotator, shared / path, scorer, mapping)
    return figures


def main() -> None:
    """Prints the figures of one graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("src/linewatch/data/model"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--record", action="store_true", help="write the figures into model.json")
    options = parser.parse_args()
    figures = score_all(options.model, options.shared, options.threads)
    print(json.dumps(figures, indent=1))
    if options.record:
        path = options.model / "model.json"
        card = json.loads(path.read_text(encoding="utf-8")) | {"figures": figures}
        path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _exact_shares(sentences: Sequence[Sentence], read: Sequence[Read]) -> dict[str, float]:
    """Accuracy of XPOS and of whole feature strings, which the scorer does not measure."""
    pairs = [
        (word, x, f)
        for s, r in zip(sentences, read, strict=True)
        for word, x, f in zip(s.words, r["xpos"], r["feats"], strict=True)
    ]
    return {
        "xpos": round(sum(word.xpos == x for word, x, _ in pairs) / len(pairs), 4),
        "feats": round(sum(word.feats == f for word, _, f in pairs) / len(pairs), 4),
    }


def _as_conllu(sentence: Sentence, read: Read) -> str:
    """One predicted sentence for the scorer."""
    rows = zip(sentence.words, read["upos"], read["head"], read["deprel"], strict=True)
    lines = [
        f"{number}\t{word.form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_"
        for number, (word, upos, head, relation) in enumerate(rows, 1)
    ]
    return "\n".join([f"# sent_id = {sentence.id}", *lines, "", ""])


def _call_scorer(scorer: Path, verb: str, gold: Path, predicted: Path, *extra: str) -> dict[str, Any]:
    """The scorer's last line, in short."""
    command = [sys.executable, str(scorer), verb, "--gold", str(gold), "--pred", str(predicted), *extra]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout.strip().splitlines()[-1])
    if verb == "parse":
        return {name: result[name] for name in ("upos", "uas", "las", "las_with_subtypes", "words")}
    per_type = {name: figures["f1"] for name, figures in result["per_type"].items()}
    return {
        "f1": result["micro"]["f1"],
        "precision": result["micro"]["p"],
        "recall": result["micro"]["r"],
        "span_only_f1": result["span_only"]["f1"],
        "by_type": per_type,
    }


if __name__ == "__main__":
    main()
