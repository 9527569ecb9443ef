"""The task `chains`: whole reports → who is who, as groups of mentions, in `{"id", "chains"}` lines.

Only the mentions of the gold file are judged, each aligned to the mention of ours that ends with the same word or has
half its characters. One that we have not stands alone; one that the file has not is left aside, as are those that
stand for several actors, which have a figure of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from linewatch.errors import DocumentError, UsageError
from linewatch.evaluation.chainmarks import Chains, Stretch, read_marked
from linewatch.evaluation.links import Groups, score_b_cubed, score_ceaf, score_muc
from linewatch.evaluation.matching import common_chars, match_greedily
from linewatch.evaluation.reports import Report, format_line
from linewatch.evaluation.scores import Mean, Score, Share
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import Entity

_FIRST: Final = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_THIRD: Final = frozenset(
    {
        "he", "him", "his", "himself", "she", "her", "herself", "it", "its", "itself",
        "they", "them", "their", "themselves",
    }
)  # fmt: skip
_ARTICLES: Final = ("the ", "this ", "that ")
_LEAST_SHARED = 0.5


@runtime_checkable
class CastingPipeline(Protocol):
    """A pipeline that can say who takes part in a text."""

    def list_actors(
        self, text: str, *, title: str | None = None, published_on: date | None = None, publisher: str | None = None
    ) -> Sequence[Entity]:
        """Return the actors, each once with all mentions.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
        """


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The mentions of one report: for whom each stands, and for whom it was taken (nobody where it was not seen)."""

    text: str
    gold: dict[Stretch, tuple[int, ...]]
    found: dict[Stretch, tuple[int, ...]]

    @property
    def single(self) -> list[Stretch]:
        """The mentions that stand for one actor."""
        return [mention for mention, actors in self.gold.items() if len(actors) == 1]

    def words(self, mention: Stretch) -> str:
        """Return the mention as it is written."""
        return self.text[mention[0] : mention[1]]

    def groups(self) -> tuple[Groups, Groups]:
        """Return the single mentions by gold actor and by actor of ours; those that we have not stand alone."""
        ours: dict[Hashable, set[Hashable]] = {}
        theirs: dict[Hashable, set[Hashable]] = {}
        for mention in self.single:
            ours.setdefault(self.gold[mention], set()).add(mention)
            theirs.setdefault(self.found[mention] or mention, set()).add(mention)
        return list(ours.values()), list(theirs.values())

    def named_as(self, actor: int, mention: Stretch) -> int | None:
        """Return the gold actor that most names and nouns of an actor of ours stand for, the mention left aside."""
        counts = Counter(
            self.gold[other][0]
            for other in self.single
            if self.found[other] == (actor,) and other != mention and not _is_pronoun(self.words(other))
        )
        return counts.most_common(1)[0][0] if counts else None

    def is_right(self, mention: Stretch) -> bool:
        """Say whether the mention was taken for the actors that it stands for, and for no others."""
        found = {self.named_as(actor, mention) for actor in self.found[mention]}
        return found == set(self.gold[mention])


class ChainTask:
    """Who is who in a report: links between mentions, pronouns, and what stands for several at once."""

    def read_gold(self, path: Path) -> list[Item[Report, Chains]]:
        """Return the reports of a file of marked texts; one without marks has no label."""
        return [Item(report, chains or None) for report, chains in read_marked(path)]

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[Chains]:
        """Yield the chains of each report.

        Raises:
            UsageError: LW001 the pipeline cannot say who takes part.
        """
        if not isinstance(pipeline, CastingPipeline):
            raise UsageError("LW001", "this pipeline does not list actors; choose another task", "chains")
        return (_read_chains(report, pipeline) for report in questions)

    def format_answer(self, question: Report, answer: Chains) -> str:
        """Return one JSON line."""
        return format_line(question, "chains", answer)

    def score(self, judged: Iterable[tuple[Report, Chains, Chains]]) -> dict[str, Score]:
        """Return the figures of the links, of their mean, and of each kind of mention."""
        reports = [_align(report.text, gold, answer) for report, gold, answer in judged]
        groups = [report.groups() for report in reports]
        links: dict[str, Score] = {
            "MUC": score_muc(groups),
            "B-cubed": score_b_cubed(groups),
            "CEAF-e": score_ceaf(groups),
        }
        mentions = [(report, mention) for report in reports for mention in report.gold]
        kinds: dict[str, list[bool]] = {name: [] for name in ("pronouns", "first person", "descriptions", "plurals")}
        for report, mention in mentions:
            if kind := _kind(report, mention):
                kinds[kind].append(report.is_right(mention))
        return {
            "mentions": Share(sum(bool(report.found[mention]) for report, mention in mentions), len(mentions)),
            **links,
            "mean F1": Mean(sum(score.value for score in links.values()), len(links)),
            **{name: Share(sum(right), len(right)) for name, right in kinds.items()},
        }


def _read_chains(report: Report, pipeline: CastingPipeline) -> Chains:
    try:
        actors = pipeline.list_actors(
            report.text, title=report.title, published_on=report.published_on, publisher=report.publisher
        )
    except DocumentError:
        return ()
    return tuple(tuple((span.start, span.end) for span in actor.mentions) for actor in actors)


def _align(text: str, gold: Chains, answer: Chains) -> _Aligned:
    """Return the gold mentions with the actors of the answered mentions that are the same, one to one."""
    wanted, given = _actors_of(gold), _actors_of(answer)
    ours, theirs = list(wanted), list(given)
    scores = {
        (row, column): _likeness(mention, other)
        for row, mention in enumerate(ours)
        for column, other in enumerate(theirs)
        if _is_same(mention, other)
    }
    pairs = {ours[row]: given[theirs[column]] for row, column in match_greedily(scores)}
    return _Aligned(text, wanted, {mention: pairs.get(mention, ()) for mention in ours})


def _actors_of(chains: Chains) -> dict[Stretch, tuple[int, ...]]:
    found: dict[Stretch, tuple[int, ...]] = {}
    for number, mentions in enumerate(chains):
        for mention in mentions:
            found[mention] = (*found.get(mention, ()), number)
    return dict(sorted(found.items()))


def _is_same(one: Stretch, other: Stretch) -> bool:
    return common_chars(one, other) > 0 and (one[1] == other[1] or _likeness(one, other) >= _LEAST_SHARED)


def _likeness(one: Stretch, other: Stretch) -> float:
    """Return the share of their characters that both have."""
    common = common_chars(one, other)
    return common / (one[1] - one[0] + other[1] - other[0] - common)


def _kind(report: _Aligned, mention: Stretch) -> str | None:
    """Return the figure that a mention belongs to; none for names and for what is told for the first time."""
    words, actors = report.words(mention), report.gold[mention]
    if len(actors) > 1:
        return "plurals"
    if _is_pronoun(words):
        return "pronouns" if words.lower() in _THIRD else "first person"
    is_first = mention == min(other for other in report.single if report.gold[other] == actors)
    is_plain = words.lower().startswith(_ARTICLES) and words[1:] == words[1:].lower()
    return "descriptions" if is_plain and not is_first else None


def _is_pronoun(words: str) -> bool:
    return words.lower() in _THIRD or (words.lower() in _FIRST and words != "US")
