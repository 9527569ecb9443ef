"""The conductor: the one module that knows all rooms. Articles go in, coded articles come out, one after another.

A document that a stage refuses becomes a `Rejection` and the run goes on; every other error is raised. Nothing of
spaCy leaves this module: a record holds plain values, so the memory of each article is given back at once.
"""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache, partial
from itertools import islice
from time import perf_counter

from spacy.language import Language
from spacy.tokens import Doc

import linewatch
from linewatch.coding import (
    Knowledge,
    Located,
    Ranges,
    code_article,
    list_actors,
    locate_names,
    locate_relative,
    read_knowledge,
    read_pair,
    relate,
)
from linewatch.errors import DocumentError, UsageError
from linewatch.failpoints import reach
from linewatch.ingest import read_again
from linewatch.ingest.articles import Draft, Request, make_article, record_of
from linewatch.language import load, model_versions
from linewatch.language.relations import Answer
from linewatch.language.vocabulary import Vocabulary
from linewatch.records import Alert, Article, CodedArticle, Declared, Entity, Line, Rejection
from linewatch.settings import Settings, read_settings
from linewatch.store import ALERTED, FIRST, Alerting, Saved, Store
from linewatch.watch import area_names, group_sightings, read_declared, read_sightings, read_stream, watch_lines
from linewatch.world.datafiles import gazetteer_version

