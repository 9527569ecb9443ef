"""The store keeps what it is given: all of an article or nothing, once, in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch.errors import StoreError, UsageError
from linewatch.records import CodedArticle, Rejection, to_json
from linewatch.store import Saved, Store
from tests.factories import make_coded, make_corpus, make_family
from tests.store.contract.conftest import NewPlace

REJECTION = Rejection("page.html", "LW204", "extract", "no main text was found; give another page")


def recoded(coded: CodedArticle) -> CodedArticle:
    """Return the article as another version would code it: other models, no statements."""
    return replace(coded, article=replace(coded.article, models={"linewatch": "9.9"}), statements=())


def test_an_article_comes_back_byte_for_byte(store: Store) -> None:
    coded = make_coded()
    store.save([coded])
    assert to_json(store.load_article(coded.article.article_id)) == to_json(coded)


def test_records_that_share_an_id_are_all_kept_in_order(store: Store) -> None:
    coded = make_coded()
    doubled = replace(coded, events=(*coded.events, replace(coded.events[0], score=0.1)))
    store.save([doubled])
    assert store.load_article(coded.article.article_id) == doubled


def test_saving_again_changes_nothing(store: Store) -> None:
    batch = [*make_corpus(5), REJECTION]
    assert store.save(batch) == Saved(new=5, rejected=1)
    before = store.digest()
    assert store.save(batch) == Saved(unchanged=5, rejected=1)
    assert store.digest() == before


def test_coding_anew_replaces_the_records_of_that_article_alone(store: Store) -> None:
    first, second = make_corpus(2)
    store.save([first, second])
    assert store.save([recoded(first)]) == Saved(replaced=1)
    assert store.counts()["statements"] == 1
    assert store.load_article(first.article.article_id) == recoded(first)
    assert store.load_article(second.article.article_id) == second


def test_a_batch_that_fails_leaves_nothing_behind(store: Store) -> None:
    good, bad = make_corpus(2)
    broken = replace(bad, events=(replace(bad.events[0], event_type=None),))  # type: ignore[arg-type]
    before = store.digest()
    with pytest.raises(StoreError, match=r"(?i)not.null"):
        store.save([good, broken])
    assert store.digest() == before


def test_an_article_that_can_be_coded_after_all_is_no_longer_refused(store: Store) -> None:
    coded = make_coded()
    store.save([Rejection(coded.article.article_id, "LW208", "language", "too long")])
    store.save([coded])
    assert store.counts()["rejections"] == 0


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(), size=st.integers(1, 7))
def test_order_and_batches_do_not_matter(store: Store, new_place: NewPlace, seed: int, size: int) -> None:
    corpus = [*make_corpus(8), *make_family(), REJECTION]
    store.save(corpus)  # made once, unchanged after that
    shuffled = random.Random(seed).sample(corpus, len(corpus))
    with Store.open(new_place(), create=True) as other:
        for start in range(0, len(shuffled), size):
            other.save(shuffled[start : start + size])
        assert other.digest() == store.digest()


def test_digests_tell_different_contents_apart(store: Store) -> None:
    store.save([make_coded()])
    before = store.digest()
    store.save([recoded(make_coded())])
    after = store.digest()
    assert {name for name in before if before[name] != after[name]} == {"articles", "statements"}


def test_events_are_found_by_type_pair_country_and_day(store: Store) -> None:
    store.save(make_corpus(3))
    assert len(list(store.load_events())) == 3
    assert len(list(store.load_events(event_type="ASSAULT", pair="SUD-NOR", country="nor", modality="actual"))) == 3
    assert not list(store.load_events(country="NO"))
    assert not list(store.load_events(event_type="AID"))
    assert len(list(store.load_events(from_on=date(2031, 3, 4), until_on=date(2031, 3, 4)))) == 3
    assert not list(store.load_events(until_on=date(2031, 3, 3)))


def test_an_event_without_a_day_counts_on_the_day_of_publication(store: Store) -> None:
    coded = make_corpus(1)[0]
    undated = replace(coded.events[0], occurred=replace(coded.events[0].occurred, from_on=None, until_on=None))
    store.save([replace(coded, events=(undated,))])
    assert len(list(store.load_events(from_on=date(2031, 1, 1), until_on=date(2031, 1, 1)))) == 1


def test_a_limit_gives_the_latest_oldest_first(store: Store) -> None:
    corpus = make_corpus(4)
    dated = [
        replace(item, events=(replace(item.events[0], occurred=replace(item.events[0].occurred, from_on=None)),))
        for item in corpus
    ]
    store.save(dated)
    titles = [found.article.title for found in store.load_events(limit=2)]
    assert titles == ["Report 2", "Report 3"]


def test_statements_and_red_lines_are_found_by_whom(store: Store) -> None:
    coded = make_coded()
    store.save([coded])
    assert [found.record for found in store.load_statements(speaker="Ada Mirel")] == list(coded.statements)
    assert not list(store.load_statements(country="NOR"))
    assert [found.record for found in store.load_red_lines(country="NOR", declarer_country="SUD")] == list(
        coded.red_lines
    )
    assert not list(store.load_red_lines(kind="withdrawal"))


def test_every_id_finds_its_record_and_article(store: Store) -> None:
    coded = make_coded()
    store.save([coded])
    ids = {
        coded.events[0].event_id: coded.events[0],
        coded.statements[0].statement_id: coded.statements[0],
        coded.red_lines[0].declaration_id: coded.red_lines[0],
        coded.red_lines[0].line_id: coded.red_lines[0],
        coded.places[0].place_id: coded.places[0],
        coded.article.article_id: coded.article,
    }
    for record_id, record in ids.items():
        assert store.find(record_id) == (coded.article, record)
        assert store.find(record_id[:-4]) == (coded.article, record)


@pytest.mark.parametrize("record_id", ["evt_ffffffffffffffff", "nonsense", "xyz_12", "evt_%", ""])
def test_an_unknown_id_is_a_usage_error(store: Store, record_id: str) -> None:
    store.save([make_coded()])
    with pytest.raises(UsageError, match="LW003"):
        store.find(record_id)


def test_an_ambiguous_beginning_asks_for_more(store: Store) -> None:
    store.save(make_corpus(2))
    with pytest.raises(UsageError, match="give more of it"):
        store.find("evt_")


def test_an_unknown_article_is_a_usage_error(store: Store) -> None:
    with pytest.raises(UsageError, match="LW003"):
        store.load_article("art_0")


def test_notes_about_the_store_are_kept(store: Store) -> None:
    assert store.meta("kind") is None
    store.set_meta("kind", "demo")
    store.set_meta("kind", "other")
    assert store.meta("kind") == "other"


def test_words_may_be_long(store: Store) -> None:
    chance = random.Random(1)
    words = "".join(chance.choices("абвгдежзийклмнопрстуфхцчшщъыьэюя", k=2_000))
    coded = make_coded(title=words, publisher=words, url=f"https://example.org/{words}", language="en-" + "x" * 60)
    event = replace(coded.events[0], event_type="own type " * 9, mode="own-mode " * 9)
    statement = replace(coded.statements[0], speaker=replace(coded.statements[0].speaker, name=words))  # type: ignore[type-var]
    long = replace(coded, events=(event,), statements=(statement,))
    store.save([long, Rejection(f"{words[:500]}.html", "LW204", "a stage " * 9, words)])
    assert store.load_article(coded.article.article_id) == long
    assert [found.record for found in store.load_statements(speaker=words)] == [statement]
