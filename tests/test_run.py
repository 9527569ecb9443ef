"""The conductor: one document's fault is set aside, our own is raised, and what is coded is saved in batches."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linewatch import run
from linewatch.errors import BugError, UsageError
from linewatch.records import Article, CodedArticle, Rejection, from_json, to_json
from linewatch.run import Pipeline, RunStats, code_articles, save_run, skip_coded, watch_store
from linewatch.settings import Settings
from linewatch.store import Saved, Store
from linewatch.watch import read_declared
from tests.factories import TEXT, make_article, make_corpus
from tests.fakes import MODELS, fake_pipeline
from tests.registers import NOW, watch_lines

REJECTION = Rejection("page.html", "LW204", "extract", "no main text was found; give another page")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return fake_pipeline()


@pytest.fixture
def settings() -> Settings:
    return Settings(commit_articles=2)


def test_articles_come_out_coded_in_order_with_their_versions(settings: Settings, pipeline: Pipeline) -> None:
    articles = [make_article(f"{TEXT} {number}") for number in range(3)]
    results = list(code_articles(articles, settings, pipeline=pipeline))
    assert [item.article.article_id for item in results if isinstance(item, CodedArticle)] == [
        article.article_id for article in articles
    ]
    assert all(isinstance(item, CodedArticle) and item.article.models == MODELS and item.events for item in results)


def test_nothing_of_spacy_is_left_in_a_record(settings: Settings, pipeline: Pipeline) -> None:
    [coded] = code_articles([make_article()], settings, pipeline=pipeline)
    assert isinstance(coded, CodedArticle)
    assert from_json(to_json(coded)) == coded


def test_one_article_is_read_at_a_time(settings: Settings, pipeline: Pipeline) -> None:
    read: list[str] = []

    def articles() -> Iterator[Article]:
        for article in (make_article(), make_article(f"{TEXT} Again.")):
            read.append(article.article_id)
            yield article

    next(code_articles(articles(), settings, pipeline=pipeline))
    assert len(read) == 1


def test_what_lives_on_is_kept_from_the_search_for_garbage_while_a_run_lasts(
    settings: Settings, pipeline: Pipeline
) -> None:
    results = code_articles([make_article(), make_article(text="Guards fired.")], settings, pipeline=pipeline)
    next(results)
    next(results)
    assert gc.get_freeze_count() > 0
    results.close()
    assert gc.get_freeze_count() == 0


def test_a_document_that_a_stage_refuses_is_set_aside_and_the_rest_goes_on(
    settings: Settings, pipeline: Pipeline
) -> None:
    stats = RunStats()
    articles = [REJECTION, make_article("POISON"), make_article()]
    results = list(code_articles(articles, settings, stats=stats, pipeline=pipeline))
    refused = results[1]
    assert results[0] is REJECTION
    assert isinstance(refused, Rejection)
    assert (refused.source, refused.code, refused.stage) == (make_article("POISON").article_id, "LW208", "coding")
    assert isinstance(results[2], CodedArticle)
    assert (stats.coded, stats.rejected) == (1, 2)


def test_our_own_fault_is_raised(settings: Settings, pipeline: Pipeline) -> None:
    with pytest.raises(BugError):
        list(code_articles([make_article("BUG")], settings, pipeline=pipeline))


@pytest.mark.parametrize(("language", "is_coded"), [("en", True), (None, True), ("hy", False)])
def test_other_languages_are_kept_but_not_coded(
    settings: Settings, pipeline: Pipeline, language: str | None, is_coded: bool
) -> None:
    stats = RunStats()
    [result] = code_articles([make_article(language=language)], settings, stats=stats, pipeline=pipeline)
    assert isinstance(result, CodedArticle)
    assert result.article == make_article(language=language, models=MODELS)
    assert bool(result.events) is is_coded
    assert (stats.coded, stats.uncoded) == (int(is_coded), int(not is_coded))


def test_the_time_of_the_stages_is_kept(settings: Settings, pipeline: Pipeline) -> None:
    stats = RunStats()
    list(code_articles([make_article()], settings, stats=stats, pipeline=pipeline))
    assert stats.language_s > 0
    assert stats.coding_s > 0
    assert stats.characters == len(TEXT)


def test_results_are_yielded_once_they_are_on_disk(tmp_path: Path, settings: Settings) -> None:
    corpus, stats = make_corpus(5), RunStats()
    with Store.open(tmp_path / "run.db", create=True) as store:
        for number, result in enumerate(save_run([*corpus, REJECTION], store, settings, stats=stats)):
            assert store.counts()["articles"] >= min(number + 1, 5)
            assert result == [*corpus, REJECTION][number]
        assert store.counts()["rejections"] == 1
    assert stats.saved == Saved(new=5, rejected=1)


def test_an_interrupt_saves_what_is_coded(tmp_path: Path) -> None:
    def interrupted() -> Iterator[CodedArticle]:
        yield from make_corpus(3)
        raise KeyboardInterrupt

    with Store.open(tmp_path / "run.db", create=True) as store:
        with pytest.raises(KeyboardInterrupt):
            list(save_run(interrupted(), store, Settings(commit_articles=64)))
        assert store.counts()["articles"] == 3


def test_a_text_is_coded_by_one_call(monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline) -> None:
    monkeypatch.setattr(run, "default_pipeline", lambda: pipeline)
    coded = run.code(TEXT, date="2031-03-05", publisher="The Ilm Post")
    assert coded.article.published_on == date(2031, 3, 5)
    assert coded.events
    assert coded == run.code(TEXT, date=date(2031, 3, 5), publisher="The Ilm Post")
    assert coded.article.article_id != replace(run.code(TEXT).article).article_id


def test_a_date_that_is_none_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"LW001 .*2026-03-31"):
        run.code(TEXT, date="last Tuesday")


def test_a_resumed_run_leaves_out_what_the_same_versions_coded(
    settings: Settings, pipeline: Pipeline, tmp_path: Path
) -> None:
    articles = [make_article(f"{TEXT} {number}") for number in range(5)]
    with Store.open(tmp_path / "run.db", create=True) as store:
        list(save_run(code_articles(articles[:3], settings, pipeline=pipeline), store, settings))
        stats = RunStats()
        left = list(skip_coded([REJECTION, *articles], store, dict(MODELS), stats=stats))
        assert left == [REJECTION, *articles[3:]]
        assert stats.skipped == 3
        assert list(skip_coded(articles, store, {**MODELS, "encoder": "fake-2"})) == articles


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return a store of three reports, and a watch that is a fake."""
    monkeypatch.setattr(run, "watch_lines", watch_lines)
    with Store.open(tmp_path / "run.db", create=True) as store:
        store.save(make_corpus(3))
        yield store


