from __future__ import annotations

from datetime import date

import pytest


def _rows(coded):
    """Return type, actor countries and recipient countries of each event."""
    return {
        (
            event.event_type,
            tuple(sorted({entity.country for entity in event.actors if entity.country})),
            tuple(sorted({entity.country for entity in event.recipients if entity.country})),
        )
        for event in coded.events
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ethiopian troops attacked Eritrean posts on Monday.", ("ASSAULT", ("ETH",), ("ERI",))),
        ("Eritrean posts were attacked by Ethiopian troops on Monday.", ("ASSAULT", ("ETH",), ("ERI",))),
        ("An Israeli airstrike on Syria hit a depot.", ("ASSAULT", ("ISR",), ("SYR",))),
        ("Heavy clashes broke out between Armenian and Azerbaijani forces.", ("ASSAULT", ("ARM", "AZE"), ())),
        ("Japan imposed sanctions on Russia.", ("SANCTION", ("JPN",), ("RUS",))),
        ("Finland closed its border with Russia.", ("COERCE", ("FIN",), ("RUS",))),
        ("Germany condemned the attack by Iran.", ("ACCUSE", ("DEU",), ("IRN",))),
        ("Poland accused Belarus of sending migrants.", ("ACCUSE", ("POL",), ("BLR",))),
        ("The Greek foreign minister thanked Egypt.", ("SUPPORT", ("GRC",), ("EGY",))),
        ("The French president visited Lebanon on Tuesday.", ("CONSULT", ("FRA",), ("LBN",))),
        ("China and India held talks on Friday.", ("CONSULT", ("CHN", "IND"), ())),
        ("Kenya demanded that Somalia withdraw its police.", ("REQUEST", ("KEN",), ("SOM",))),
        ("Turkey threatened to attack Greece.", ("THREATEN", ("TUR",), ("GRC",))),
        ("Norway sent medical aid to Ukraine.", ("AID", ("NOR",), ("UKR",))),
        ("Serbia rejected the demand by Kosovo.", ("REJECT", ("SRB",), ("KOS",))),
        ("Norway will donate a million Swiss francs to Kenya.", ("AGREE", ("NOR",), ("KEN",))),
        ("The old foes Kenya and Somalia have renewed diplomatic ties.", ("SUPPORT", ("KEN", "SOM"), ())),
        ("Norway praised the resumption of ties with Chad.", ("SUPPORT", ("NOR",), ("TCD",))),
        ("Norway hailed a resumption of ties between Chad and Sudan.", ("SUPPORT", ("SDN", "TCD"), ())),
        ("Norway delayed its talks with Chad.", ("REJECT", ("NOR",), ("TCD",))),
        ("Kenya and Chad agree that claims to the South China Sea must be settled.", ("AGREE", ("KEN", "TCD"), ())),
        ("Sudan withdrew its troops from Ethiopia.", ("RETREAT", ("SDN",), ("ETH",))),
        ("Kenya's president met Chad's foreign minister.", ("CONSULT", ("KEN", "TCD"), ())),
        ("Kenya's president met Chad's foreign minister for talks.", ("CONSULT", ("KEN", "TCD"), ())),
        ("Norway regretted the murder of four Kenyan envoys.", ("ASSAULT", (), ("KEN",))),
        ("Kenya's president has never apologised to Chad.", ("REJECT", ("KEN",), ("TCD",))),
        ("The sanctions Norway imposed on Chad hurt its farmers.", ("SANCTION", ("NOR",), ("TCD",))),
        ("Kenya looks at the treaty that Chad and Sudan signed.", ("SUPPORT", ("SDN", "TCD"), ())),
        ("Chad welcomed the attack that Kenya launched on Sudan.", ("ASSAULT", ("KEN",), ("SDN",))),
        ("Three Norwegian engineers were kidnapped on Monday.", ("ASSAULT", (), ("NOR",))),
        ("Three Norwegians were taken hostage in Chad.", ("ASSAULT", (), ("NOR",))),
        ("Rebels in Chad seized three Norwegians on Monday.", ("ASSAULT", ("TCD",), ("NOR",))),
        ("Kenya and Chad have agreed to patrol their border together.", ("AGREE", ("KEN", "TCD"), ())),
        ("Kenya agreed to bomb Chad.", ("THREATEN", ("KEN",), ("TCD",))),
        ("Chad regretted the detention of Kenyan envoys.", ("COERCE", (), ("KEN",))),
        ("Chad regretted the Kenyan president's arrest.", ("COERCE", (), ("KEN",))),
        ("Kenya's arrest of two Chadian traders angered Sudan.", ("COERCE", ("KEN",), ("TCD",))),
    ],
)
def test_who_did_what_to_whom(code, text, row):
    assert row in _rows(code(text))


