"""The tables of PLOVER: every figure, every row of modality and every decision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch import ontology as ontology_module
from linewatch.errors import BugError, ModelError, UsageError
from linewatch.ontology import Coding, Ontology

PLOVER = Ontology.open()

TYPES = {  # name: quad code, score, recipient required
    "AGREE": (1, 2.5, False), "CONSULT": (1, 2.5, False), "SUPPORT": (1, 5, False), "CONCEDE": (1, 4.5, False),
    "COOPERATE": (2, 9.5, True), "AID": (2, 10, True), "RETREAT": (2, 6.5, False),
    "REQUEST": (3, 0, False), "ACCUSE": (3, -3, False), "REJECT": (3, -2, False), "THREATEN": (3, -3.5, False),
    "PROTEST": (4, -5, False), "SANCTION": (4, -6, True), "MOBILIZE": (4, -5.5, False), "COERCE": (4, -7, False),
    "ASSAULT": (4, -9, False),
}  # fmt: skip

MODES = {
    "CONSULT": {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5},
    "RETREAT": {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1, "meet": 0},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2, "yield": -2, "meet": -2},
    "THREATEN": {
        "restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5,
    },
    "PROTEST": {
        "demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": -5,
    },
    "SANCTION": {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6},
    "COERCE": {
        "seize": -7, "restrict": -7, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7, "deport": -7,
        "withhold": -7, "misinformation": -6.5, "cyber": -7,
    },
    "ASSAULT": {
        "abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
        "primitive": -8, "firearms": -9, "explosives": -9, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5,
        "heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10,
    },
}  # fmt: skip

FUTURE = {
    "AGREE": "AGREE", "CONSULT": "AGREE", "SUPPORT": "AGREE", "CONCEDE": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE",
    "RETREAT": "AGREE", "REQUEST": "REQUEST", "ACCUSE": "ACCUSE", "REJECT": "REJECT", "THREATEN": "THREATEN",
    "PROTEST": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN", "COERCE": "THREATEN", "ASSAULT": "THREATEN",
}  # fmt: skip
NEGATED_PAST = {
    "AGREE": "REJECT", "CONSULT": "REJECT", "SUPPORT": "REJECT", "CONCEDE": "REJECT", "COOPERATE": "SANCTION",
    "AID": "SANCTION", "RETREAT": "SANCTION", "REQUEST": "AGREE", "ACCUSE": "AGREE", "REJECT": "AGREE",
    "THREATEN": "AGREE", "PROTEST": "RETREAT", "SANCTION": "RETREAT", "MOBILIZE": "RETREAT", "COERCE": "RETREAT",
    "ASSAULT": "RETREAT",
}  # fmt: skip
NEGATED_FUTURE = {
    "AGREE": "REJECT", "CONSULT": "REJECT", "SUPPORT": "REJECT", "CONCEDE": "REJECT", "COOPERATE": "REJECT",
    "AID": "REJECT", "RETREAT": "REJECT", "REQUEST": "AGREE", "ACCUSE": "AGREE", "REJECT": "AGREE",
    "THREATEN": "AGREE", "PROTEST": "AGREE", "SANCTION": "AGREE", "MOBILIZE": "AGREE", "COERCE": "AGREE",
    "ASSAULT": "AGREE",
}  # fmt: skip


@pytest.mark.parametrize(("name", "facts"), TYPES.items())
def test_a_type_has_its_quad_code_score_and_recipient_rule(name: str, facts: tuple[int, float, bool]) -> None:
    kind = PLOVER.event_type(name)
    assert (PLOVER.quad_code(name), PLOVER.intensity(name), kind.recipient_required) == facts


def test_there_are_sixteen_types_thirty_seven_contexts_and_twenty_five_sectors() -> None:
    assert (list(PLOVER.types), len(PLOVER.contexts), len(PLOVER.sectors)) == (list(TYPES), 37, 25)


@pytest.mark.parametrize("name", TYPES)
def test_a_mode_has_its_score(name: str) -> None:
    modes = PLOVER.event_type(name).modes
    assert {mode: PLOVER.intensity(name, mode) for mode in modes} == MODES.get(name, {})


def test_every_meaning_is_written_out() -> None:
    meanings = [kind.meaning for kind in PLOVER.types.values()] + list(PLOVER.contexts.values())
    meanings += [mode.meaning for kind in PLOVER.types.values() for mode in kind.modes.values()]
    assert min(len(meaning) for meaning in meanings) > 8
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("name", TYPES)
def test_an_asserted_or_historical_event_keeps_its_type(name: str) -> None:
    assert {PLOVER.modal_type(name, "actual", "past"), PLOVER.modal_type(name, "historical", "past")} == {name}


@pytest.mark.parametrize(("name", "becomes"), FUTURE.items())
def test_modality_future(name: str, becomes: str) -> None:
    assert PLOVER.modal_type(name, "future", "future") == becomes


@pytest.mark.parametrize(("name", "becomes"), NEGATED_PAST.items())
def test_modality_negated_past_and_present(name: str, becomes: str) -> None:
    assert PLOVER.modal_type(name, "negated", "past") == PLOVER.modal_type(name, "negated", "present") == becomes


@pytest.mark.parametrize(("name", "becomes"), NEGATED_FUTURE.items())
def test_modality_negated_future(name: str, becomes: str) -> None:
    assert PLOVER.modal_type(name, "negated", "future") == becomes


@pytest.mark.parametrize("name", TYPES)
def test_modality_hypothetical_keeps_assaults_alone_as_threats(name: str) -> None:
    assert PLOVER.modal_type(name, "hypothetical") == ("THREATEN" if name == "ASSAULT" else None)


@pytest.mark.parametrize(
    ("code", "event_type", "mode", "contexts"),
    [
        ("0311", "AGREE", None, ("economic",)),
        ("0333", "AGREE", None, ("human_security",)),
        ("041", "CONSULT", "phone", ()),
        ("043", "CONSULT", "visit", ()),
        ("044", "CONSULT", "third-party", ()),
        ("057", "SUPPORT", None, ()),
        ("064", "COOPERATE", None, ("intelligence",)),
        ("075", "AID", None, ("asylum",)),
        ("081", "CONCEDE", None, ()),
        ("0813", "RETREAT", None, ("rights_freedoms",)),
        ("0814", "RETREAT", None, ("rights_freedoms",)),
        ("0841", "RETREAT", "release", ()),
        ("0862", "RETREAT", "access", ()),
        ("0871", "RETREAT", "ceasefire", ("military",)),
        ("091", "ACCUSE", "investigate", ("crime", "corruption")),
        ("1122", "ACCUSE", "allege", ("human_rights",)),
        ("113", "ACCUSE", "disapprove", ()),
        ("1053", "REQUEST", "yield", ()),
        ("1241", "REJECT", "change", ("rights_freedoms",)),
        ("1243", "REJECT", "yield", ()),
        ("127", "REJECT", "meet", ()),
        ("1312", "THREATEN", "restrict", ("economic",)),
        ("1381", "THREATEN", "restrict", ("military",)),
        ("1382", "THREATEN", "territory", ("military",)),
        ("1385", "THREATEN", "violence", ("cbrn",)),
        ("1413", "PROTEST", "demo", ("rights_freedoms",)),
        ("1454", "PROTEST", "riot", ("political_institutions",)),
        ("152", "MOBILIZE", "troops", ("military",)),
        ("166", "SANCTION", "expel", ()),
        ("174", "COERCE", "deport", ()),
        ("175", "ASSAULT", None, ("repression",)),
        ("191", "COERCE", "restrict", ("military",)),
        ("192", "COERCE", "seize", ("military",)),
        ("195", "ASSAULT", "aerial", ("military",)),
    ],
)
def test_a_cameo_code_becomes(code: str, event_type: str, mode: str | None, contexts: tuple[str, ...]) -> None:
    assert PLOVER.from_cameo(code) == Coding(event_type, mode, contexts)


@pytest.mark.parametrize(
    ("decision", "holds"),
    [
        ("accuse-score", PLOVER.intensity("ACCUSE") == -3),
        ("sanction-quad", PLOVER.quad_code("SANCTION") == 4),
        (
            "protest-recipient",
            [PLOVER.event_type(name).recipient_required for name in ("PROTEST", "RETREAT", "AID")]
            == [False, False, True],
        ),
        ("cameo-20", PLOVER.from_cameo("20") == Coding("ASSAULT", None, ()) and "FIGHT" not in PLOVER.types),
        (
            "retired-modes",
            [PLOVER.from_cameo(code) for code in ("1722", "186", "202", "0842")]
            == [
                Coding("COERCE", "restrict", ("political_institutions",)),
                Coding("ASSAULT", "targeted", ()),
                Coding("ASSAULT", None, ("human_rights",)),
                Coding("RETREAT", None, ()),
            ],
        ),
        (
            "vandalize-score",
            PLOVER.mode_score("PROTEST", "vandalize") is None and PLOVER.intensity("PROTEST", "vandalize") == -5,
        ),
        ("ultimatum", PLOVER.from_cameo("139") == Coding("THREATEN", None, ())),
        ("embargo", PLOVER.from_cameo("163") == Coding("SANCTION", "discontinue", ("economic",))),
        ("claims-and-denials", PLOVER.from_cameo("015") is None and PLOVER.from_cameo("016") is None),
        (
            "apology-and-verdict",
            [PLOVER.from_cameo(code) for code in ("055", "056", "116")]
            == [Coding("CONCEDE", None, ()), Coding("CONCEDE", None, ()), Coding("SANCTION", "convict", ("legal",))],
        ),
        (
            "deescalation-modes",
            [coding.mode for code in ("0872", "0873", "0874") if (coding := PLOVER.from_cameo(code))]
            == ["withdraw", "disarm", "withdraw"],
        ),
        ("future-yield", PLOVER.modal_type("RETREAT", "future") == "AGREE" == PLOVER.modal_type("CONCEDE", "future")),
        ("yield-split", PLOVER.modal_type("ASSAULT", "negated", "past") == "RETREAT"),
        ("concede-negated", PLOVER.modal_type("CONCEDE", "negated", "past") == "REJECT"),
        (
            "modality-silent-rows",
            PLOVER.modal_type("ACCUSE", "future") == "ACCUSE" and PLOVER.modal_type("AID", "hypothetical") is None,
        ),
        ("kosovo", "KOS" in PLOVER.extra_states and "XKX" not in PLOVER.extra_states),
    ],
)
def test_a_decision_holds(decision: str, holds: bool) -> None:
    assert holds, decision


def test_every_decision_is_tested_and_has_its_reason() -> None:
    tested = test_a_decision_holds.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert [decision.id for decision in PLOVER.decisions] == [row[0] for row in tested]
    assert all(decision.defect and decision.decision and decision.why for decision in PLOVER.decisions)


def test_every_cameo_row_names_a_type_mode_and_context_of_plover() -> None:
    for code, coding in PLOVER.cameo.items():
        if coding is None:
            assert code[:2] in ("01", "02")
        else:
            assert isinstance(PLOVER.intensity(coding.event_type, coding.mode), float), code
            assert set(coding.contexts) <= set(PLOVER.contexts), code


def test_the_way_back_to_cameo_keeps_the_type() -> None:
    lossy = set()
    for name, kind in PLOVER.types.items():
        for mode in (None, *kind.modes):
            coding = PLOVER.from_cameo(PLOVER.cameo_for(name, mode) or "")
            if coding is None or coding.event_type != name:
                lossy.add((name, mode))
    assert lossy == {("RETREAT", "resign")}  # CAMEO has giving way to a demand for another leader, no resignation


@pytest.mark.parametrize(
    ("outer", "inner", "mode", "carried"),
    [
        ("THREATEN", "ASSAULT", "aerial", "violence"),
        ("THREATEN", "COERCE", "arrest", "arrest"),
        ("THREATEN", "SANCTION", None, "relations"),
        ("REQUEST", "RETREAT", "resign", "change"),
        ("REQUEST", "RETREAT", "release", "yield"),
        ("REJECT", "CONSULT", None, "meet"),
        ("REJECT", "ASSAULT", None, None),
        ("AID", "CONSULT", None, None),
    ],
)
def test_a_mode_is_carried_from_the_act(outer: str, inner: str, mode: str | None, carried: str | None) -> None:
    assert PLOVER.carried_mode(outer, inner, mode) == carried


def test_carried_modes_exist() -> None:
    for outer, row in PLOVER.carried.items():
        for inner, mode in row.items():
            inner_type, _, inner_mode = inner.partition("/")
            assert isinstance(PLOVER.intensity(inner_type, inner_mode or None), float)
            assert mode in PLOVER.event_type(outer).modes


@pytest.mark.parametrize(
    ("event_type", "code", "label"),
    [
        ("RETREAT", "0841", "YIELD"),
        ("CONCEDE", "055", "SUPPORT"),
        ("SANCTION", "163", "COERCE"),
        ("SANCTION", "161", "SANCTION"),
        ("COERCE", "191", "ASSAULT"),
        ("AID", None, "AID"),
    ],
)
def test_a_gold_set_may_call_a_record_otherwise(event_type: str, code: str | None, label: str) -> None:
    assert PLOVER.label("plv", event_type, code) == label


def test_a_label_scheme_names_codes_and_types_that_exist() -> None:
    for scheme in PLOVER.labels.values():
        assert set(scheme.codes) <= set(PLOVER.cameo)
        assert set(scheme.types) <= set(PLOVER.types)
    with pytest.raises(BugError, match="no label scheme"):
        PLOVER.label("icews", "AID")


def test_an_unknown_name_is_our_own_mistake() -> None:
    with pytest.raises(BugError, match="LW901"):
        PLOVER.event_type("FIGHT")
    with pytest.raises(BugError, match="no mode ban"):
        PLOVER.intensity("COERCE", "ban")
    with pytest.raises(BugError):
        PLOVER.modal_type("YIELD", "future")


@given(st.text(max_size=5).filter(lambda code: code not in PLOVER.cameo))
def test_an_unknown_cameo_code_is_a_usage_error(code: str) -> None:
    with pytest.raises(UsageError, match="LW001"):
        PLOVER.from_cameo(code)


def test_the_ontology_is_read_once_and_names_its_version() -> None:
    assert Ontology.open() is PLOVER
    assert PLOVER.version().startswith("plover-2.0")


def test_a_missing_table_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="LW302"):
        ontology_module.read_table("absent.toml")
