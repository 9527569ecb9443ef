"""Text → words: spaCy's English tokenizer with the habits of Universal Dependencies and the news.

Takes any string; gives a ``Doc`` whose words and blanks are the text, character by character. Blanks that no word
carries (newlines, runs of spaces) are tokens of their own, as always in spaCy; the encoder never sees them. It must
never change, drop or add a character.

Source: data/language/tokens.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.lang.en import English
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

LONGEST_RUN: Final = 500
"""Characters without a blank that are tokenised in one go: spaCy's time grows with the square of such a run."""

_RUN: Final = re.compile(rf"\S{{{LONGEST_RUN + 1}}}")
_PART: Final = re.compile(rf"\S{{1,{LONGEST_RUN}}}+\s*|\s+")


class NewsTokenizer:
    """A tokenizer for ``nlp.tokenizer``; it takes linear time on any text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tokenizer = _spacy_tokenizer(vocab)

    def __call__(self, text: str) -> Doc:
        """The words of a text; ``doc.text == text`` always."""
        return self._tokenizer(text) if _RUN.search(text) is None else self._split_runs(text)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002
        """The words of each text."""
        return map(self, texts)

    def _split_runs(self, text: str) -> Doc:
        """The words of a text with an endless run, which is cut into parts of bounded length."""
        words: list[str] = []
        spaces: list[bool] = []
        for part in _bounded_parts(text):
            doc = self._tokenizer(part)
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
        return Doc(self.vocab, words, spaces)

    # The rules live in this module and its data, so nothing is written with a saved pipeline.
    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: there is no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> NewsTokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing: there is no state."""

    def from_disk(self, _path: str | Path, **_: Any) -> NewsTokenizer:
        """The tokenizer itself."""
        return self


@registry.tokenizers("linewatch.NewsTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """What spaCy's configuration calls to make the tokenizer of a pipeline."""
    return lambda nlp: NewsTokenizer(nlp.vocab)


def _bounded_parts(text: str) -> Iterator[str]:
    """The text in parts that end where a run is cut or after a blank."""
    start = end = 0
    for match in _PART.finditer(text):
        if match.end() - start > 2 * LONGEST_RUN:
            yield text[start:end]
            start = end
        end = match.end()
    yield text[start:]


def _spacy_tokenizer(vocab: Vocab) -> Tokenizer:
    """spaCy's English tokenizer with our special cases, prefixes and infixes."""
    table = _read_table()
    defaults = English.Defaults
    cases = {key: case for key, case in (defaults.tokenizer_exceptions or {}).items() if key not in table["dropped"]}
    cases |= {word: [{ORTH: word}] for word in table["whole"]}
    cases |= {word: [{ORTH: part} for part in parts] for word, parts in table["split"].items()}
    hashtags = [r"#(?!\w)" if prefix == "#" else prefix for prefix in defaults.prefixes or ()]
    return Tokenizer(
        vocab,
        rules=cases,
        prefix_search=compile_prefix_regex(hashtags).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), "[!?]+"]).search,
        infix_finditer=compile_infix_regex(_infixes(table["prefixes"])).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def _infixes(prefixes: Iterable[str]) -> list[str]:
    """spaCy's infixes, except that a hyphen after a prefix ("pre-war") does not cut and one before a digit does."""
    hyphen = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    kept = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in prefixes)
    ours = [rf"{kept}{hyphen}", rf"(?<=[{ALPHA}])[-–](?=[0-9])"]
    return [infix for infix in English.Defaults.infixes or () if infix != hyphen] + ours


@cache
def _read_table() -> dict[str, Any]:
    """The special cases."""
    return tomllib.loads(files("linewatch").joinpath("data/language/tokens.toml").read_text(encoding="utf-8"))