Result = CodedArticle | Rejection
LOOKED_UP_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What turns an article into records, and the versions that it stamps on each."""

    nlp: Language
    coder: Callable[[Article, Doc], CodedArticle]
    knowledge: Knowledge
    models: dict[str, str]
    settings: Settings
    vocabulary: Vocabulary

    def code(
        self,
        text: str,
        *,
        title: str | None = None,
        published_on: datetime.date | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> CodedArticle:
        """Return what is said in one text; one that is not in English has no records.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
            BugError: LW901 where Linewatch broke one of its own rules.
        """
        draft = Draft(text, title, published_on, publisher, url=url)
        return _code_article(make_article(draft, Request(self.settings)), self, RunStats())

    def list_actors(
        self,
        text: str,
        *,
        title: str | None = None,
        published_on: datetime.date | None = None,
        publisher: str | None = None,
    ) -> tuple[Entity, ...]:
        """Return who takes part in one text, each once with all mentions; nobody in a text that is not in English.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
        """
        article = make_article(Draft(text, title, published_on, publisher), Request(self.settings))
        if article.language not in (None, "en"):
            return ()
        with self.nlp.memory_zone():
            return list_actors(article, self.nlp(article.text), self.knowledge)

    def locate(
        self,
        text: str,
        ranges: Ranges | None = None,
        *,
        adjectives: bool = False,
        relative: bool = False,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> tuple[Located, ...]:
        """Return the names of places of a text with the place of each, None where it is unknown or too unlikely.

        Unlike the places of a coded article, these are also names of states that act. A text that is not in English
        has none.

        Args:
            ranges: half-open, each of a name of a place; all that the text has, unless given.
            adjectives: whether adjectives and peoples of a country ("Turkish") count among all names.
            relative: whether places that are told by others ("20 km north of Aleppo") count among all, too.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
        """
        article = make_article(Draft(text, title, None, publisher, url=url), Request(self.settings))
        if article.language not in (None, "en"):
            return ()
        with self.nlp.memory_zone():
            doc = self.nlp(article.text)
            located = locate_names(article, doc, self.knowledge.book, ranges, adjectives=adjectives)
            return locate_relative(article, doc, self.knowledge.book, located) if relative else located

    def relate(
        self, text: str, source_spans: Iterable[tuple[int, int]], target_spans: Iterable[tuple[int, int]]
    ) -> dict[str, float]:
        """Return for each class of the label scheme ``plv`` how likely it is that the source does it to the target.

        Args:
            source_spans: half-open ranges of characters that name the source; none where the text does not.
            target_spans: the same for the target.
        """
        return relate(self.nlp, self.knowledge, text, tuple(source_spans), tuple(target_spans))

    def read_pair(
        self, text: str, source_spans: Iterable[tuple[int, int]], target_spans: Iterable[tuple[int, int]]
    ) -> Answer | None:
        """Return all that the reader of relations says of the two, None where it cannot read the text."""
        return read_pair(self.nlp, self.knowledge, text, tuple(source_spans), tuple(target_spans))

    def watch(
        self, articles: Iterable[CodedArticle], *, declared: Iterable[Declared] = (), as_of: datetime.date
    ) -> tuple[Line, ...]:
        """Return the lines that were declared, in the articles too, with the steps that the articles tell.

        Args:
            as_of: what was published later does not count.
        """
        known = list(articles)
        every = [*declared, *(one for coded in known for one in read_declared(coded))]
        sighted = [one for coded in known for one in read_sightings(coded)]
        return watch_lines(every, sighted, as_of=as_of, is_dossier=True)


@dataclass(slots=True)
class RunStats:
    """What a run has done so far, and how long its stages took."""

    coded: int = 0
    uncoded: int = 0  # kept, but not in English
    skipped: int = 0  # in the store already, from the same versions
    rejected: int = 0
    unread: int = 0  # of the rejected, those whose source could not be read at all
    characters: int = 0
    language_s: float = 0.0
    coding_s: float = 0.0
    saved: Saved = field(default_factory=Saved)

    def add(self, other: RunStats) -> None:
        """Add what a part of the run has done."""
        for name in (entry.name for entry in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def load_pipeline(settings: Settings) -> Pipeline:
    """Return the pipeline with its model loaded.

    Raises:
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing; LW305 or LW306 where a file of
            the user's own words is wrong or cannot be read.
    """
    knowledge = read_knowledge(settings)
    versions = {
        "linewatch": linewatch.__version__,
        **model_versions(),
        "ontology": knowledge.ontology.version(),
        "gazetteer": gazetteer_version(),
    }
    if knowledge.reader is not None:
        versions["relations"] = knowledge.reader.heads.version
    if knowledge.version:
        versions["own words"] = knowledge.version
    nlp, coder = load(settings), partial(code_article, knowledge=knowledge)
    return Pipeline(nlp, coder, knowledge, versions, settings, Vocabulary(nlp.tokenizer))


def code_articles(
    articles: Iterable[Article | Rejection],
    settings: Settings,
    *,
    stats: RunStats | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Result]:
    """Yield what is said about each article, in order, one at a time; rejections pass through.

    An article that is known not to be in English is yielded without records.

    Raises:
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
        BugError: LW901 where Linewatch broke one of its own rules.
    """
    stats = stats or RunStats()
    pipeline = pipeline or load_pipeline(settings)
    try:
        for number, item in enumerate(articles):
            result = item if isinstance(item, Rejection) else _code_or_reject(item, pipeline, stats)
            if isinstance(result, Rejection):
                stats.rejected += 1
                stats.unread += result.code.startswith("LW1")
            if not number:  # the tables have been read, and the search for garbage need not walk through them each time
                gc.freeze()
            yield result
    finally:
        gc.unfreeze()


def skip_coded(
    articles: Iterable[Article | Rejection], store: Store, models: dict[str, str], *, stats: RunStats | None = None
) -> Iterator[Article | Rejection]:
    """Yield what the store does not have from these versions (`Pipeline.models`); a run that was cut off goes on so."""
    stats = stats or RunStats()
    stream = iter(articles)
    while chunk := list(islice(stream, LOOKED_UP_AT_ONCE)):
        known = store.load_versions([item.article_id for item in chunk if isinstance(item, Article)])
        for item in chunk:
            if isinstance(item, Article) and known.get(item.article_id) == models:
                stats.skipped += 1
            else:
                yield item


def save_run(
    results: Iterable[Result], store: Store, settings: Settings, *, stats: RunStats | None = None
) -> Iterator[Result]:
    """Yield each result once it is on disk; `settings.commit_articles` of them share a transaction.

    When the user interrupts, what has been coded so far is saved before the interrupt goes on.

    Raises:
        StoreError: LW404 where the store cannot be written.
    """
    stats = stats or RunStats()
    waiting: list[Result] = []

    def commit() -> list[Result]:
        reach("run.before_save")
        stats.saved += store.save(waiting)
        reach("run.after_save")
        done, waiting[:] = waiting[:], []
        return done

    try:
        for result in results:
            waiting.append(result)
            if len(waiting) >= settings.commit_articles:
                yield from commit()
    except KeyboardInterrupt:
        commit()
        raise
    if waiting:
        yield from commit()


def retry(
    rejections: Iterable[Rejection],
    store: Store,
    settings: Settings,
    *,
    published_on: datetime.date | None = None,
    publisher: str | None = None,
    fields: Mapping[str, str] | None = None,
    from_source: bool = False,
    stats: RunStats | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Result]:
    """Yield what comes of documents that were set aside, each once it is on disk; what is coded is set aside no longer.

    Raises:
        UsageError: LW001 when `fields` names what is none of ours.
        StoreError: LW404 where the store cannot be written.
        ModelError, BugError: as of `code_articles`.
    """
    stats = stats or RunStats()
    for rejection in rejections:
        pipeline = pipeline or load_pipeline(settings)
        articles = read_again(
            rejection,
            settings=settings,
            published_on=published_on,
            publisher=publisher,
            fields=fields,
            from_source=from_source,
        )
        results = list(code_articles(articles, settings, stats=stats, pipeline=pipeline))
        stats.saved += store.save(results, settled=[rejection.source])
        yield from results


def watch_store(
    store: Store,
    settings: Settings,
    *,
    as_of: datetime.date | None = None,
    now: datetime.datetime,
    channels: Sequence[str] = (),
    since: datetime.date | None = None,
) -> tuple[Alert, ...]:
    """Return the alerts that are new, after holding every event of the store against every line of it.

    The register, the occurrences, the alerts and their outbox are on disk when this returns.

    Args:
        as_of: the day up to which to look; the latest that the store's articles name, unless given.
        now: the moment of the watch, aware.
        channels: names of the channels to which each new alert goes.
        since: the first day of which alerts tell, in later watches too; steps before it are kept without one.

    Raises:
        StoreError: LW4xx the store cannot be read or written.
    """
    day = as_of or store.latest_day() or now.date()
    declared = [one for each in store.load_coded(is_declaring=True) for one in read_declared(each)]
    kept = {each.line.declaration_id for each in declared}  # a line that an analyst added is an article of the store
    decisions = [each for each in store.load_decisions() if each.verb != "add" or each.about not in kept]
    names = area_names(declared)
    known = (each for each in store.load_coded() if (each.article.published_on or day) <= day)
    sighted = [one for each in known for one in read_stream(each, names)]
    occurrences = group_sightings(one for one in sighted if one.event.event_type)
    lines = watch_lines(declared, sighted, decisions, as_of=day, occurrences=occurrences, given=store.given_ids())
    states = FIRST | ALERTED if settings.alert_declared else ALERTED
    alerting = Alerting(states, channels, settings.alert_late_days, settings.watch_gap_s, since)
    alerts = store.save_lines(lines, raised_at=now, as_of=day, alerting=alerting, occurrences=occurrences)
    reach("watch.after_commit")
    return alerts


def code(
    text: str, *, date: datetime.date | str | None = None, title: str | None = None, publisher: str | None = None
) -> CodedArticle:
    """Return what is said in one English text.

    Args:
        text: the body of a report.
        date: the day of publication, to which "on Tuesday" is relative.
        title: its headline.
        publisher: who published it.

    Raises:
        UsageError: LW001 the date is no ISO date.
        DocumentError: LW2xx the text cannot be coded.
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
    """
    return default_pipeline().code(text, title=title, published_on=read_day(date), publisher=publisher)


@cache
def default_pipeline() -> Pipeline:
    """Return the pipeline of the settings in force; it is loaded once a process.

    Raises:
        UsageError: LW002 a setting is wrong.
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
    """
    return load_pipeline(read_settings())


def read_day(day: datetime.date | str | None) -> datetime.date | None:
    """Return the day that a caller gives as a date or in ISO's form.

    Raises:
        UsageError: LW001 it is no ISO date.
    """
    if day is None or isinstance(day, datetime.date):
        return day
    try:
        return datetime.date.fromisoformat(day)
    except ValueError as error:
        raise UsageError("LW001", f"{day!r} is no date; write it as 2026-03-31", "date") from error


def _code_or_reject(article: Article, pipeline: Pipeline, stats: RunStats) -> Result:
    try:
        return _code_article(article, pipeline, stats)
    except DocumentError as error:
        return Rejection(article.article_id, error.code, error.about or "coding", error.reason, record_of(article))


def _code_article(article: Article, pipeline: Pipeline, stats: RunStats) -> CodedArticle:
    article = replace(article, models=pipeline.models)
    if article.language not in (None, "en"):
        stats.uncoded += 1
        return CodedArticle(article)
    with pipeline.nlp.memory_zone():
        started = perf_counter()
        doc = pipeline.nlp(article.text)
        annotated = perf_counter()
        coded = pipeline.coder(article, doc)
        stats.coding_s += perf_counter() - annotated
    pipeline.vocabulary.note(article.text)
    stats.language_s += annotated - started
    stats.coded += 1
    stats.characters += len(article.text)
    return coded