def test_future_force_is_a_threat_and_says_why(code):
    events = [event for event in code("Russia will attack Poland.").events if event.event_type == "THREATEN"]
    assert events and events[0].modality == "actual"
    assert "ASSAULT becomes THREATEN" in events[0].explanation


def test_reported_act_belongs_to_its_doer_by_the_speakers_word(code):
    coded = code("Poland said that Belarusian troops attacked Lithuania.")
    (attack,) = [event for event in coded.events if event.event_type == "ASSAULT"]
    assert [entity.country for entity in attack.actors] == ["BLR"]
    assert attack.statement_id == coded.statements[0].statement_id


def test_must_about_another_is_a_request(code):
    coded = code("Rwanda must withdraw its troops from Congo, the Congolese foreign minister said.")
    assert ("REQUEST", ("COD",), ("RWA",)) in _rows(coded)


def test_must_is_a_request_also_where_the_lexicon_has_no_word(code):
    coded = code("Sudan must repaint the three white helicopters, the Kenyan foreign minister said.")
    assert ("REQUEST", ("KEN",), ("SDN",)) in _rows(coded)


def test_each_other_makes_both_parties_actors_and_recipients(code):
    assert ("ACCUSE", ("KEN", "SOM"), ("KEN", "SOM")) in _rows(code("Kenya and Somalia blamed each other."))


def test_a_country_is_the_place_only_where_something_happens_in_it(code):
    by_place = {
        text: [event.place_id is not None for event in code(text).events]
        for text in ("Japan imposed sanctions on Russia.", "Japanese police arrested two Russian spies in Sweden.")
    }
    assert list(by_place.values()) == [[False], [True]]


def test_the_two_countries_are_the_parties_of_the_clause_before(code):
    coded = code("Kenya thanked Somalia on Monday. The two countries held talks.")
    assert ("CONSULT", ("KEN", "SOM"), ()) in _rows(coded)


def test_a_denied_act_keeps_its_type_and_is_negated(code):
    events = [event for event in code("Kenya denied shelling the village.").events if event.event_type == "ASSAULT"]
    assert [event.modality for event in events] == ["negated"]


def test_the_place_of_another_clause_is_not_the_event_s(code):
    coded = code("China, which signed a treaty in Geneva in 2021, condemned Japan.")
    assert [event.place_id for event in coded.events if event.event_type == "ACCUSE"] == [None]


def test_day_of_the_clause(code):
    (event,) = code("Ethiopian troops attacked Eritrean posts on Monday.").events
    assert event.occurred.from_on == date(2024, 3, 4)


def test_unknown_day_stays_unknown(code):
    (event,) = code("Ethiopian troops attacked Eritrean posts.").events
    assert event.occurred.from_on is None


def test_long_past_is_historical(code):
    events = [e for e in code("Ethiopia attacked Eritrea in May 1998.").events if e.event_type == "ASSAULT"]
    assert [event.modality for event in events] == ["historical"]


def test_what_a_clause_puts_years_back_is_historical(code):
    coded = code("Kenya praised Somalia, ten years after Somali troops attacked Kenya.")
    assert {(event.event_type, event.modality) for event in coded.events} == {
        ("SUPPORT", "actual"), ("ASSAULT", "historical"),
    }  # fmt: skip


def test_second_report_of_an_occurrence_is_more_evidence(code):
    coded = code("Ethiopian troops attacked Eritrean posts. The Ethiopian troops attacked the Eritrean posts at dawn.")
    attacks = [event for event in coded.events if event.event_type == "ASSAULT"]
    assert len(attacks) == 1
    assert [span.text for span in attacks[0].evidence] == [
        "Ethiopian troops attacked Eritrean posts.", "The Ethiopian troops attacked the Eritrean posts at dawn.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["The weather was mild and the harvest good.", "Prices rose by two percent in May.", ""]
)
def test_no_event_without_parties(code, text):
    assert code(text).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan proposal met with approval in Chad.",
        "Kenya's plan was met with scepticism by Chad.",
        "Norway's envoy met the conditions of Chad.",
        "Kenya's police prevented attacks on Somalia.",
        "Kenya failed to capture the Somali town.",
        "Kenya's minister conceded that the issues with Chad were difficult.",
    ],
)
def test_what_did_not_happen_is_no_event(code, text):
    assert not code(text).events
