"""Whose country an actor belongs to that neither its name nor its modifiers tell: "the police", "President Dosa".

Takes the mentions and the places of a document, before they are joined into a cast; gives a country and the rule that
found it. In this order: the scene of its own act, the one country that its sentence names, the dateline, the country of
which most of the article speaks. Foreigners, bodies of no one country and those with an owner of their own stay as they
are. Words: data/homes.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from linewatch.coding.homewords import home_words
from linewatch.coding.mentions import ETHNIC, Mention
from linewatch.coding.places import Found
from linewatch.coding.syntax import (
    ancestors,
    clause_head,
    feature,
    first_conjunct,
    preposition,
    relation,
    sentence_start,
)
from linewatch.world.actors import ActorBook

Home = tuple[str, str]
"""ISO3 and the rule that found it."""

SCENE, SENTENCE, DATELINE, ARTICLE = "scene of the act", "country of the sentence", "dateline", "country of the article"
STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_JOINED = frozenset({"xcomp", "conj"})
_INSIDE = frozenset({"nmod", "compound", "appos", "flat", "conj", "amod"})
_BARE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj", "ROOT"})
_DATELINE_WEIGHT = 2
_LEAST_NAMED, _LEAST_SHARE = 3, 0.75  # of an article's countries, for one to be the article's


@dataclass(frozen=True, slots=True)
class _Named:
    """A country that the text names: where, and whether its people are meant, a place in it, or the state itself."""

    token: Token
    country: str
    is_inner: bool
    is_scene: bool
    is_bare: bool = False
    is_body: bool = False  # one of its organs or people, not only a place in it


@dataclass(frozen=True)
class Homes:
    """The countries that a document names, by sentence, and what they tell of actors without one."""

    doc: Doc
    dateline: str | None
    named: Mapping[int, Sequence[_Named]] = field(default_factory=dict)  # by the start of the sentence
    dominant: str | None = None

    @classmethod
    def of(cls, doc: Doc, mentions: Sequence[Mention], found: Found, book: ActorBook, dateline: str | None) -> Homes:
        """Return the homes of a document.

        Args:
            found: all names of places, also of those that act.
            dateline: ISO3 of its country.
        """
        named: dict[int, list[_Named]] = {}
        for item in _named(doc, mentions, found, book):
            named.setdefault(sentence_start(item.token), []).append(item)
        return cls(doc, dateline, named, _dominant(named, dateline))

    def find(self, mention: Mention) -> Home | None:
        """Return the country of an actor that none is told of, None where the text does not show it."""
        if mention.rule and mention.rule.endswith(ETHNIC):
            return self._of_scene(mention, is_inner=True)
        role = mention.role or mention.title
        if mention.country or mention.is_foreign or not role or mention.kind in {"igo", "state"}:
            return None
        if _role_word(role) in home_words("abroad"):
            return None
        sector = mention.sector
        is_inner = sector in home_words("inner") and not (mention.is_named and mention.kind == "person")
        is_outer = sector in home_words("outer") or (sector in home_words("inner") and not is_inner)
        if not (is_inner or is_outer):
            return None
        return self._of_sentence(mention, is_inner=is_inner) or self._of_article(mention, is_inner=is_inner)

    def _of_scene(self, mention: Mention, *, is_inner: bool) -> Home | None:
        """Return the one country in which the text says that the actor acts."""
        token = self.doc[mention.head]
        scenes = {
            item.country
            for item in self.named.get(sentence_start(token), ())
            if item.is_scene and _is_same_act(item.token, token) and (is_inner or _is_host(token, item.token))
        }
        return (scenes.pop(), SCENE) if len(scenes) == 1 and not mention.is_claimed else None

    def _of_sentence(self, mention: Mention, *, is_inner: bool) -> Home | None:
        """Return the scene, else the one country of the sentence if it is that of home affairs."""
        if scene := self._of_scene(mention, is_inner=is_inner):
            return scene
        token = self.doc[mention.head]
        named = self.named.get(sentence_start(token), ())
        countries = {item.country for item in named}
        if len(countries) != 1 or mention.is_claimed or mention.sector in home_words("unknown"):
            return None
        if all(item.is_bare for item in named):  # "activists accused Kenya": theirs or another's
            return None
        if is_inner or any(item.is_inner and not (item.is_scene and not _is_host(token, item.token)) for item in named):
            return countries.pop(), SENTENCE
        return None

    def _of_article(self, mention: Mention, *, is_inner: bool) -> Home | None:
        if mention.sector in STATE_SECTORS and mention.is_open and self.dateline:
            return self.dateline, DATELINE
        if mention.is_claimed or mention.sector in home_words("unknown"):
            return None
        if self.dominant is not None and (is_inner or (mention.is_open and not mention.is_plural)):
            return self.dominant, DATELINE if self.dominant == self.dateline else ARTICLE
        return None


def _named(doc: Doc, mentions: Sequence[Mention], found: Found, book: ActorBook) -> Iterator[_Named]:
    """Yield the countries that the document names, each word once: mentions, places, adjectives."""
    taken: set[int] = set()
    for mention in mentions:
        if mention.country and not (mention.rule or "").endswith(ETHNIC):
            taken.add(mention.head)
            if mention.sector == "JRN":  # an agency that is told something is no scene
                continue
            is_inner = mention.sector in home_words("inner") and mention.kind != "people"
            is_inner = is_inner or _is_institution(doc[mention.head])
            is_bare = mention.kind == "state" and doc[mention.head].dep_ in _BARE and not is_locative(doc[mention.head])
            yield _Named(doc[mention.head], mention.country, is_inner, False, is_bare, is_body=not is_bare)
    for span, place in found:
        if place.country:
            taken |= {token.i for token in span}
            is_scene = is_locative(span.root)
            is_bare = span.root.dep_ in _BARE and not is_scene
            yield _Named(span.root, place.country, is_scene or _is_institution(span.root.head), is_scene, is_bare)
    for token in doc:
        if token.pos_ in {"ADJ", "PROPN"} and token.i not in taken:
            nation = book.country(token.text)
            if nation is not None:
                yield _Named(token, nation.iso3, _is_institution(token.head), is_scene=False)


def _dominant(named: Mapping[int, Sequence[_Named]], dateline: str | None) -> str | None:
    """Return the country of which most of the article and most of its bodies are; the dateline counts as two."""
    items = [item for sentence in named.values() for item in sentence]
    counts = Counter(item.country for item in items)
    bodies = Counter(item.country for item in items if item.is_body)
    if dateline is not None:
        counts[dateline] += _DATELINE_WEIGHT
    if not counts or (dateline is None and len(named) < 2):
        return None
    country, number = counts.most_common(1)[0]
    is_most = all(each[country] >= _LEAST_SHARE * each.total() for each in (counts, bodies))
    return country if is_most and number >= (_DATELINE_WEIGHT if country == dateline else _LEAST_NAMED) else None


def _is_institution(token: Token) -> bool:
    return token.lemma_.lower() in home_words("institutions")


def is_locative(token: Token, list_name: str = "locative") -> bool:
    """Say whether a name says where something is: "in Basra", "at the jail of Basra", "in Basra's centre"."""
    for above in [token, *ancestors(token)]:
        if preposition(above) in home_words(list_name):
            return True
        if relation(above) not in _INSIDE or preposition(above) not in {"", "of"}:
            return False
    return False


def _is_same_act(place: Token, actor: Token) -> bool:
    """Say whether a place stands in the clause of the actor, or in one that shares the actor with it."""
    clause, wanted = clause_head(place), clause_head(actor)
    while clause != wanted and (relation(clause) in _JOINED or _is_infinitive(clause)) and clause.head != clause:
        clause = clause_head(clause.head)
    return clause == wanted


def _is_infinitive(clause: Token) -> bool:
    return relation(clause) == "ccomp" and feature(clause, "VerbForm") in {"Inf", "Ger"}


def _is_host(token: Token, place: Token) -> bool:
    """Say whether the actor is a subject, and what is done at the place nothing that guests and invaders do."""
    return relation(first_conjunct(token)) == "nsubj" and clause_head(place).lemma_.lower() not in home_words("guest")


def _role_word(role: str) -> str:
    word = role.casefold().split()[-1]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
