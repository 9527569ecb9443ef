"""The data sets: where each lies, its licence, and what of it may train weights that are shipped.

Takes the folder of gold data; gives annotated sentences. Development parts are never trained on. Of GUM the
genres with non-commercial or mixed licences are left out, whatever the layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from training.conllu import Sentence, read_conllu
from training.entities import NEWSWIRE, POLITICS, Span, bio_labels, gum_labels, read_records
from training.swaps import swap_names

GUM_LEFT_OUT: Final = ("GUM_fiction", "GUM_whow", "GUM_essay", "GUM_podcast")
"""Non-commercial (fiction, whow) or mixed and unclear (essay, podcast) licences."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence with what its set says of each word; a layer that is absent is an empty list."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set as it is trained on; with ``copies``, an epoch shows it so often, its names exchanged."""

    name: str
    licence: str
    path: str
    copies: int = 1


EWT: Final = DataSet("UD English EWT", "CC BY-SA 4.0", "gold/ud/en_ewt-train.conllu.gz")
GUM: Final = DataSet(
    "UD English GUM and its entity layer, without fiction, whow, essay and podcast",
    "the release as a whole CC BY-NC-SA 4.0, terms differ by document; non-commercial and unclear genres left out",
    "gold/ud/en_gum-train.conllu.gz",
)
GUM_ENTITIES: Final = "gold/ner/gum_train.jsonl"
CONLL: Final = DataSet(
    "CoNLL-2003 English, as in CrossNER",
    "MIT for the repository; the text is Reuters 1996, which has its own terms",
    "gold_more/ner_conll2003/train.jsonl",
)
POLITICS_SET: Final = DataSet("CrossNER politics", "MIT", "gold_more/ner_politics/train.jsonl", copies=15)
WIKIGOLD: Final = DataSet("WikiGold", "CC BY 4.0", "gold_more/ner_wikigold/train.jsonl", copies=4)

TRAIN_SETS: Final = (EWT, GUM, CONLL, POLITICS_SET, WIKIGOLD)
DEV_SETS: Final = {
    "ewt": "gold/ud/en_ewt-dev.conllu",
    "gum": "gold/ud/en_gum-dev.conllu",
    "conll": "gold_more/ner_conll2003/dev.jsonl",
    "politics": "gold_more/ner_politics/dev.jsonl",
    "wikigold": "gold_more/ner_wikigold/dev.jsonl",
}


def read_train_set(data_set: DataSet, shared: Path) -> Iterator[Annotated]:
    """The sentences of one training set: first each once, then the copies of an entity set."""
    path = shared / data_set.path
    if data_set is GUM:
        yield from _read_gum(path, shared / GUM_ENTITIES)
    elif path.name.endswith(".conllu.gz"):
        yield from map(_from_treebank, read_conllu(path))
    else:
        yield from _read_entities(path, data_set.copies)


def read_dev_set(name: str, shared: Path) -> Iterator[Annotated]:
    """The sentences of one development set, for watching a run and for evaluation only."""
    path = shared / DEV_SETS[name]
    return map(_from_treebank, read_conllu(path)) if path.suffix == ".conllu" else _read_entities(path)


def may_train(sentence_id: str) -> bool:
    """Whether the licence of a GUM sentence's genre lets its weights be shipped."""
    return not sentence_id.startswith(GUM_LEFT_OUT)


def _read_gum(treebank: Path, entities: Path) -> Iterator[Annotated]:
    """GUM with both layers, joined by sentence id."""
    spans: dict[str, list[Span]] = {
        record["id"]: [(start, end, kind) for start, end, kind in record["entities"]]
        for record in read_records(entities)
    }
    for sentence in read_conllu(treebank):
        if not may_train(sentence.id):
            continue
        annotated = _from_treebank(sentence)
        if sentence.id in spans:
            annotated.ner.extend(gum_labels(annotated.words, annotated.upos, spans[sentence.id]))
        yield annotated


def _read_entities(path: Path, copies: int = 1) -> Iterator[Annotated]:
    """An entity set in the four types, after mapping the politics types; names are exchanged within the set's own."""
    types = {**NEWSWIRE, **POLITICS}
    records = [(r["tokens"], [(start, end, kind) for start, end, kind in r["entities"]]) for r in read_records(path)]
    for tokens, spans in swap_names(records, copies, seed=1):
        yield Annotated(tokens, ner=bio_labels(len(tokens), spans, types))


def _from_treebank(sentence: Sentence) -> Annotated:
    """A treebank sentence as columns."""
    words = sentence.words
    return Annotated(
        words=[word.form for word in words],
        upos=[word.upos for word in words],
        xpos=[word.xpos for word in words],
        feats=[_plain_feats(word.feats) for word in words],
        head=[word.head for word in words],
        deprel=[word.deprel for word in words],
    )


def _plain_feats(feats: str) -> str:
    """The features without those on spelling and style, which say nothing of the word's form."""
    kept = [pair for pair in feats.split("|") if not pair.startswith(("Typo=", "Style="))]
    return "|".join(kept) or "_"
