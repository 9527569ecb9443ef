"""The list of actors: each once, with all mentions, the first person among them."""

from __future__ import annotations

from datetime import date

from linewatch.coding import list_actors
from linewatch.records import Article
from linewatch.run import load_pipeline
from linewatch.settings import read_settings

TEXT = '"I will not leave," General Anna Lind said. Kenya praised her. It trusts the general.'


def _mentions(actors):
    return [[span.text for span in actor.mentions] for actor in actors]


def test_each_actor_stands_once_with_what_it_says_of_itself(nlp):
    actors = list_actors(Article("art_0", None, TEXT), nlp(TEXT))
    assert _mentions(actors) == [["I", "General Anna Lind", "her", "the general"], ["Kenya", "It"]]


def test_the_pipeline_lists_them_and_nobody_of_a_text_in_another_language():
    pipeline = load_pipeline(read_settings())
    assert [actor.name for actor in pipeline.list_actors(TEXT, published_on=date(2024, 3, 7))] == ["Anna Lind", "Kenya"]
    assert pipeline.list_actors("Der General hat am Montag in der Hauptstadt gesagt, dass er bleiben will.") == ()
