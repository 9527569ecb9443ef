"""The yardstick: a spaCy pipeline of the size and shape of en_core_web_sm, on the same texts in the same run.

Its weights come from a little training on our own annotation, so that its parser makes moves of the usual number;
its figures of accuracy mean nothing. Left out are its attribute ruler and lemmatizer, which makes it a little faster.

Source: the configuration of en_core_web_sm 3.8 (MIT).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from time import process_time
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

WIDTH = 96
SENTENCES = 400
ROUNDS = 4


def make_baseline(annotated: Sequence[Doc]) -> Language:
    """Return the pipeline, trained a little on the sentences of some annotated texts."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _encoder(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"])})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener)})
    own = _encoder(["NORM", "PREFIX", "SUFFIX", "SHAPE"])
    nlp.add_pipe("ner", config={"model": _transitions("ner", own)})
    examples = [_example(nlp, sentence) for doc in annotated for sentence in doc.sents if len(sentence) > 2][:SENTENCES]
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for start in range(0, len(examples), 20):
            nlp.update(examples[start : start + 20], sgd=optimizer)
    return nlp


def time_baseline(nlp: Language, texts: Sequence[str], *, without: Sequence[str] = ()) -> float:
    """Return the seconds of the processor that the pipeline takes for the texts, without some of its components."""
    nlp("A first report warms the model.")
    started = process_time()
    with nlp.memory_zone():
        for doc in nlp.pipe(texts, batch_size=64, disable=list(without)):
            if not doc.has_annotation("DEP"):
                raise SystemExit("the yardstick did not parse; its speed would mean nothing")
    return process_time() - started


def _encoder(attributes: list[str]) -> dict[str, Any]:
    rows = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": attributes,
            "rows": [rows[name] for name in attributes],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, encoder: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": encoder,
    }


def _example(nlp: Language, sentence: Span) -> Example:
    """Return one of our sentences as an example in the pipeline's own vocabulary."""
    words, spaces = [token.text for token in sentence], [bool(token.whitespace_) for token in sentence]
    reference = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=[token.tag_ for token in sentence],
        heads=[token.head.i - sentence.start for token in sentence],
        deps=["ROOT" if token.head.i == token.i else token.dep_ for token in sentence],
        ents=list(_labels(sentence)),
    )
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)


def _labels(sentence: Span) -> Iterator[str]:
    for token in sentence:
        yield f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
