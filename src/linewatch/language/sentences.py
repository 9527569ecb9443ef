"""Words and the raw text → where sentences begin.

Takes a tokenised ``Doc``; gives one of three answers a token: it begins a sentence, it does not, or (for tokens whose
answer was set beforehand) what it was. Paragraphs always end a sentence; a stop does unless an abbreviation, an
initial, a list number or a speech verb stands against it; closing marks go with the sentence that they close; a
dateline is a sentence of its own. It must never cut a word, nor leave a sentence of
several words longer than the cap. Linear time.

Source: data/language/sentences.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from spacy.tokens import Doc

from linewatch.language.datelines import find_dateline_end
from linewatch.language.paragraphs import read_paragraphs

_STOPS: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset(["”", "’", '"', "»", ")", "]", "}"])
_STRAIGHT: Final = frozenset(['"', "'", "''"])
_OPENERS: Final = frozenset(["“", "‘", '"', "'", "``", "«", "(", "[", "{", "„", "-", "–", "—", "*", "•", "#", "..."])
_DASHES: Final = frozenset(["-", "–", "—", "--"])
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+")
_LIST_NUMBER: Final = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})\.?")
_CLAUSE_MARKS: Final = frozenset([";", ":", ",", "—", "–", "--", ")", "”"])
_SPEECH_REACH: Final = 7


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The lists of data/language/sentences.toml."""

    before_names: frozenset[str]
    before_numbers: frozenset[str]
    before_anything: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]
    small_names: frozenset[str]
    speech: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a doc without its blanks; `places` are their token indexes, `ends` are exclusive."""

    texts: list[str]
    starts: list[int]
    places: list[int]
    ends: list[int]

    def is_glued(self, index: int) -> bool:
        """Whether no blank stands before the word."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def find_sentence_starts(doc: Doc, max_chars: int) -> list[int]:
    """The indexes of the tokens that begin a sentence, in order; blanks never do, the doc's first token always does.

    Args:
        doc: tokenised; what is set of its tokens' ``is_sent_start`` is kept, but for the cap.
        max_chars: the cap; a longer sentence is cut after the last clause mark, or else the last blank, before it.
    """
    words = _read_words(doc)
    if not words.texts:
        return [0] if len(doc) else []
    starts = {0} | _paragraph_starts(doc.text, words)
    starts |= set(_starts_after_stops(words, starts))
    fixed = {place: index for index, place in enumerate(words.places)}
    for token in doc:
        if token.is_sent_start is not None and token.i in fixed and token.i != words.places[0]:
            (starts.add if token.is_sent_start else starts.discard)(fixed[token.i])
    cut = starts | set(_cuts(words, sorted(starts), max_chars))
    return [0, *(words.places[index] for index in sorted(cut) if index > 0)]


def _read_words(doc: Doc) -> _Words:
    """The words of a doc and where they stand."""
    tokens = [token for token in doc if not token.is_space]
    texts = [token.text for token in tokens]
    starts = [token.idx for token in tokens]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return _Words(texts, starts, [token.i for token in tokens], ends)


def _paragraph_starts(text: str, words: _Words) -> set[int]:
    """The first words of paragraphs and of what follows datelines."""
    offsets: list[int] = []
    for start, _ in read_paragraphs(text):
        offsets.append(start)
        dateline_end = find_dateline_end(text, start)
        if dateline_end is not None:
            offsets.append(dateline_end)
    starts: set[int] = set()
    index = 0
    for offset in offsets:
        while index < len(words.starts) and words.starts[index] < offset:
            index += 1
        if index < len(words.starts):
            starts.add(index)
    return starts


def _starts_after_stops(words: _Words, paragraph_starts: set[int]) -> Iterator[int]:
    """The words that begin a sentence because a stop ended the one before."""
    lists = _read_lists()
    last_start = 0
    for index, text in enumerate(words.texts):
        if index in paragraph_starts:
            last_start = index
        if text[-1] not in _STOPS or index < last_start:
            continue
        following = _skip_closers(words, index + 1)
        if following >= len(words.texts):
            return
        if _ends_sentence(words, lists, index, following, last_start):
            last_start = following
            yield following


def _skip_closers(words: _Words, index: int) -> int:
    """The first word after the closing marks and further stops that belong to the sentence before."""
    while index < len(words.texts):
        text = words.texts[index]
        if text in _STRAIGHT:
            is_closer = index + 1 == len(words.texts) or (words.is_glued(index) and not words.is_glued(index + 1))
        else:
            is_closer = text in _CLOSERS or all(character in _STOPS for character in text)
        if not is_closer:
            return index
        index += 1
    return index


def _ends_sentence(words: _Words, lists: SentenceWords, index: int, following: int, last_start: int) -> bool:
    """Whether the word with a stop at `index` ends its sentence, given the word that would begin the next."""
    text = words.texts[index]
    after = _first_word(words, following)
    if not _can_start(after, lists):
        return False
    if following == index + 1 and words.is_glued(following) and text[-1] == ".":
        return words.texts[following].lower() in lists.starters or words.texts[following] in _OPENERS
    if text[-1] in "!?":
        return following == index + 1 or not _is_spoken(words, lists, following)
    if len(text) > 1 and text.strip("."):
        return words.texts[following] not in _DASHES and _abbreviation_ends(text, after, lists)
    if text in ("...", "…"):
        return after[:1].isupper()
    return not (index - last_start <= 1 and _LIST_NUMBER.fullmatch(words.texts[index - 1]))


def _abbreviation_ends(text: str, after: str, lists: SentenceWords) -> bool:
    """Whether a word that keeps its stop ends the sentence before `after`."""
    if text in lists.before_names:
        return False
    if text in lists.before_numbers:
        return not after[:1].isdigit() and after.lower() in lists.starters
    if text in lists.clock:
        return after.lower() not in lists.after_clock and not after[:1].isdigit()
    if text in lists.before_anything or _DOTTED.fullmatch(text):
        return after.lower() in lists.starters
    return not after[:1].isdigit()


def _first_word(words: _Words, index: int) -> str:
    """The word at `index` or, behind opening marks, the next."""
    while index < len(words.texts) - 1 and words.texts[index] in _OPENERS:
        index += 1
    return words.texts[index]


def _can_start(word: str, lists: SentenceWords) -> bool:
    """Whether a word may be the first of a sentence."""
    first = word[0]
    return (not first.islower() and first not in ",;:)]}%") or word.lower() in lists.small_names


def _is_spoken(words: _Words, lists: SentenceWords, index: int) -> bool:
    """Whether names and a verb of saying follow, as in “Why?” Ms. Petrov asked."""
    for text in words.texts[index : index + _SPEECH_REACH]:
        if text.lower() in lists.speech:
            return True
        if not (text[0].isupper() or text.lower() in ("the", "a", "of", "his", "her")):
            return False
    return False


def _cuts(words: _Words, starts: list[int], max_chars: int) -> Iterator[int]:
    """Further starts, so that no sentence is longer than the cap, unless one word is."""
    for start, end in zip(starts, [*starts[1:], len(words.texts)], strict=True):
        first = start
        mark = 0
        for index in range(start, end):
            while words.ends[index] - words.starts[first] > max_chars and index > first:
                first = mark if mark > first else index
                mark = 0
                yield first
            if words.texts[index] in _CLAUSE_MARKS:
                mark = index + 1


@cache
def _read_lists() -> SentenceWords:
    """The lists."""
    table = tomllib.loads(files("linewatch").joinpath("data/language/sentences.toml").read_text(encoding="utf-8"))
    return SentenceWords(**{name: frozenset(listed) for name, listed in table.items()})
