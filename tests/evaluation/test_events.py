"""The task events: what has happened, in the types and countries of the gold sets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linewatch.evaluation.events import Deed, Events, Party, read_deeds
from linewatch.evaluation.scores import Overlap
from linewatch.records import Modality
from tests.evaluation.gold import REPORT, predict, write
from tests.factories import make_coded

CODED = make_coded()
[EVENT] = CODED.events


def test_an_event_is_written_in_the_form_of_the_scorer() -> None:
    assert predict(Events()) == {
        "id": "r",
        "events": [{"type": "ASSAULT", "source": ["NOR"], "target": ["SUD"], "reciprocal": False}],
    }


def test_a_retreat_is_a_yield_and_an_unknown_party_has_no_country() -> None:
    nobody = replace(EVENT.actors[0], country=None)
    coded = replace(CODED, events=(replace(EVENT, event_type="RETREAT", cameo_code="087", actors=(nobody,)),))
    assert read_deeds(coded) == (Deed("YIELD", ("",), ("SUD",)),)
    assert read_deeds(replace(coded, events=(replace(EVENT, recipients=()),))) == (Deed("ASSAULT", ("NOR",), ("",)),)


def test_several_actors_without_recipients_act_on_each_other() -> None:
    both = replace(
        EVENT, event_type="AGREE", cameo_code="057", actors=(*EVENT.actors, *EVENT.recipients), recipients=()
    )
    assert read_deeds(replace(CODED, events=(both,))) == (Deed("AGREE", ("NOR", "SUD"), ("NOR", "SUD"), True),)


def test_who_acts_on_each_other_does_not_act_on_himself() -> None:
    parties = (*EVENT.actors, *EVENT.recipients)
    (deed,) = read_deeds(replace(CODED, events=(replace(EVENT, actors=parties, recipients=parties),)))
    assert deed.reciprocal


@pytest.mark.parametrize(
    ("modality", "count"), [("actual", 1), ("historical", 0), ("future", 0), ("hypothetical", 0), ("negated", 0)]
)
def test_only_what_has_happened_is_answered(modality: Modality, count: int) -> None:
    assert len(read_deeds(replace(CODED, events=(replace(EVENT, modality=modality),) * 2))) == count


def test_figures_are_of_sets_for_each_report() -> None:
    gold = (Deed("FIGHT", (Party("NOR"),), ("SUD", "IGO")), Deed("AGREE", ("NOR", "SUD"), ("SUD", "NOR"), True))
    answer = (Deed("ASSAULT", ("NOR",), ("SUD",)), Deed("AGREE", ("NOR",), ("SUD",)))
    assert Events().score([(REPORT, gold, answer)]) == {
        "type": Overlap(2, 2, 2),
        "countries": Overlap(1, 1, 3),
        "type and countries": Overlap(2, 2, 4),
    }


def test_a_report_with_an_event_of_unknown_type_counts_for_its_countries_alone() -> None:
    scores = Events().score([(REPORT, (Deed(None, ("NOR",), ("SUD",)),), (Deed("AID", ("NOR",), ("SUD",)),))])
    assert (scores["type"].gold, scores["type and countries"].predicted, scores["countries"].right) == (0, 0, 1)


def test_a_record_that_is_meant_to_be_broken_has_no_label(tmp_path: Path) -> None:
    [item] = Events().read_gold(write(tmp_path, {"id": 1, "text": "x", "events": [], "error_test": True}))
    assert item.label is None
