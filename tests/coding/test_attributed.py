"""What the reader of attributions finds becomes statements; without it, and where it cannot read, the rules do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from linewatch.coding import Knowledge, code_article
from linewatch.coding.attributed import plain_parts, read_attributed
from linewatch.coding.scene import Scene
from linewatch.language.attributions import Attribution, Words
from linewatch.records import Article, CodedArticle


class FakeReader:
    """Finds what it is told, as words of the text."""

    def __init__(self, *found: tuple[str, str, str]) -> None:
        self._found = found

    def read(self, doc, _plain):
        def places(words: str) -> Words:
            start = doc.text.index(words) if words else 0
            return tuple(t.i for t in doc if start <= t.idx < start + len(words))

        return [Attribution(places(source), places(cue), places(said), 0.9) for source, cue, said in self._found]


@pytest.fixture
def attribute(scene: Callable[..., Scene]):
    """Return a function from a text and what the reader finds in it to the scene's sayings."""

    def run(text: str, *found: tuple[str, str, str]):
        return read_attributed(scene(text), FakeReader(*found))

    return run


def test_a_quotation_is_taken_whole_and_a_that_is_not(attribute):
    text = 'Norway said that it "will keep every patrol at sea" for now.'
    (said,) = attribute(text, ("Norway", "said", 'that it "will keep'))
    assert [span.text for span in said.content] == ['it "will keep every patrol at sea']


def test_a_gap_within_what_is_said_is_filled_and_its_first_phrase_opened(attribute):
    (said,) = attribute("Any attack on the port would be answered, Chad said.", ("Chad", "said", "attack on the port"))
    assert said.content[0].text == "Any attack on the port"


def test_the_whole_phrase_names_the_source_and_its_head_tells_who_it_is(attribute):
    phrase = "Peter Vale, a spokesman for the Danish navy"
    (said,) = attribute(f"{phrase}, said the ship had left.", (phrase, "said", "the ship had left"))
    assert said.source_span is not None and said.source_span.text == phrase
    assert said.source is not None and said.source.text == "Peter"


def test_an_owner_is_not_who_speaks(attribute):
    (said,) = attribute(
        "Carla Moreau left. Her gardener said the gate was open.", ("Her gardener", "said", "the gate was open")
    )
    assert said.source is not None and said.source.text == "gardener"


def test_a_relative_pronoun_stands_for_its_noun(attribute):
    (said,) = attribute("Carla Moreau, who said the gate was open, left.", ("who", "said", "the gate was open"))
    assert said.source is not None and said.source.text == "Carla"


@pytest.mark.parametrize(("cue", "content"), [("also", "the gate was open"), ("said", "open")])
def test_function_words_introduce_nothing_and_a_single_word_says_nothing(attribute, cue, content):
    assert attribute("Carla Moreau also said the gate was open.", ("Carla Moreau", cue, content)) == []


def test_a_plain_sentence_is_answered_by_the_tree(nlp: Language):
    doc = nlp("The Kenyan army said on Monday that the bridge was gone.")
    source, content = plain_parts(doc, (3,)) or ((), ())
    assert doc[source[0] : source[-1] + 1].text == "The Kenyan army"
    assert doc[content[0] : content[-1] + 1].text == "that the bridge was gone"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ('The army said the bridge was "gone".', "said"),
        ("The army was told that the bridge was gone.", "told"),
        ("The army described the bridge as gone.", "described"),
    ],
)
def test_other_sentences_are_left_to_the_reader(nlp: Language, text: str, cue: str):
    doc = nlp(text)
    assert plain_parts(doc, tuple(token.i for token in doc if token.text == cue)) is None


TEXT = "Bakers in Oslo fear that flour will be scarce. The Polish interior ministry said two bridges were damaged."


def _coded(nlp: Language, text: str, knowledge: Knowledge) -> CodedArticle:
    return code_article(Article("art_1", None, text, date(2024, 3, 7)), nlp(text), knowledge)


def test_the_rules_decide_where_there_is_no_reader(nlp: Language):
    without = replace(Knowledge.open(), attributions=None)
    (said,) = _coded(nlp, TEXT, without).statements
    assert (said.cue.text, said.speaker_span and said.speaker_span.text) == ("said", "The Polish interior ministry")
    assert [each.cue.text for each in _coded(nlp, TEXT, Knowledge.open()).statements] == ["fear", "said"]


def test_the_rules_read_what_the_encoder_has_left_nothing_of(nlp: Language):
    doc = nlp("The Polish interior ministry said two bridges were damaged.")
    doc.user_data.clear()
    (said,) = code_article(Article("art_1", None, doc.text, date(2024, 3, 7)), doc).statements
    assert said.speaker is not None and said.speaker.country == "POL"
