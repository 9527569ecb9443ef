"""What was set aside is kept with its bytes, counted, and let go when it is coded after all."""

from __future__ import annotations

from dataclasses import replace

from linewatch.records import MOST_KEPT_BYTES, Rejection
from linewatch.store import SetAside, Store
from tests.factories import make_coded

PAGE = Rejection("page.html", "LW204", "extract", "no main text was found", b"<p>\x00\xff")
PATH = Rejection("absent.txt", "LW101", "read", "the path does not exist")


def test_a_rejection_comes_back_with_its_bytes(store: Store) -> None:
    store.save([PAGE, PATH])
    assert list(store.load_rejections()) == [SetAside(PATH, 1), SetAside(PAGE, 1)]
    assert list(store.load_rejections(code="LW204")) == [SetAside(PAGE, 1)]


def test_they_are_found_by_the_beginning_of_their_source(store: Store) -> None:
    store.save([replace(PAGE, source=name) for name in ("a_b.html", "a_b.html:10", "A_B.html", "a%b.html")])
    found = [kept.rejection.source for kept in store.load_rejections(source="a_b")]
    assert found == ["a_b.html", "a_b.html:10"]
    assert list(store.load_rejections(source="a_b", code="LW999")) == []


def test_only_the_first_million_bytes_are_kept(store: Store) -> None:
    store.save([replace(PAGE, content=b"x" * (MOST_KEPT_BYTES + 1))])
    [kept] = store.load_rejections()
    assert kept.rejection.content == b"x" * MOST_KEPT_BYTES


def test_attempts_are_counted_outside_the_digest(store: Store) -> None:
    store.save([PAGE])
    before = store.digest()
    store.save([PAGE])
    assert [kept.attempts for kept in store.load_rejections()] == [2]
    assert store.digest() == before


def test_the_latest_reason_counts(store: Store) -> None:
    store.save([PAGE])
    store.save([replace(PAGE, code="LW208")])
    assert [kept.rejection.code for kept in store.load_rejections()] == ["LW208"]


def test_what_is_settled_is_gone(store: Store) -> None:
    store.save([PAGE, PATH])
    store.save([make_coded()], settled=[PAGE.source])
    assert [kept.rejection for kept in store.load_rejections()] == [PATH]
