"""What tells where the places of a report lie, beside their names."""

from __future__ import annotations

import pytest

from linewatch.coding import Knowledge
from linewatch.coding.placehints import find_evidence
from linewatch.coding.places import locate_names
from linewatch.records import Article
from linewatch.world.gazetteer import GazetteerRow


def _evidence(nlp, text, url=None):
    doc = nlp(text)
    mentions = [span for span in doc.ents if span.label_ == "LOC"]
    return find_evidence(Article("art_0", None, text, url=url), mentions, Knowledge.open().book)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Lebanese army left Tripoli.", "Lebanese"),
        ("The Texas Forest Service warned residents of Huntsville on Monday.", "Texas"),
        ("Sen. John Smith, R-Texas, visited Paris.", "Texas"),
    ],
)
def test_nations_states_and_parties_tell(nlp, text, name):
    assert name in [told.name for told in _evidence(nlp, text) if not isinstance(told, GazetteerRow)]


def test_the_town_of_the_newspaper_tells(nlp):
    rows = _evidence(nlp, "A man was held in Columbus.", "http://ledger-enquirer.com/1")
    assert [row.admin1 for row in rows if isinstance(row, GazetteerRow)] == ["Georgia"]


def test_what_holds_an_unknown_village_is_its_place(nlp):
    text = "Soldiers shelled the village of Xarqozan in the Tavush region of Armenia."
    located = locate_names(Article("art_0", None, text), nlp(text), Knowledge.open().book)
    assert [(span.text, place and place.name) for span, place in located][:2] == [
        ("Xarqozan", "Tavush"), ("Tavush", "Tavush"),
    ]  # fmt: skip
