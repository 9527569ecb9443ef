"""ACLED's sub-types: the table names only what exists, and its rules say what they should in sentences of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch import acled
from linewatch.acled import NO_EVENT, main_subtype, read_rules, subtype_of
from linewatch.errors import ModelError
from linewatch.ontology import Ontology, read_table
from linewatch.records import Article, CodedArticle, Event, Modality, Span
from tests.factories import make_coded

PLOVER, RAW, TABLE = Ontology.open(), read_table("acled.toml"), read_rules()
[EVENT] = make_coded().events


def make_event(kind: str, sentence: str, actors: str | None = "MIL", recipients: str | None = None) -> Event:
    event_type, _, mode = kind.partition("/")
    sides = [tuple(replace(entity, sector=sector) for entity in side) for side, sector in
             ((EVENT.actors, actors), (EVENT.recipients, recipients))]  # fmt: skip
    span = Span(0, len(sentence), sentence)
    return replace(
        EVENT, event_type=event_type, mode=mode or None, actors=sides[0], recipients=sides[1], evidence=(span,)
    )


def make_report(text: str, *events: Event) -> CodedArticle:
    return CodedArticle(Article("art_0", None, text), events=events)


@pytest.mark.parametrize(
    ("kind", "sentence", "name"),
    [
        ("ASSAULT", "Norland troops clashed with fighters near Varna.", "ARMED_CLASH"),
        ("ASSAULT/heavy-weapons", "Norland shelled the village of Varna.", "ART_MISS_ATTACK"),
        ("ASSAULT/aerial", "Norland bombed the bridge at Varna.", "AIR_STRIKE"),
        ("ASSAULT/suicide-attack", "A man blew himself up in Varna.", "SUIC_BOMB"),
        ("ASSAULT/explosives", "A bomb hidden under a bridge hit the convoy.", "REM_EXPLOS"),
        ("ASSAULT", "Somebody threw a grenade into the barracks.", "GRENADE"),
        ("ASSAULT/sexual", "Soldiers abused prisoners in Varna.", "SEX_VIOL"),
        ("ASSAULT/abduct", "Gunmen took two teachers away.", "ABDUCT_DISSAP"),
        ("ASSAULT/unconventional", "Norland attacked Varna with a forbidden weapon.", "CHEM_WEAP"),
        ("ASSAULT/crowd-control", "Police used water cannon on the crowd.", "PROTEST_WITH_INTER"),
        ("PROTEST/demo", "Thousands gathered in Port Ost against the tax.", "PEACE_PROTEST"),
        ("PROTEST/riot", "Hooded men smashed windows in Port Ost.", "VIOL_DEMONSTR"),
        ("COERCE/arrest", "Police took the mayor of Varna away.", "ARREST"),
        ("RETREAT/ceasefire", "The guns fell silent along the Ilm.", "AGREEMENT"),
        ("RETREAT/withdraw", "Norland's brigade left the east bank.", "NON_VIOL_TERRIT_TRANSFER"),
        ("RETREAT/disarm", "The militia gave up its guns.", "DISR_WEAP"),
        ("MOBILIZE/troops", "Norland sent two brigades to the Ilm.", "CHANGE_TO_GROUP_ACT"),
        ("MOBILIZE/troops", "Norland troops set up an observation post on the hill.", "HQ_ESTABLISHED"),
        ("SANCTION/expel", "Norland expelled two Sudian diplomats.", "DIPLO"),
    ],
)
def test_an_event_becomes(kind: str, sentence: str, name: str) -> None:
    assert subtype_of(make_event(kind, sentence)) == TABLE.subtypes[name]


@pytest.mark.parametrize(("kind", "sentence"), [
    ("AID", "Norland sent tents to the camp."),
    ("SANCTION/convict", "A court in Port Ost sentenced the smuggler."),
    ("THREATEN/violence", "Norland warned that it would strike."),
])  # fmt: skip
def test_what_acled_has_no_name_for_stays_without(kind: str, sentence: str) -> None:
    assert subtype_of(make_event(kind, sentence)) is None


def test_the_sectors_decide_who_holds_the_ground_and_who_was_attacked() -> None:
    taken = "They seized the town of Varna at dawn."
    by_army, by_rebels = (subtype_of(make_event("COERCE/seize", taken, actors=sector)) for sector in ("MIL", "REB"))
    assert by_army and by_army.sub_event_type == "Government regains territory"
    assert by_rebels and by_rebels.sub_event_type == "Non-state actor overtakes territory"
    fired = "They fired on a column near Varna."
    on_farmers, on_soldiers = (subtype_of(make_event("ASSAULT", fired, recipients=sector)) for sector in ("AGR", "MIL"))
    assert on_farmers and on_farmers.name == "ATTACK"
    assert on_soldiers and on_soldiers.name == "ARMED_CLASH"


def test_words_of_the_sentence_never_turn_one_event_into_another() -> None:
    sentence = "After the suicide bombing Norland and Sudia held talks."
    talks, bombing = make_event("CONSULT", sentence), make_event("ASSAULT", sentence)
    assert subtype_of(talks) == TABLE.subtypes["AGREEMENT"]
    assert subtype_of(bombing) == TABLE.subtypes["SUIC_BOMB"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A strong earthquake shook the coast near Port Ost.", "NATURAL_DISASTER"),
        ("Two trains collided outside Varna and eleven people died.", "MAN_MADE_DISASTER"),
        ("A boiler exploded in a dairy in Port Ost.", "MAN_MADE_DISASTER"),
        ("Customs officers caught a gang that smuggled cigarettes over the Ilm.", "ORG_CRIME"),
        ("The League of the Ilm claimed responsibility for the blast at the weir.", "ATTRIB"),
        ("Norland dismissed allegations that it had poisoned the wells.", "ATTRIB"),
        ("Police found a cache of rifles under a barn.", "DISR_WEAP"),
        ("A mob chased two tinkers through Varna.", "MOB_VIOL"),
        ("Looters burned shops in the old town.", "PROPERTY_DISTRUCT"),
        ("Police dispersed a peaceful protest in Port Ost.", "PROTEST_WITH_INTER"),
        ("Police opened fire on a peaceful protest in Port Ost.", "FORCE_AGAINST_PROTEST"),
        ("Rebels captured the town of Varna.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("The army recaptured the town of Varna.", "GOV_REGAINS_TERIT"),
        ("An attack of rebels on positions at the Ilm was repelled.", "ARMED_CLASH"),
        ("Hundreds of families fled from the valley.", "OTHER"),
        ("The harvest was good.", "OTHER"),
    ],
)
def test_a_report_without_events_has_its_words(text: str, name: str) -> None:
    assert main_subtype(make_report(text)).name == name


def test_of_several_events_the_one_of_the_earliest_rule_decides() -> None:
    text = "Norland sent troops to the Ilm and shelled Varna."
    sent, shelled = make_event("MOBILIZE/troops", text), make_event("ASSAULT/heavy-weapons", text)
    assert main_subtype(make_report("They did so.", sent)).name == "CHANGE_TO_GROUP_ACT"
    assert main_subtype(make_report("They did so.", sent, shelled)).name == "ART_MISS_ATTACK"


@pytest.mark.parametrize("modality", ["future", "hypothetical", "negated"])
def test_what_has_not_happened_decides_nothing(modality: Modality) -> None:
    shelled = replace(make_event("ASSAULT/heavy-weapons", "They will."), modality=modality)
    assert main_subtype(make_report("They did so.", shelled)).name == "OTHER"


def test_the_table_names_types_modes_and_sectors_of_plover() -> None:
    for kind in {kind for rule in TABLE.rules for kind in rule.types} - {NO_EVENT}:
        event_type, _, mode = kind.partition("/")
        assert isinstance(PLOVER.intensity(event_type, mode or None), float)
    assert {sector for group in RAW["sectors"].values() for sector in group} <= set(PLOVER.sectors)
    assert set(TABLE.allowed) == set(PLOVER.types)


def test_every_group_of_words_and_every_subtype_is_used() -> None:
    used = {name for row in RAW["rules"] for key in ("cues", "order", "without") for name in row.get(key, ())}
    assert set(RAW["cues"]) == used
    assert {rule.name for rule in TABLE.rules} == set(TABLE.subtypes)
    assert all(names for names in TABLE.allowed.values())


def test_acled_has_twenty_five_sub_types_of_six_event_types() -> None:
    acleds = [kind for kind in TABLE.subtypes.values() if kind.event_type]
    assert len(acleds) == 25
    assert len({kind.event_type for kind in acleds}) == 6
    assert len({kind.sub_event_type for kind in TABLE.subtypes.values()}) == len(TABLE.subtypes) == 30


@pytest.mark.parametrize(
    ("change", "words"),
    [({"default": "PEACE"}, "no sub-type PEACE"), ({"rules": [{"name": "ATTACK", "cues": ["joy"]}]}, "'joy'")],
)
def test_a_damaged_table_is_a_model_error(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, object], words: str
) -> None:
    monkeypatch.setattr(acled, "read_table", lambda _: {**RAW, **change})
    read_rules.cache_clear()
    with pytest.raises(ModelError, match=f"LW301.*{words}"):
        read_rules()
