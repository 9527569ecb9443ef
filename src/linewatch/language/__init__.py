"""Article text → annotated spaCy ``Doc``: tokenizer, sentences, the encoder's one pass, lemmas; and quotes.

`load` and `model_versions` are imported when first used, so that training can read `pieces` without spaCy.
"""

from __future__ import annotations

from typing import Any

__all__ = ["load", "model_versions"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from linewatch.language import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'linewatch.language' has no attribute {name!r}")
