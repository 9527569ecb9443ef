from __future__ import annotations

from datetime import date

import pytest


def _only(coded):
    assert len(coded.statements) == 1, [s.cue.text for s in coded.statements]
    return coded.statements[0]


def test_indirect_speech_has_speaker_cue_and_content_without_that(code):
    statement = _only(code("The Norwegian foreign minister said on Tuesday that talks on fishing had stalled."))
    assert statement.speaker is not None
    assert (statement.speaker.country, statement.speaker.sector) == ("NOR", "GOV")
    assert statement.cue.text == "said"
    assert [span.text for span in statement.content] == ["talks on fishing had stalled"]
    assert not statement.is_quoted
    assert statement.said.from_on == date(2024, 3, 5)


def test_quotation_before_its_cue(code):
    statement = _only(code('"We have seen enough of these flights," General Anna Lind said.'))
    assert statement.is_quoted
    assert statement.speaker is not None and statement.speaker.name == "Anna Lind"
    assert statement.content[0].text.startswith("We have seen")
    assert statement.content[0].text.endswith("flights")


def test_quotation_over_two_sentences_is_one_statement(code):
    coded = code('"The road is open. Nobody will close it again," the Kenyan defence minister said.')
    contents = " ".join(span.text for statement in coded.statements for span in statement.content)
    assert "The road is open" in contents
    assert "Nobody will close it again" in contents


def test_according_to(code):
    statement = _only(code("Two bridges were damaged, according to the Polish interior ministry."))
    assert statement.cue.text == "according to"
    assert statement.speaker is not None and statement.speaker.country == "POL"
    assert statement.content[0].text.startswith("Two bridges were damaged")


def test_pronoun_speaker_is_the_last_speaker(code):
    coded = code(
        "Defence Minister Carla Moreau said the base was quiet. She added that the patrols would go on until May."
    )
    assert [s.speaker.name for s in coded.statements if s.speaker] == ["Carla Moreau", "Carla Moreau"]


def test_spokesperson_and_body(code):
    statement = _only(code("Peter Vale, a spokesman for the Danish navy, said that the ship had left the strait."))
    assert statement.speaker is not None and statement.speaker.name == "Peter Vale"
    assert statement.spokesperson_for is not None and statement.spokesperson_for.country == "DNK"


def test_addressee(code):
    statement = _only(code("The Indian army told Pakistan that its patrols would return on Friday."))
    assert [entity.country for entity in statement.addressees] == ["PAK"]


def test_undated_remarks_share_the_day_of_the_dated_ones(code):
    coded = code(
        'General Tomas Reyes said on Monday that the border was calm. "No soldier has crossed the river," Reyes said. '
    )
    assert [s.said.from_on for s in coded.statements] == [date(2024, 3, 4)] * 2
    assert coded.statements[1].said.method == "same-remarks"


def test_a_statement_without_a_day_has_none(code):
    assert _only(code("The Chilean president said that the port would stay open.")).said.from_on is None


@pytest.mark.parametrize(
    "text",
    [
        "The committee described in detail.",
        "They spoke.",
        "Rain fell on the hills and the river rose.",
    ],
)
def test_no_statement_without_content(code, text):
    assert code(text).statements == ()


def test_what_something_is_called_is_no_statement(code):
    assert not code('The Kenyan exercise, dubbed "Great Hammer", began on Thursday.').statements


def test_a_speaker_who_marks_his_own_quoted_words_speaks_once(code):
    statement = _only(code('"I think that this road is safe," the Kenyan defence minister said.'))
    assert statement.cue.text == "said"


def test_a_day_within_what_is_said_beside_is_not_its_day(code):
    coded = code("Colonel Tomas Reyes rejected the claim and said his troops had not crossed the river since January.")
    assert [statement.said.from_on for statement in coded.statements] == [None] * len(coded.statements)
