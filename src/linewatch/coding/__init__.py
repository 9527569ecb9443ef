"""Doc → records: statements, events and red lines, each with its provenance.

Takes an article and its Doc as the language room annotated it; gives a `CodedArticle`. It reads no file and no clock,
and never changes the Doc.
"""

from __future__ import annotations

from spacy.tokens import Doc

from linewatch.coding.attribution import Attribution
from linewatch.coding.events import code_events
from linewatch.coding.knowledge import Knowledge, read_knowledge
from linewatch.coding.pairs import read_pair, relate
from linewatch.coding.places import Located, Ranges, locate_names
from linewatch.coding.redlines import code_red_lines
from linewatch.coding.relativeplaces import locate_relative
from linewatch.coding.roster import code_actors
from linewatch.coding.scene import read_scene
from linewatch.coding.statements import code_statements
from linewatch.coding.threats import code_threats
from linewatch.records import Article, CodedArticle, Entity

__all__ = [
    "Knowledge",
    "Located",
    "Ranges",
    "code_article",
    "list_actors",
    "locate_names",
    "locate_relative",
    "read_knowledge",
    "read_pair",
    "relate",
]


def code_article(article: Article, doc: Doc, knowledge: Knowledge | None = None) -> CodedArticle:
    """Return everything that Linewatch says about the article.

    Args:
        doc: the annotated `article.text`.
        knowledge: what the coders know; what ships with Linewatch, unless given.
    """
    scene = read_scene(article, doc, knowledge)
    statements = code_statements(scene)
    attribution = Attribution(doc, statements)
    red_lines = code_red_lines(scene, attribution)
    return CodedArticle(
        article=article,
        places=tuple(place for _, place in scene.places),
        times=tuple(time for _, time in scene.times),
        statements=statements,
        events=code_threats(scene, red_lines, code_events(scene, attribution, red_lines)),
        red_lines=red_lines,
    )


def list_actors(article: Article, doc: Doc, knowledge: Knowledge | None = None) -> tuple[Entity, ...]:
    """Return everybody who takes part in the article, each once with all mentions, in the order of their first ones.

    Args:
        doc: the annotated `article.text`.
        knowledge: what the coders know; what ships with Linewatch, unless given.
    """
    scene = read_scene(article, doc, knowledge)
    return code_actors(scene, Attribution(doc, code_statements(scene)))
