"""Files of labelled pairs: parties by range or by words, and each fault with its line and the next step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linewatch.errors import SourceError
from linewatch.fitting import check_numbers, read_labelled
from tests.evaluation.gold import write
from tests.fitting.tables import make_pairs, make_vocabulary

TEXT = "Norlanders cheered when Norland accused Sudia."
RECORD = {"text": TEXT, "source": "Norland", "target": {"spans": [[40, 45]]}, "type": "ACCUSE"}


def test_parties_stand_where_their_ranges_or_words_say(tmp_path: Path) -> None:
    other = {**RECORD, "id": "b", "source": {"text": "Norland", "spans": []}, "target": {"text": "Sudia"}}
    first, second = read_labelled(write(tmp_path, RECORD, other), make_vocabulary())
    assert (first.source, first.target) == (((24, 31),), ((40, 45),))
    assert (second.source, second.target) == ((), ((40, 45),))
    assert (first.line, second.line, first.label, first.kinds, first.mode) == (1, 2, "ACCUSE", ("ACCUSE",), None)


def test_a_label_of_a_gold_set_is_read_as_one(tmp_path: Path) -> None:
    record = {"text": TEXT, "source": None, "target": "Sudia", "root": "ACCUSE", "type": None}
    [pair] = read_labelled(write(tmp_path, record), make_vocabulary())
    assert set(pair.kinds) == {"ACCUSE", "CONVICT"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "INSPCT"}, "'INSPCT', which is unknown: did you mean INSPECT"),
        ({"type": "XYZ"}, "use one of AGREE, .*`ontology`"),
        ({"type": None}, 'has no label; give it a "type"'),
        ({"mode": "loud"}, "'loud', which ACCUSE has not: use one of disapprove, .*none"),
        ({"type": "none", "mode": "allege"}, "has not: leave it out"),
        ({"source": "Norlan"}, "source 'Norlan', which its text has not"),
        ({"target": {"spans": [[0, 99]]}}, r"range \[0, 99\]"),
        ({"text": 5}, "not a record of this task"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    path = write(tmp_path, RECORD, {**RECORD, **change})
    with pytest.raises(SourceError, match=f"{words}.*docs/own-words.md") as caught:
        read_labelled(path, make_vocabulary())
    assert (caught.value.code, caught.value.about) == ("LW102", f"{path}:2")


def test_the_only_mode_of_a_type_is_refused(tmp_path: Path) -> None:
    herds, grain = {**RECORD, "type": "AID", "mode": "veterinary"}, {**RECORD, "type": "AID", "mode": "none"}
    with pytest.raises(SourceError, match=r'LW102.*:1: .*the only mode of AID: .*"mode": "none"'):
        read_labelled(write(tmp_path, herds, herds), make_vocabulary())
    pairs = read_labelled(write(tmp_path, herds, grain), make_vocabulary())
    assert [pair.mode for pair in pairs] == ["AID/veterinary", "AID/"]


def test_a_missing_file_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="LW101"):
        read_labelled(tmp_path / "nowhere", make_vocabulary())


def test_too_few_pairs_are_refused() -> None:
    pairs, _ = make_pairs(19, "AID")
    with pytest.raises(SourceError, match="LW104 gold: 19 labelled pairs are too few; label 20 or more"):
        check_numbers(Path("gold"), pairs)
    pairs, _ = make_pairs(10, "AID", "ACCUSE")
    check_numbers(Path("gold"), pairs)
    one, _ = make_pairs(1, "INSPECT")
    with pytest.raises(SourceError, match="LW104 gold:1: INSPECT has 1 pair; label 2 or more"):
        check_numbers(Path("gold"), [*pairs, *one])
