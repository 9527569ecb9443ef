"""The attributions of an article: the words that name a source, those that introduce what it says, and what it says.

Takes a Doc that the encoder has read, gives places of tokens. Sentences that nothing can introduce are passed over; the
others are read once, in passages, and asked once for the words of cues; each cue is asked about once, within its
sentence and what is quoted beside it. What no cue introduces is not found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.kept import KeptSentence, kept_sentences
from linewatch.language.passages import MOST_SENTENCES
from linewatch.language.roles import RoleReader, join_sentences
from linewatch.ontology import read_table

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Words = tuple[int, ...]
"""Places of words or tokens, in order."""
Plain = Callable[[Words], tuple[Words, Words] | None]

NAME: Final = "attribution"
ROLES: Final = ("cue", "cue start", "any source", "any content", "source", "content")
"""What the network tells of a word: of all attributions where nothing is marked, of one where its cue is."""
CUE: Final = 0.5
"""From here on a word is taken to be of a cue."""
_PLACE: Final = {role: number for number, role in enumerate(ROLES)}
_STARTS: Final = 0.5  # from here on a word begins a cue of its own, even beside another
_ROLE: Final = 0.5  # from here on a word has a role
_LEAST: Final = 0.25  # where no word does, those nearly as likely as the best one have it if that one reaches this
_NEARLY: Final = 0.8
_MOST_PIECES: Final = 120  # of a passage: as good as the 200 that the network was trained with, and faster
_MOST_CELLS: Final = 1_500  # pieces or words that are read at once: more do not fit a processor's cache
_QUOTES: Final = frozenset({'"', "“", "”", "``", "''", "«", "»"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token places of a source (none where nobody is named), a cue and a content; `score` is how likely the cue is."""

    source: Words
    cue: Words
    content: Words
    score: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that is read: `number` in the article, what the encoder left of it, and whether it has quote marks."""

    number: int
    kept: KeptSentence
    is_quoting: bool


@dataclass(frozen=True, slots=True)
class _Cue:
    """The words of a cue in a sentence: `sentence` is its place among those that are read."""

    sentence: int
    words: Words
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about a cue: the states of the words around it, the text's first; their places; which are the cue."""

    states: Floats
    places: Numbers
    marked: Words
    score: float


class AttributionReader:
    """A model folder with the graphs of attributions as a function from a doc to its attributions."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._settings = (folder, threads)
        self._reader = RoleReader(folder, NAME, threads)

    def __reduce__(self) -> tuple[object, ...]:
        return AttributionReader, self._settings

    def read(self, doc: Doc, plain: Plain = lambda _: None) -> list[Attribution]:
        """Return the attributions in the order of their cues; none of a sentence that is too long for the encoder.

        Args:
            plain: source and content of a cue where the tree shows them plainly; these cues are not asked about.
        """
        sentences = _read_sentences(doc)
        states: list[Floats] = [np.empty(0, np.float32)] * len(sentences)
        cues: list[_Cue] = []
        passages = cut_evenly([len(sentence.kept.pieces) for sentence in sentences], _MOST_PIECES)
        sizes = [sum(len(sentences[number].kept.pieces) for number in passage) for passage in passages]
        for batch in group_sizes(sizes, _MOST_CELLS):
            cues += self._find_cues(sentences, [passages[number] for number in batch], states)
        asked: list[_Asked] = []
        found: list[Attribution] = []
        for cue in cues:
            places = tuple(sentences[cue.sentence].kept.places[list(cue.words)].tolist())
            told = plain(places)
            if told is not None:
                found.append(Attribution(told[0], places, told[1], cue.score))
            else:
                asked.append(_question(sentences, states, cue))
        for batch in group_sizes([len(question.places) for question in asked], _MOST_CELLS):
            found += self._find_roles([asked[number] for number in batch])
        return sorted(found, key=lambda one: one.cue)

    def _find_cues(
        self, sentences: Sequence[_Sentence], passages: Sequence[range], states: list[Floats]
    ) -> Iterator[_Cue]:
        """Yield the cues of the passages; leave the states of each sentence, its text's first, in `states`."""
        texts = [join_sentences([sentences[number].kept for number in passage]) for passage in passages]
        words, index = self._reader.read(texts)
        (shares,) = self._reader.answer(words, index, [(row, ()) for row in range(len(texts))], ["roles"])
        for row, passage in enumerate(passages):
            start = 0
            for number in passage:
                end = start + len(sentences[number].kept.places)
                states[number] = np.concatenate([words[row, :1], words[row, 1 + start : 1 + end]])
                for run in cue_runs(shares[row, start:end], CUE):
                    share = float(shares[row, start:end][list(run), _PLACE["cue"]].max())
                    yield _Cue(number, run, share)
                start = end

    def _find_roles(self, asked: Sequence[_Asked]) -> Iterator[Attribution]:
        """Yield the attribution of each cue that has a content."""
        width = max(len(question.states) for question in asked)
        states = np.zeros((len(asked), width, asked[0].states.shape[1]), np.float32)
        index = np.zeros((len(asked), width), np.int64)  # what is not 0 is a word
        for row, question in enumerate(asked):
            states[row, : len(question.states)] = question.states
            index[row, 1 : len(question.states)] = 1
        marks = [(row, question.marked) for row, question in enumerate(asked)]
        (shares,) = self._reader.answer(states, index, marks, ["roles"])
        for row, question in enumerate(asked):
            mine = shares[row, : len(question.places)]
            source, content = (likely_words(mine[:, _PLACE[role]]) for role in ("source", "content"))
            if content:
                source, cue, content = (
                    tuple(question.places[list(words)].tolist()) for words in (source, question.marked, content)
                )
                yield Attribution(source, cue, content, question.score)


