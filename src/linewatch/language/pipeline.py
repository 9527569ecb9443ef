"""Settings → the spaCy pipeline that reads news in English.

Gives a ``spacy.Language`` whose docs have sentences, PTB tags, Universal Dependencies (parts of speech, features, full
relations, with ``root`` written ROOT as spaCy wants it), entities (PER, ORG, LOC, MISC) and lemmas. A service that
reads without end should code each article within ``nlp.memory_zone()``, and keep no Doc beyond it: spaCy then forgets
the article's words.
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from linewatch.language import components, tokenizer  # noqa: F401  (they register what the configuration names)
from linewatch.language.model import model_folder, open_model
from linewatch.settings import Settings, read_settings


def load(settings: Settings | None = None) -> Language:
    """Return the pipeline; the model is checked now and opened with the first text.

    Raises:
        ModelError: LW301 or LW302 when a model file is damaged or missing.
    """
    settings = read_settings() if settings is None else settings
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "linewatch.NewsTokenizer.v1"}}})
    nlp.max_length = max(nlp.max_length, settings.max_article_chars)
    nlp.add_pipe("linewatch_sentences", config={"max_chars": settings.max_sentence_chars})
    nlp.add_pipe("linewatch_encoder", config={"threads": settings.threads, "batch_pieces": settings.batch_pieces})
    nlp.add_pipe("linewatch_lemmas")
    return nlp


def model_versions() -> dict[str, str]:
    """Return the version of the model by its name, for an article's `models`.

    Raises:
        ModelError: LW301 or LW302 when a model file is damaged or missing.
    """
    model = open_model(model_folder())
    return {model.name: model.version}
