"""Red lines by the rules alone; with a reader: test_toldlines."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def code(code_by_rule):
    return code_by_rule


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("if", "Norway will respond with force if any ship enters its waters, the Norwegian defence minister said."),
        ("nominal", "Any attack on our posts will be met with a crushing response, the Pakistani army said."),
        (
            "nominal",
            "The Egyptian foreign minister said Egypt would respond firmly to any threat on its border with Sudan.",
        ),
        ("not_tolerate", "Kenya will not tolerate another raid across its border, the Kenyan president said."),
        ("unacceptable", "An armed presence on the Mekong is unacceptable, the Thai defence minister said."),
        ("red_line", "The security of the canal is our red line, the Egyptian president said."),
        ("unless", "Serbia will close the crossings unless the police leave the north, the Serbian president said."),
    ],
)
def test_each_form_is_found(code, form, text):
    lines = code(text).red_lines
    assert [line.trigger.form for line in lines] == [form]


def test_a_line_has_declarer_area_trigger_and_response(code):
    (line,) = code(
        "Any attack on the Polish border will be met with force, the Polish defence minister warned."
    ).red_lines
    assert line.declarer.country == "POL"
    assert line.type == "deterrent"
    assert line.area is not None and (line.area.kind, line.area.countries) == ("border", ("POL",))
    assert line.trigger.text.startswith("Any attack")
    assert line.trigger.event_type == "ASSAULT"
    assert line.response is not None
    assert line.response.specificity == "vague"


def test_any_announced_act_counts_where_the_condition_is_anothers_act(code):
    (line,) = code(
        "If Belarus moves more people to the fence, Poland will shut the railway, the Polish minister said."
    ).red_lines
    assert (line.declarer.country, line.trigger.form) == ("POL", "if")


def test_whose_line_it_is_called_declares_it(code):
    (line,) = code("The Nile water remains a red line for Egypt, an Egyptian official said.").red_lines
    assert line.declarer.country == "EGY"


def test_the_response_ends_where_the_trigger_begins(code):
    (line,) = code(
        "Estonia will shoot down any drone that crosses its border, the Estonian defence minister said."
    ).red_lines
    assert line.response is not None
    assert (line.response.span.text, line.trigger.text) == ("will shoot down", "any drone that crosses its border")


def test_means_make_a_vague_response_explicit(code):
    (line,) = code(
        "Any attack on the Polish border will be answered with airstrikes, the Polish minister said."
    ).red_lines
    assert line.response is not None
    assert (line.response.event_type, line.response.specificity) == ("ASSAULT", "explicit")


def test_warning_of_a_response(code):
    (line,) = code("The Turkish army warned Greece of a harsh response if its planes are fired upon.").red_lines
    assert line.declarer.country == "TUR"
    assert [entity.country for entity in line.addressees] == ["GRC"]
    assert line.response is not None and line.response.span.text == "a harsh response"


def test_the_same_line_in_other_words_is_a_reaffirmation(code):
    first, second = code(
        "Any armed drone near the frontier will be shot down, the Estonian defence minister said. "
        "Estonia will shoot down any armed drone that comes near its frontier, the minister repeated on Tuesday."
    ).red_lines
    assert first.line_id == second.line_id
    assert (first.kind, second.kind) == ("declaration", "reaffirmation")


def test_an_act_that_happens_again_repeats_no_line(code):
    (line,) = code("Kenya will bomb the camp if Somalia attacks again, the Kenyan president said.").red_lines
    assert line.kind == "declaration"


def test_a_demand_under_condition_is_compellent(code):
    (line,) = code(
        "Serbia will close the crossings unless the police leave the north, the Serbian president said."
    ).red_lines
    assert line.type == "compellent"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Burundi's army will defend itself if it is attacked, its spokesman said.", "it is attacked"),
        ("There will be serious consequences if Rwanda attacks Congo, Congo's foreign minister said.",
         "Rwanda attacks Congo"),
        ("Moscow said it would consider the siege an act of war.", "the siege"),
    ],
)  # fmt: skip
def test_who_announces_an_answer_to_force_draws_a_line_whatever_the_reader_says(code, text, trigger):
    (line,) = code(text).red_lines
    assert line.trigger.text == trigger


@pytest.mark.parametrize(
    "text",
    [
        "Trains on the Red Line stopped for an hour after a signal failed.",
        "The minister said the talks were useful.",
        "An analyst at the institute said Norway would respond if a ship entered its waters.",
        "A Pakistani newspaper wrote that India would retaliate if another attack took place.",
        "Sweden asked Russia to explain the flight.",
        "If it rains on Friday, the match will be played on Saturday.",
        "Norway will open the port if the ship leaves, the Norwegian defence minister said.",
        "Norway will send food if Sudan asks for it, the Norwegian foreign minister said.",
    ],
)
def test_what_is_no_line(code, text):
    assert code(text).red_lines == ()


def test_the_act_that_would_cross_a_line_is_no_event(code):
    coded = code("Any attack on the Polish border will be met with force, the Polish defence minister warned.")
    assert [event.trigger.text for event in coded.events if "attack" in event.trigger.text] == []


def test_a_response_is_also_a_threat(code):
    coded = code("Any attack on the Polish border will be met with force, the Polish defence minister warned.")
    threats = [event for event in coded.events if event.event_type == "THREATEN"]
    assert [actor.country for event in threats for actor in event.actors] == ["POL"]


def test_a_demand_has_its_deadline_as_a_day(code):
    (line,) = code("Serbia gave Kosovo 48 hours to withdraw its police, the Serbian president said.").red_lines
    assert line.deadline is not None
    assert (line.deadline.span.text, line.deadline.until_on) == ("48 hours", date(2024, 3, 9))


def test_the_only_other_state_of_the_sentence_is_warned_where_nobody_is_named(code):
    (line,) = code(
        "Norway will respond with force if any ship enters its waters near Russia, the Norwegian defence minister said."
    ).red_lines
    assert [entity.country for entity in line.addressees] == ["RUS"]


def test_who_is_attacked_in_the_trigger_is_not_warned(code_by_rule):
    text = "Any attack by Sudan on Ethiopia will be met with force, the army of Chad said."
    (line,) = code_by_rule(text).red_lines
    assert [entity.country for entity in line.addressees] == ["SDN"]