def test_a_watch_returns_what_is_new_and_fills_the_outbox(watched: Store, settings: Settings) -> None:
    raised = watch_store(watched, settings, now=NOW, channels=["mail:ada@example.org"])
    assert [alert.state for alert in raised] == ["crossed"] * 3
    assert [each.alert for each in watched.load_waiting()] == list(raised)
    assert watch_store(watched, settings, now=NOW, channels=["mail:ada@example.org"]) == ()


def test_a_watch_keeps_which_reports_tell_of_one_occurrence(watched: Store, settings: Settings) -> None:
    watch_store(watched, settings, now=NOW)
    [found] = watched.load_occurrences()
    assert len(found.event_ids) == len(found.article_ids) == 3
    assert [each.record.same_as for each in watched.load_events()].count(found.occurrence_id) == 2


def test_a_watch_looks_up_to_a_day(watched: Store, settings: Settings) -> None:
    assert len(watch_store(watched, settings, as_of=date(2031, 1, 2), now=NOW)) == 2
    assert [alert.is_late for alert in watch_store(watched, settings, now=NOW)] == [False]


def test_steps_before_a_day_are_kept_without_an_alert_in_later_watches_too(watched: Store, settings: Settings) -> None:
    raised = watch_store(watched, settings, now=NOW, since=date(2031, 3, 5))
    assert raised == ()
    assert [step.state for line in watched.load_lines() for step in line.steps].count("crossed") == 3
    assert watch_store(watched, settings, now=NOW) == ()
    assert len(watch_store(watched, settings, now=NOW, since=date(2030, 1, 1))) == 3


def test_first_declarations_are_told_of_where_the_settings_say_so(watched: Store) -> None:
    raised = watch_store(watched, Settings(alert_declared=True), now=NOW)
    assert [alert.state for alert in raised] == ["declared", "crossed", "crossed", "crossed"]


def test_an_empty_store_is_watched_as_of_today(tmp_path: Path, settings: Settings, watched: Store) -> None:
    assert watched.latest_day() == date(2031, 3, 4)
    with Store.open(tmp_path / "empty.db", create=True) as empty:
        assert watch_store(empty, settings, now=NOW) == ()


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_reports_and_watches_does_not_matter(
    tmp_path: Path, settings: Settings, watched: Store, seed: int
) -> None:
    chance, corpus = random.Random(seed), make_corpus(9)
    watched.save(corpus)
    expected = {alert.step_id for alert in watch_store(watched, settings, now=NOW)}
    with Store.open(tmp_path / "other.db", create=True) as other:
        for coded in chance.sample(corpus, len(corpus)):
            other.save([coded])
            if chance.random() < 0.5:
                watch_store(other, settings, now=NOW)
        watch_store(other, settings, now=NOW)
        assert other.digest()["lines"] == watched.digest()["lines"]
        assert {alert.step_id for alert in other.load_alerts()} == expected


def test_articles_are_watched_for_the_lines_that_they_declare(pipeline: Pipeline) -> None:
    coded = [pipeline.code(TEXT, published_on=date(2031, 3, 5)), pipeline.code(TEXT, published_on=date(2031, 3, 9))]
    [line] = pipeline.watch(coded, as_of=date(2031, 3, 9))
    assert line.terms == coded[0].red_lines[0]
    assert line.steps[0].state == "declared"
    assert pipeline.watch(coded, as_of=date(2031, 3, 1)) == ()
    assert pipeline.watch([], declared=read_declared(coded[0]), as_of=date(2031, 3, 9))[0].line_id == line.line_id