def readable_tokens(doc: Doc) -> frozenset[int]:
    """Return the places of the tokens in sentences that can be read; what stands in others is not known."""
    return frozenset(int(place) for sentence in kept_sentences(doc) for place in sentence.places)


def cue_runs(shares: Floats, least: float) -> list[Words]:
    """Return the unbroken runs of words that are likely of a cue, parted where another cue likely starts.

    Args:
        shares: [words, roles], of a question without marks.
    """
    runs: list[list[int]] = []
    for word in np.flatnonzero(shares[:, _PLACE["cue"]] >= least):
        if runs and runs[-1][-1] == word - 1 and shares[word, _PLACE["cue start"]] < _STARTS:
            runs[-1].append(int(word))
        else:
            runs.append([int(word)])
    return [tuple(run) for run in runs]


def likely_words(shares: Floats, role: float = _ROLE, least: float = _LEAST) -> Words:
    """Return the words that likely have a role; where none reaches `role`, the likeliest ones if they reach `least`."""
    best = float(shares.max(initial=0.0))
    if best < least:
        return ()
    return tuple(int(word) for word in np.flatnonzero(shares >= min(role, _NEARLY * best)))


def cut_evenly(sizes: Sequence[int], most: int) -> list[range]:
    """Return the ranges of sentences that are read together: at most `most` pieces, unless one alone has more."""
    passages: list[range] = []
    total = 0
    for number, size in enumerate(sizes):
        if passages and total + size <= most and len(passages[-1]) < MOST_SENTENCES:
            passages[-1] = range(passages[-1].start, number + 1)
            total += size
        else:
            passages.append(range(number, number + 1))
            total = size
    return passages


def group_sizes(sizes: Sequence[int], most: int) -> list[list[int]]:
    """Return the numbers of things in groups of like size, in an order that their sizes decide.

    Args:
        most: what a group may hold once all of it is padded to its largest; a single thing may be larger.
    """
    groups: list[list[int]] = []
    for number in sorted(range(len(sizes)), key=lambda number: (sizes[number], number)):
        if groups and (len(groups[-1]) + 1) * sizes[number] <= most:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _read_sentences(doc: Doc) -> list[_Sentence]:
    """Return the sentences that may hold a cue, by their words or quotation marks."""
    found: list[_Sentence] = []
    known = known_cue_words()
    for number, kept in enumerate(kept_sentences(doc)):
        words = [doc[int(place)] for place in kept.places]
        is_quoting = any(word.text in _QUOTES for word in words)
        if is_quoting or any(word.lower_ in known or word.lemma_ in known for word in words):
            found.append(_Sentence(number, kept, is_quoting))
    return found


def _question(sentences: Sequence[_Sentence], states: Sequence[Floats], cue: _Cue) -> _Asked:
    """Return the question about a cue: its sentence, and those with quotation marks right beside it."""
    own = sentences[cue.sentence]
    beside = [
        place
        for place in (cue.sentence - 1, cue.sentence + 1)
        if 0 <= place < len(sentences)
        and own.is_quoting
        and sentences[place].is_quoting
        and abs(sentences[place].number - own.number) == 1
    ]
    chosen = sorted([cue.sentence, *beside])
    before = sum(len(sentences[place].kept.places) for place in chosen if place < cue.sentence)
    near = [states[cue.sentence][:1], *(states[place][1:] for place in chosen)]
    places = [sentences[place].kept.places for place in chosen]
    marked = tuple(before + word for word in cue.words)
    return _Asked(np.concatenate(near), np.concatenate(places), marked, cue.score)


@cache
def known_cue_words() -> frozenset[str]:
    """Return the words that may belong to a cue; inflected forms that the list lacks have their lemma there."""
    return frozenset(read_table("cuewords.toml")["words"]) | frozenset(read_table("cues.toml")["verbs"])
