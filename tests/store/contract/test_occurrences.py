"""What happened once, as the store keeps it: made anew by each watch, and the same in any order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch.records import CodedArticle, Sighting
from linewatch.store import Occurrence, Store
from tests.factories import make_corpus
from tests.registers import NOW, make_line
from tests.store.contract.conftest import NewPlace

CORPUS = make_corpus(4)
FIRST, SECOND, THIRD, FOURTH = (coded.events[0].event_id for coded in CORPUS)


def told(*numbers: int) -> tuple[Sighting, ...]:
    return tuple(Sighting(CORPUS[number].article, CORPUS[number].events[0]) for number in numbers)


@pytest.fixture
def linked(store: Store) -> Store:
    """Return a store of four reports, three of them of one occurrence."""
    store.save(CORPUS)
    store.save_lines([], raised_at=NOW, occurrences=[told(0, 2, 1)])
    return store


def ids(coded: CodedArticle) -> str:
    return coded.article.article_id


def test_an_occurrence_has_its_reports_and_bears_the_id_of_the_first(linked: Store) -> None:
    [found] = linked.load_occurrences()
    assert found.occurrence_id == found.event_ids[0] == FIRST
    assert set(found.event_ids) == {FIRST, SECOND, THIRD}
    assert set(found.article_ids) == {ids(coded) for coded in CORPUS[:3]}
    assert linked.report_counts() == {FIRST: 3}


def test_events_name_the_earliest_report(linked: Store) -> None:
    same_as = {found.record.event_id: found.record.same_as for found in linked.load_events()}
    assert same_as == {FIRST: None, SECOND: FIRST, THIRD: FIRST, FOURTH: None}
    assert [found.record.same_as for found in linked.load_events(limit=4)] == [
        found.record.same_as for found in linked.load_events()
    ]


def test_each_occurrence_is_listed_once_with_what_no_watch_has_seen(linked: Store) -> None:
    assert {found.record.event_id for found in linked.load_events(is_first=True)} == {FIRST, FOURTH}


def test_the_reports_of_an_occurrence_are_found_from_any_of_them(linked: Store) -> None:
    for event_id in (FIRST, SECOND, THIRD):
        assert {found.record.event_id for found in linked.load_reports(event_id)} == {FIRST, SECOND, THIRD}
    assert linked.load_reports(FOURTH) == ()


def test_a_watch_makes_the_occurrences_anew_and_other_savings_keep_them(linked: Store) -> None:
    linked.save_lines([make_line()], raised_at=NOW)
    assert len(list(linked.load_occurrences())) == 1
    linked.save_lines([], raised_at=NOW, occurrences=[told(3, 1)])
    assert list(linked.load_occurrences()) == [Occurrence(FOURTH, (FOURTH, SECOND), (ids(CORPUS[3]), ids(CORPUS[1])))]
    linked.save_lines([], raised_at=NOW, occurrences=[])
    assert list(linked.load_occurrences()) == []


def test_an_occurrence_is_forgotten_when_a_report_of_it_is_coded_anew(linked: Store) -> None:
    linked.save_lines([], raised_at=NOW, occurrences=[told(0, 1), told(2, 3)])
    article = replace(CORPUS[1].article, models={"linewatch": "9"})
    linked.save([replace(CORPUS[1], article=article)])
    assert [found.occurrence_id for found in linked.load_occurrences()] == [THIRD]


def test_digests_do_not_depend_on_the_order(linked: Store, new_place: NewPlace) -> None:
    with Store.open(new_place(), create=True) as other:
        other.save(CORPUS[::-1])
        other.save_lines([], raised_at=NOW, occurrences=[told(0, 1, 2)])
        assert other.digest() == linked.digest()
        other.save_lines([], raised_at=NOW, occurrences=[told(0, 1)])
        assert other.digest()["occurrences"] != linked.digest()["occurrences"]
