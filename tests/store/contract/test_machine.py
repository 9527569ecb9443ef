"""Whatever is saved, coded anew and edited, in any order and batches: the store is what it would be at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from linewatch.records import CodedArticle, Rejection
from linewatch.store import Store
from tests.crash.programs import make_items
from tests.factories import make_coded, make_family

ITEMS = list(make_items(24))
POOL = [*ITEMS, *make_family()]
NUMBERS = st.lists(st.integers(0, len(POOL) - 1), min_size=1, max_size=6)


class StoreMachine(RuleBasedStateMachine):
    """A store and what it should have."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open(":memory:", create=True)
        self.expected: dict[str, CodedArticle | Rejection] = {}

    def save(self, items: list[CodedArticle | Rejection]) -> None:
        self.store.save(items)
        for item in items:
            self.expected[item.source if isinstance(item, Rejection) else item.article.article_id] = item

    @initialize()
    def begin(self) -> None:
        self.save(POOL[:2])

    @rule(numbers=NUMBERS)
    def save_some(self, numbers: list[int]) -> None:
        self.save([POOL[number] for number in numbers])

    @rule(numbers=NUMBERS, version=st.integers(1, 3))
    def code_anew(self, numbers: list[int], version: int) -> None:
        found = [item for item in (POOL[number] for number in numbers) if isinstance(item, CodedArticle)]
        self.save([replace(item, article=replace(item.article, models={"linewatch": str(version)})) for item in found])

    @rule(
        number=st.integers(0, len(ITEMS) - 1),  # the family's texts have other words than `make_coded` asks for
        is_later=st.booleans(),
        words=st.sampled_from(["", " More.", " Corrected."]),
    )
    def edit(self, number: int, is_later: bool, words: str) -> None:
        item = ITEMS[number]
        if isinstance(item, CodedArticle):
            day = date(2031, 6, 1) if is_later else date(2030, 6, 1)
            self.save([make_coded(f"{item.article.text}{words} {day}", url=item.article.url, published_on=day)])

    @rule(number=st.integers(0, len(POOL) - 1))
    def settle(self, number: int) -> None:
        item = POOL[number]
        if isinstance(item, Rejection):
            self.store.save([], settled=[item.source])
            self.expected.pop(item.source, None)

    @invariant()
    def it_is_what_it_would_be_at_once(self) -> None:
        with Store.open(":memory:", create=True) as fresh:
            fresh.save(list(self.expected.values()))
            assert self.store.digest() == fresh.digest()

    def teardown(self) -> None:
        self.store.close()


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(
    max_examples=12, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
)
