"""Where the time goes: the pipeline run stage by stage over the same articles, each stage with a clock of its own.

The clocks count the processor's time, which other work on the machine hardly changes; so the model has one thread.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

import onnxruntime

from benchmarks.corpora import corpus_articles
from linewatch.records import to_json
from linewatch.run import load_pipeline
from linewatch.settings import Settings

NAMES = {
    "tokenizer": "tokenise",
    "linewatch_sentences": "sentences",
    "linewatch_lemmas": "lemmas",
    "linewatch_encoder": "pieces and decoding",
}
"""What the components are called in the table."""


@dataclass(slots=True)
class Clock:
    """Seconds of the processor by stage; what a stage within a stage takes counts for the inner one alone."""

    seconds: dict[str, float] = field(default_factory=dict)
    _within: list[float] = field(default_factory=list)

    def timed(self, name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """Return what `work` returns of the arguments, its time put to the stage."""
        self._within.append(0.0)
        started = process_time()
        result = work(*arguments)
        taken = process_time() - started
        self.seconds[name] = self.seconds.get(name, 0.0) + taken - self._within.pop()
        if self._within:
            self._within[-1] += taken
        return result

    @property
    def total_s(self) -> float:
        """The time of all stages."""
        return sum(self.seconds.values())


def time_stages(corpus: Path, settings: Settings) -> tuple[int, Clock]:
    """Return how many words were coded and how long each stage took; all that is read once has been read."""
    pipeline, clock, words = load_pipeline(settings), Clock(), 0
    nlp = pipeline.nlp
    pipeline.code(10 * "The ministry warned both neighbours on Monday. ")  # long enough for its language to be told
    gc.freeze()  # as `code_articles` does
    articles = iter(corpus_articles([str(corpus)], settings))
    with _clocked_model(clock):
        while article := clock.timed("read", next, articles, None):
            with nlp.memory_zone():
                doc = clock.timed(NAMES["tokenizer"], nlp.make_doc, article.text)
                for name, component in nlp.pipeline:
                    doc = clock.timed(NAMES.get(name, name), component, doc)
                coded = clock.timed("coding", pipeline.coder, article, doc)
                words += len(article.text.split())
            clock.timed(NAMES["tokenizer"], pipeline.vocabulary.note, article.text)
            clock.timed("output", to_json, coded)
    gc.unfreeze()
    return words, clock


@contextmanager
def _clocked_model(clock: Clock) -> Iterator[None]:
    """Put the time that onnxruntime takes to stages that have the names of its graphs."""
    plain = onnxruntime.InferenceSession.run

    def run(session: Any, *arguments: Any) -> Any:
        return clock.timed(Path(session._model_path).stem, plain, session, *arguments)

    onnxruntime.InferenceSession.run = run
    try:
        yield
    finally:
        onnxruntime.InferenceSession.run = plain
