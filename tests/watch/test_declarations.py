"""What declarations alone tell of a line."""

from __future__ import annotations

from linewatch.watch.declarations import declare_steps
from linewatch.watch.register import make_entry
from tests.watch.stories import day, declare


def states(*declared: object) -> list[str]:
    return [step.state for step in declare_steps(make_entry(declared))]  # type: ignore[arg-type]


def test_one_occasion_in_several_papers_is_one_step() -> None:
    entry = make_entry([declare(), declare(day(1), publisher="B"), declare(publisher="C")])
    [step] = declare_steps(entry)
    assert len(step.article_ids) == 3
    assert (step.state, step.on, step.claimed_by) == ("declared", day(0), ("Chad",))
    assert step.declaration_id == entry.declarations[0].line.declaration_id


def test_the_same_again_reaffirms_and_other_terms_amend() -> None:
    assert states(declare(), declare(day(9)), declare(day(20), due=day(40), kind="amendment")) == [
        "declared",
        "reaffirmed",
        "amended",
    ]


def test_taking_back_and_denying() -> None:
    assert states(declare(), declare(day(9), kind="withdrawal")) == ["declared", "withdrawn"]
    assert states(declare(), declare(day(9), kind="denial")) == ["declared", "denied"]


def test_a_reaffirmation_on_the_next_day_is_a_step_of_its_own() -> None:
    assert states(declare(), declare(day(1), publisher="B", kind="reaffirmation")) == ["declared", "reaffirmed"]
