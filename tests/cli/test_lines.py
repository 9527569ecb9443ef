"""``linewatch lines``: the register is listed, shown, added to and mended."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert, to_builtins

from linewatch.cli import lines, registercolumns
from linewatch.cli.understanding import missing_part
from linewatch.records import Decision, Entity, RedLine
from linewatch.run import Pipeline
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import TEXT, make_coded
from tests.registers import NOW, make_line, make_step

LINE = make_line("tested", "crossed", line_id="line_aa11")
LINE = replace(LINE, declaration_ids=(*LINE.declaration_ids, "dcl_two"))
OTHER = make_line(line_id="line_bb22")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    coded = make_coded()
    reported = tuple(replace(step, article_ids=(coded.article.article_id, "art_gone")) for step in LINE.steps)
    with Store.open(tmp_path / "register.db", create=True) as store:
        store.save([coded])
        store.save_lines([replace(LINE, steps=(*reported, make_step("answered", "line_aa11"))), OTHER], raised_at=NOW)
        store.save_lines([replace(LINE, steps=reported), OTHER], raised_at=NOW + timedelta(hours=1))
    return tmp_path / "register.db"


def decisions(db: Path) -> list[tuple[str, str, dict[str, Any]]]:
    with Store.open(db) as store:
        return [(each.verb, each.about, each.value) for each in store.load_decisions()]


def test_a_table_has_the_terms_and_what_has_come_of_them(linewatch: Invoke, db: Path) -> None:
    shown = linewatch("lines", "list", "--db", db).stdout
    assert shown.count("Ada Mirel (SUD) → Norland") == 2
    assert "the Ilm (border, NOR, SUD)" in shown
    assert "tested, crossed; last on 2031-03-06" in shown
    assert "nothing since" in shown


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 2),
        (("--state", "crossed"), 1),
        (("--state", "not answered"), 0),
        (("--declarer", "sud"), 2),
        (("--declarer", "NOR"), 0),
        (("--addressee", "NOR"), 2),
        (("--area", "sud"), 2),
        (("--area", "IRN"), 0),
    ],
)
def test_filters(linewatch: Invoke, db: Path, options: tuple[str, ...], count: int) -> None:
    result = linewatch("lines", "list", "--db", db, "--format", "jsonl", *options)
    assert len(result.stdout.splitlines()) == count


def test_programs_get_records_and_rows(linewatch: Invoke, db: Path) -> None:
    found = json.loads(linewatch("lines", "list", "--db", db, "--format", "json").stdout)
    assert [line["line_id"] for line in found] == ["line_aa11", "line_bb22"]
    assert found[0]["steps"][2]["reasons"]["area"]["score"] == 0.7
    rows = list(csv.DictReader(io.StringIO(linewatch("lines", "list", "--db", db, "--format", "csv").stdout)))
    assert tuple(rows[0]) == registercolumns.LINE
    assert (rows[0]["state"], rows[0]["steps"], rows[0]["area_countries"]) == ("crossed", "3", "NOR;SUD")


def test_a_line_is_shown_with_its_words_sources_and_reasons(linewatch: Invoke, db: Path) -> None:
    shown = linewatch("lines", "show", "line_a", "--db", db).stdout
    assert "response  we will strike back (vague)" in shown
    assert "“If Norland sends one more soldier across the Ilm, we will strike back,”" in shown
    assert "declaration, The Ilm Post, reported 2031-03-05" in shown
    assert "area  ██████░░ 0.70 Varna lies 4 km from the border" in shown
    assert "answered" not in shown


def test_a_line_whose_report_is_gone_is_still_shown(linewatch: Invoke, tmp_path: Path) -> None:
    with Store.open(tmp_path / "bare.db", create=True) as store:
        store.save_lines([LINE], raised_at=NOW)
    assert "crossed" in linewatch("lines", "show", "line_", "--db", tmp_path / "bare.db").stdout


def test_the_history_has_what_no_longer_holds(linewatch: Invoke, db: Path) -> None:
    shown = linewatch("lines", "history", "line_aa11", "--db", db).stdout
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("2031")] == [
        "declared",
        "tested",
        "crossed",
        "answered",
    ]
    assert "superseded 2031-03-06 13:00 UTC" in shown
    rows = linewatch("lines", "history", "line_aa11", "--db", db, "--format", "csv").stdout
    first = next(csv.DictReader(io.StringIO(rows)))
    assert tuple(first) == registercolumns.STEP
    found = json.loads(linewatch("lines", "history", "line_aa11", "--db", db, "--format", "json").stdout)
    assert [each["superseded_at"] for each in found] == [None, None, None, "2031-03-06T13:00:00Z"]
    assert found[1]["step"]["state"] == "tested"


@pytest.mark.parametrize("verb", [("show",), ("history",), ("close", "--by", "Ada")])
def test_an_unknown_line_ends_in_2(linewatch: Invoke, db: Path, verb: tuple[str, ...]) -> None:
    result = linewatch("lines", *verb, "line_ff", "--db", db)
    assert (result.exit_code, result.stderr[:5]) == (2, "LW003")


def test_a_sentence_is_shown_as_it_was_understood_and_saved_once_agreed(linewatch: Invoke, tmp_path: Path) -> None:
    add = ("lines", "add", TEXT, "--by", "Ada", "--db", tmp_path / "new.db", "--date", "2031-03-05")
    refused = linewatch(*add, input="n\n")
    assert refused.exit_code == 0
    assert "who       Ada Mirel (SUD GOV)" in refused.stderr
    assert "act       MOBILIZE troops, by Norland (NOR MIL)" in refused.stderr
    assert "deadline  not said" in refused.stderr
    assert not (tmp_path / "new.db").exists()
    linewatch(*add, input="y\n")
    with Store.open(tmp_path / "new.db") as store:
        (coded,) = store.load_coded(is_declaring=True)
        assert (coded.article.publisher, str(coded.article.published_on)) == ("Ada", "2031-03-05")
        assert not list(store.load_events())
        (decision,) = store.load_decisions()
    assert (decision.verb, decision.about, decision.made_by) == ("add", coded.red_lines[0].declaration_id, "Ada")
    assert convert(decision.value, RedLine, strict=False) == coded.red_lines[0]


def test_yes_asks_nothing(linewatch: Invoke, tmp_path: Path) -> None:
    result = linewatch("lines", "add", TEXT, "--by", "Ada", "--db", tmp_path / "new.db", "--yes")
    assert "Save it?" not in result.stderr
    assert len(decisions(tmp_path / "new.db")) == 1


def test_a_sentence_that_is_no_line_ends_in_2_and_says_what_is_missing(
    linewatch: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pipeline, "list_actors", lambda *_: ())
    result = linewatch("lines", "add", "The talks failed.", "--by", "Ada", "--db", tmp_path / "new.db", "--yes")
    assert result.exit_code == 2
    assert "LW001 lines add: no line was understood; the sentence does not say who draws the line" in result.stderr


GREECE = Entity("Greece", 0, 6, "Greece", country="GRC", sector="GOV", kind="state")


@pytest.mark.parametrize(
    ("sentence", "actors", "missing"),
    [
        ("If troops cross the Arda, we will answer.", [], "who draws the line"),
        ("If troops cross the Arda, Anna will answer.", [replace(GREECE, sector="CVL", kind="person")], "who draws"),
        ("Greece will answer with force.", [GREECE], "what would cross the line"),
        ("If troops cross the Arda, Greece is unhappy.", [GREECE], "what would follow"),
        ("Any attack on Greece is bad.", [GREECE], "what would follow"),
    ],
)
def test_the_missing_part_is_named(sentence: str, actors: list[Entity], missing: str) -> None:
    assert missing_part(sentence, actors).startswith(missing)


@pytest.mark.parametrize(
    ("arguments", "decision"),
    [
        (("merge", "line_b", "line_a"), ("merge", "line_bb22", {"into": "line_aa11"})),
        (("close", "line_a", "--on", "2031-04-01"), ("close", "line_aa11", {"on": "2031-04-01", "state": "withdrawn"})),
        (
            ("close", "line_a", "--on", "2031-04-01", "--state", "answered"),
            ("close", "line_aa11", {"on": "2031-04-01", "state": "answered"}),
        ),
        (
            ("correct", "line_a", "until_on=2031-05-01"),
            (
                "correct",
                LINE.terms.declaration_id,
                {"deadline": {"span": to_builtins(LINE.terms.evidence), "from_on": None, "until_on": "2031-05-01"}},
            ),
        ),
        (("split", "line_a", "dcl_two"), ("split", "line_aa11", {"declaration_ids": ["dcl_two"]})),
    ],
)
def test_decisions_are_saved_and_can_be_undone(
    linewatch: Invoke, db: Path, arguments: tuple[str, ...], decision: tuple[str, str, dict[str, Any]]
) -> None:
    result = linewatch("lines", *arguments, "--by", "Ada", "--note", "seen twice", "--db", db)
    assert result.exit_code == 0
    assert "takes it back" in result.stderr
    assert decisions(db) == [decision]
    linewatch("alerts", "undo", result.stderr.split()[0], "--by", "Ivo", "--db", db)
    with Store.open(db) as store:
        assert store.decisions_in_force() == ()
        assert [each.made_by for each in store.load_decisions()] == ["Ada", "Ivo"]


def test_decisions_are_shown_with_their_line(linewatch: Invoke, db: Path) -> None:
    linewatch("lines", "close", "line_a", "--by", "Ada", "--note", "the talks settled it", "--db", db)
    assert "Ada close line_aa11 on=" in linewatch("lines", "show", "line_a", "--db", db).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "line_a", "line_aa"),
        ("split", "line_a"),
        ("split", "line_a", "dcl_ff"),
        ("split", "line_a", "dcl_"),
        ("split", "line_b", LINE.terms.declaration_id),
        ("correct", "line_a", "colour=red"),
        ("correct", "line_a", "type=deterrent"),
        ("close", "line_a", "--state", "crossed"),
    ],
)
def test_wrong_decisions_end_in_2_and_change_nothing(linewatch: Invoke, db: Path, arguments: tuple[str, ...]) -> None:
    assert linewatch("lines", *arguments, "--by", "Ada", "--db", db).exit_code == 2
    assert not decisions(db)


def test_a_decision_knows_when_it_was_made() -> None:
    decision = lines.make_decision("close", "line_1", "Ada", None, {"on": "2031-01-01"})
    assert isinstance(decision, Decision)
    assert decision.made_at.tzinfo is not None
    assert decision.decision_id.startswith("dec_")
