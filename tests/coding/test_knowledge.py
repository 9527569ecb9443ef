"""The user's own files from the manual come out of the coder, and discards take events out."""

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from linewatch.coding import Knowledge, code_article, read_knowledge
from linewatch.errors import ModelError
from linewatch.records import Article, CodedArticle, content_id
from linewatch.settings import Settings, read_settings

MANUAL = (Path(__file__).parents[2] / "docs" / "own-words.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```(?:toml)?\n(# ([\w.-]+)\n.*?)^```$", re.DOTALL | re.MULTILINE)
REPORT = " ".join(re.findall(r"^> (.*)$", MANUAL, re.MULTILINE))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of a folder with every file of the manual."""
    for text, name in EXAMPLE.findall(MANUAL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return read_settings()


def code(nlp: Language, text: str, knowledge: Knowledge | None, on: date = date(2024, 3, 7)) -> CodedArticle:
    return code_article(Article(content_id("art", text), None, text, on), nlp(text), knowledge)


def events(coded: CodedArticle) -> list[tuple[str, list[str | None], list[str | None]]]:
    return [
        (event.event_type, [actor.country for actor in event.actors], [other.country for other in event.recipients])
        for event in coded.events
    ]


def test_the_files_of_the_manual_do_what_it_says(nlp: Language, settings: Settings) -> None:
    coded = code(nlp, REPORT, read_knowledge(settings))
    assert events(coded) == [("INSPECT", ["SRV"], ["ILM"]), ("SUPPORT", ["SRV"], ["ILM"])]
    first, second = coded.events
    assert (first.actors[0].sector, first.quad_code, first.cameo_code) == ("GOV", 2, "060")
    assert (second.actors[0].sector, second.actors[0].kind) == ("ELI", "person")
    assert "INSPECT" not in {kind for kind, *_ in events(code(nlp, REPORT, None))}


def test_the_day_of_publication_chooses_the_code(nlp: Language, settings: Settings) -> None:
    knowledge = read_knowledge(settings)
    sectors = [
        code(nlp, "Andra Vell praised Ilmar.", knowledge, day).events[0].actors[0].sector
        for day in (date(2019, 1, 1), date(2021, 1, 1), date(2024, 1, 1))
    ]
    assert sectors == ["OPP", "GOV", "ELI"]


def test_a_name_of_several_gives_each_and_one_of_nobody_none(nlp: Language, settings: Settings) -> None:
    knowledge = read_knowledge(settings)
    assert events(code(nlp, "Norway thanked the Lake States.", knowledge)) == [("SUPPORT", ["NOR"], ["SRV", "ILM"])]
    assert not events(code(nlp, "The Old Guard Cafe opened on Monday.", knowledge))


def test_a_body_of_no_one_country_has_none_whatever_stands_beside_it(nlp: Language, settings: Settings) -> None:
    knowledge = read_knowledge(settings)
    for text in ("Dam Watchers Norway praised Denmark.", "A Norwegian Dam Watchers diplomat praised Denmark."):
        assert events(code(nlp, text, knowledge)) == [("SUPPORT", [None], ["DNK"])]
    assert events(code(nlp, "A Norwegian diplomat praised Denmark.", knowledge)) == [("SUPPORT", ["NOR"], ["DNK"])]


def test_discards_take_events_out_of_a_sentence_or_a_report(nlp: Language, settings: Settings) -> None:
    knowledge = read_knowledge(settings)
    kept = code(nlp, "Norway attacked Sweden at the regatta. Norway praised Denmark.", knowledge)
    assert events(kept) == [("SUPPORT", ["NOR"], ["DNK"])]
    text = "Norway praised Denmark. The World Sailing Cup began."
    assert not code(nlp, text, knowledge).events
    assert code(nlp, text, None).events


def test_knowledge_is_made_again_from_settings_that_were_sent(settings: Settings) -> None:
    one, other = read_knowledge(settings), read_knowledge(pickle.loads(pickle.dumps(settings)))
    assert one.version == other.version is not None
    assert one.book.country("Sarovia") == other.book.country("Sarovia")
    assert pickle.loads(pickle.dumps(one)).lexicon.verbs("inspect")[0].group.id == "inspect-ships"


def test_without_files_the_knowledge_is_the_shipped_one() -> None:
    read, shipped = read_knowledge(Settings()), Knowledge.open()
    assert all(getattr(read, name) is getattr(shipped, name) for name in ("ontology", "lexicon", "book", "discards"))
    assert Knowledge.open().version is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('verbs = ["inspect"]\ntyp = "AID"', "unknown key typ"),
        ('type = "INSPEKT"\nverbs = ["inspect"]', "there is no event type INSPEKT"),
        ('type = "AID"\nverbs = ["call ~much"]', "no number after ~"),
        ('type = "AID"\nverbs = ["inspect"]\nonly_obj = ["@boats"]', "no word list @boats"),
    ],
)
def test_a_wrong_group_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(f'[[group]]\nid = "one"\ntype = "AID"\nverbs = ["succour"]\n\n[[group]]\nid = "two"\n{row}\n')
    with pytest.raises(ModelError, match=reason) as caught:
        read_knowledge(Settings(lexicon=(path,)))
    assert (caught.value.code, caught.value.about) == ("LW305", f"{path}:6")
