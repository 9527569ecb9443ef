"""Nominals that can act: who a noun phrase names, with title, country and PLOVER sector. Takes a Doc, gives mentions.

A nominal becomes a mention when the actor book knows its name, when it carries a role ("troops", "the foreign
minister"), when the model sees a person or an organisation in it, or when it is a personal pronoun. Its own modifiers
tell its country: a nation ("Kenyan"), a body of it, a place in it ("in Basra", "based near Oslo").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Token

from linewatch.coding.homewords import home_words
from linewatch.coding.pairwords import cast_words, is_pair
from linewatch.coding.persons import Person, find_persons
from linewatch.coding.syntax import (
    children,
    conjuncts,
    feature,
    first_conjunct,
    name_around,
    phrase,
    possessor,
    preposition,
    relation,
    token_span,
)
from linewatch.records import EntityKind, Span
from linewatch.world.actors import ActorBook, Known

_BESIDE = ("amod", "compound", "det", "nmod:poss", "flat", "appos")
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
_INSIDE_NAME = frozenset({"flat", "compound", "fixed", "goeswith", "case", "det", "nummod", "punct", "cc"})
_NOT_OURS = frozenset({"a", "an", "any", "every", "some", "no", "each", "another", "foreign", "other"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NATION_PREPOSITIONS = frozenset({"of", "from", "in", "for", "at"})
_OWN = frozenset({"possessor", "modifier"})  # tell the nation also of those who are abroad: "visiting Kenyan officers"


@dataclass(frozen=True, slots=True)
class Mention:
    """One nominal that can act. `head` is the token index; `rule` says how country and sector were found.

    It `is_open` when nothing beside it tells whose it is: "the army", but not "an army" or "the army of Sarovia". It
    `is_foreign` when a word beside it says that it belongs elsewhere or to no one country, `is_claimed` when it has an
    owner, known or not; `is_definite` when "the" stands before it. `entry` is the name under which the actor book has
    it. It `is_nobody` when the user says that the name is no actor; `also` are the others that a name
    of several stands for.
    """

    head: int
    span: Span
    name: str
    kind: EntityKind
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    rule: str | None = None
    is_named: bool = False
    is_pronoun: bool = False
    is_plural: bool = False
    is_pair: bool = False
    is_open: bool = False
    is_foreign: bool = False
    is_claimed: bool = False
    is_nobody: bool = False
    is_definite: bool = False
    entry: str | None = None
    also: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lore:
    """What is known beside the text: the actors, the day of the report, and the country of each token of a place."""

    book: ActorBook
    on: date | None
    lands: Mapping[int, str] = field(default_factory=dict)


def read_mentions(doc: Doc, book: ActorBook, on: date | None, lands: Mapping[int, str] | None = None) -> list[Mention]:
    """Return the mentions of the document in text order. Coordinated nationalities ("A and B troops") give one each.

    Args:
        lands: ISO3 of the country in which the place lies that a token names, by token index.
    """
    lore = _Lore(book, on, lands or {})
    persons = find_persons(doc, book, on)
    inside = {token.i for person in persons for token in person.words}
    found = [_of_person(person, lore) for person in persons]
    for token in doc:
        if token.pos_ in _NOMINAL and token.i not in inside and not _is_inside_name(token):
            mention = _read_mention(token, lore)
            if mention is not None:
                found.extend(_split_by_nation(token, mention, book))
    return sorted(found, key=lambda mention: mention.span.start)


def _is_inside_name(token: Token) -> bool:
    """Say whether the token is only a part of a larger name or a title of one."""
    if token.dep_ == "nmod:desc":
        return True
    if relation(token) in _INSIDE_NAME:
        return True
    outer = relation(first_conjunct(token))  # "Kenyan, Somali and Ethiopian troops": three parts of one name
    return token.pos_ in {"ADJ", "DET", "NUM"} and outer not in {"nsubj", "obj", "obl", "ROOT"}


def _read_mention(head: Token, lore: _Lore) -> Mention | None:
    """Return the mention that this nominal makes, or None when nothing says that it can act."""
    book, on = lore.book, lore.on
    start, end = phrase(head, keep_of=False)
    span = token_span(head.doc, start, end)
    if is_pair(head):
        return Mention(head.i, span, span.text, "unknown", rule="pair", is_plural=True, is_pair=True)
    if head.pos_ == "PRON":
        return _read_pronoun(head)
    if _is_land(head):
        return Mention(head.i, span, span.text, "unknown", rule="pronoun", is_pronoun=True)
    core_start = _core_start(head, start)
    core = token_span(head.doc, core_start, end)
    base = Mention(
        head.i,
        span,
        _full_name(head, span.text, core.text),
        "unknown",
        is_plural=feature(head, "Number") == "Plur",
        is_definite=any(child.lower_ in _DEFINITE for child in children(head, "det")),
    )
    mention = (
        _read_known(base, base.name if _is_owner_in_name(head) else core.text, book, on)
        or _read_role(head, base, core.text, book)
        or _read_known(base, _bare_name(head, core_start, end), book, on)
    )
    mention = mention or _read_people(head, base, book)
    if mention is None and (head.ent_type_ == "ORG" or book.names_body(core.text)):
        rule = "model:ORG" if head.ent_type_ == "ORG" else "own body"
        mention = replace(base, kind="organisation", is_named=True, rule=rule)
    if mention is None or mention.is_nobody:
        return None
    return _with_surroundings([head], mention, lore)


def _read_pronoun(head: Token) -> Mention | None:
    """Return a mention for a personal pronoun; who it is, the cast decides."""
    if feature(head, "PronType") != "Prs":
        return None
    is_plural = feature(head, "Number") == "Plur"
    span = Span(head.idx, head.idx + len(head), head.text)
    return Mention(head.i, span, head.text, "unknown", rule="pronoun", is_pronoun=True, is_plural=is_plural)


def _is_land(head: Token) -> bool:
    """Say whether a noun takes up a state like a pronoun: "the country" with nothing beside it."""
    if head.lower_ not in cast_words("lands")["nouns"]:
        return False
    beside = [child for child in head.children if relation(child) not in {"case", "punct"}]
    return [child.lower_ for child in beside if child.dep_ == "det"] == ["the"] and len(beside) == 1


def _core_start(head: Token, start: int) -> int:
    """Return where the phrase begins once determiners and possessors are left out."""
    skipped = [
        child for child in head.children if child.i < head.i and child.dep_ in {"det", "det:predet", "nmod:poss"}
    ]
    edges = [child.right_edge.i + 1 for child in skipped]
    return min(max([start, *edges]), head.i)


def _bare_name(head: Token, start: int, end: int) -> str:
    """Return the phrase without the adjectives before a proper noun: "war-torn Sarovia" is Sarovia."""
    if head.pos_ != "PROPN":
        return ""
    while start < head.i and head.doc[start].pos_ in {"ADJ", "VERB", "NUM", "PUNCT", "ADV"}:
        start += 1
    return token_span(head.doc, start, end).text


def _full_name(head: Token, whole: str, core: str) -> str:
    """Return the phrase without its article, with a possessor that is a name: "Iran's ambassador", "ministry"."""
    owner = possessor(head)
    if owner is None or owner.pos_ == "PRON":
        return core
    return whole.removeprefix("the ").removeprefix("The ")


def _is_owner_in_name(head: Token) -> bool:
    """Say whether a possessor is a part of the name: "the Workers' Party"."""
    owner = possessor(head)
    around = name_around(head)
    return owner is not None and around is not None and around[0] <= owner.i < around[1]


def _of_person(person: Person, lore: _Lore) -> Mention:
    """Return the mention of a named person; what the title does not tell, the words around it may."""
    words, book = person.words, lore.book
    role = book.role(person.title) if person.title else None
    mention = Mention(
        head=person.head.i,
        span=token_span(words.doc, words.start, words.end),
        name=person.name,
        kind="person",
        title=person.title,
        country=person.country,
        sector=person.sector,
        role=role.text if role else None,
        rule=person.rule,
        is_named=True,
    )
    told = _with_surroundings(list(words), mention, lore)
    nation = book.country(person.name) if told.country is None else None
    if nation is None:
        return told
    return replace(told, country=nation.iso3, rule=f"{told.rule}+name")  # a user may give a person a country's code


def _is_plain_word(core: str) -> bool:
    """Say whether a phrase is one word in small letters: "a shell" is not Shell."""
    return core.islower() and len(core.split()) == 1


def _read_known(base: Mention, core: str, book: ActorBook, on: date | None) -> Mention | None:
    """Return the mention of a name in the actor book: an organisation, a state, a capital that stands for one."""
    known = book.named(core, on)
    if known is not None and (known.is_own or not _is_plain_word(core)):
        return replace(
            base,
            country=known.country,
            sector=known.sector,
            kind=known.kind,
            rule=known.rule,
            is_named=True,
            name=core,
            entry=known.name if known.kind != "person" else None,
            is_nobody=known.is_nobody,
            also=known.also,
        )
    nation = book.country(core)
    if nation is None or (nation.how == "adjective" and "," in core):  # a list of nations, not "Town, Country"
        return None
    if nation.how == "people":
        return replace(base, country=nation.iso3, sector="CVL", kind="people", rule="countries.toml:people")
    sector = "PRE" if nation.is_disputed else "GOV"
    return replace(
        base,
        name=nation.name,
        country=nation.iso3,
        sector=sector,
        kind="state",
        rule=f"countries.toml:{nation.how}",
        is_named=nation.how != "adjective",
    )


def _read_role(head: Token, base: Mention, core: str, book: ActorBook) -> Mention | None:
    """Return the mention of a role: "troops", "foreign minister", "the general"."""
    core = _IN_BRACKETS.sub("", core)
    role = book.role(core)
    if role is None or not (role.start <= core.lower().rfind(head.lower_) < role.end):
        return None
    return replace(base, sector=role.sector, kind=role.kind, role=role.text, rule="actors.toml:roles")


def _read_people(head: Token, base: Mention, book: ActorBook) -> Mention | None:
    """Return the mention of a people with whatever stands before it: "up to 100 ethnic Albanians"."""
    nation = book.country(head.text) if base.is_plural else None
    if nation is None or nation.how != "people":
        return None
    return replace(base, country=nation.iso3, sector="CVL", kind="people", rule="countries.toml:people")


def _with_surroundings(words: list[Token], mention: Mention, lore: _Lore) -> Mention:
    """Return the mention with what modifiers and appositions of its words tell of country, sector and title."""
    if lore.book.names_body(mention.span.text):
        return replace(mention, country=None, rule=f"{mention.rule}+body")
    own = {word.i for word in words}
    for other in [other for word in words for other in children(word, "appos") if other.i not in own]:
        if other.pos_ in {"NOUN", "PROPN"}:
            mention = _merge_apposition(mention, other, lore)
    modifiers = [pair for word in words for pair in _modifiers(word) if pair[0].i not in own]
    if mention.kind == "people":
        mention = _at_home(mention, words[0], modifiers, lore)
    if mention.country is not None:
        return mention
    is_foreign = mention.rule == "actors.toml:organisations" or _is_foreign(words, mention, lore.book)
    ethnic: tuple[str, str | None] | None = None
    for modifier, how in modifiers:
        country, sector = _nation_of(modifier, lore) if how in _OWN or not is_foreign else (None, None)
        if country is None:
            continue
        if how == "modifier" and _is_ethnic(modifier):
            ethnic = ethnic or (country, sector)
            continue
        return replace(mention, country=country, sector=mention.sector or sector, rule=f"{mention.rule}+{how}")
    if ethnic is not None:
        return replace(mention, country=ethnic[0], sector=mention.sector or ethnic[1], rule=f"{mention.rule}+{ETHNIC}")
    told = [child for word in words for child in children(word, "nmod", "acl", "appos") if child.i not in own]
    limits = _NOT_OURS - set((mention.role or "").lower().split())  # "foreign" is no limit in "foreign minister"
    chosen = [child for word in words for child in children(word, "det", "amod") if child.lower_ in limits]
    return replace(
        mention,
        is_open=not told and not chosen and not is_foreign,
        is_foreign=is_foreign,
        is_claimed=any(_is_claim(modifier) for modifier, _ in modifiers),
    )


ETHNIC = "ethnic"
"""Ends the rule of a mention whose nation is that of its people, who may live elsewhere."""


def _at_home(mention: Mention, head: Token, modifiers: list[tuple[Token, str]], lore: _Lore) -> Mention:
    """Return a people with the country in which the text says that it lives: "Turkish Kurds", "the Serbs of Bosnia"."""
    for modifier, how in modifiers:
        country, _ = _nation_of(modifier, lore)
        if country is not None and country != mention.country:
            return replace(mention, country=country, rule=f"{mention.rule}+{how}")
    is_ethnic = any(child.lower_ == ETHNIC for child in children(head, "amod"))
    return replace(mention, rule=f"{mention.rule}+{ETHNIC}") if is_ethnic else mention


def _is_ethnic(modifier: Token) -> bool:
    """Say whether an adjective names a people and not a state: "ethnic Albanian guerrillas"."""
    before = modifier.nbor(-1) if modifier.i else modifier
    return before.lower_ == ETHNIC or any(child.lower_ == ETHNIC for child in modifier.children)


def _is_foreign(words: list[Token], mention: Mention, book: ActorBook) -> bool:
    """Say whether a word beside the nominal takes it out of the country in which it acts: "foreign", "UN", "NATO"."""
    allowed = set((mention.role or "").lower().split())
    beside = [child for word in words for child in children(word, *_BESIDE)]
    names = [mention.name, *(_entity_text(token) for token in (words[0], *beside) if token.ent_type_ == "ORG")]
    if home_words("foreign") & ({child.lower_ for child in beside} | set(" ".join(names).lower().split())) - allowed:
        return True
    named = (book.named(_entity_text(child)) for child in beside)
    return any(known is not None and known.kind == "igo" for known in named)


def _is_claim(modifier: Token) -> bool:
    """Say whether a modifier names an owner, whether or not we know where it is: "Sarovia's", "of the Hadar League"."""
    if modifier.dep_ == "nmod:poss" or modifier.ent_type_ == "LOC":
        return True
    return modifier.pos_ == "PROPN" and relation(modifier) in {"nmod", "obl"} and modifier.dep_ != "nmod:desc"


def _merge_apposition(mention: Mention, other: Token, lore: _Lore) -> Mention:
    """Return the mention completed by its apposition: "Ann Roe, the army's spokeswoman" or the other way round."""
    named = _entity_text(other) if other.ent_type_ == "PER" else None
    if named is not None and mention.kind == "person" and not mention.is_named:
        rule = f"{mention.rule}+apposition"
        return replace(mention, name=named, title=mention.name, is_named=True, rule=rule)
    start, end = phrase(other)
    core = token_span(other.doc, _core_start(other, start), end).text
    role = lore.book.role(core)
    if mention.kind == "person" and role is not None:
        country, sector = _nation_of(other, lore)
        return replace(
            mention,
            title=", ".join(filter(None, [mention.title, core])),
            country=mention.country or country,
            sector=mention.sector or role.sector or sector,
            role=mention.role or role.text,
            rule=f"{mention.rule}+apposition",
        )
    return mention


def _modifiers(head: Token) -> list[tuple[Token, str]]:
    """Return the modifiers that may tell the nation, most telling first: possessor, adjective or compound, "of X"."""
    found: list[tuple[Token, str]] = []
    owner = possessor(head)
    if owner is not None:
        found.append((owner, "possessor"))
    found += [(child, "modifier") for child in children(head, "amod", "compound", "nmod:desc")]
    found += [
        (child, "modifier") for title in children(head, "nmod:desc") for child in children(title, "amod", "compound")
    ]
    for child in children(head, "nmod"):
        if preposition(child) in _NATION_PREPOSITIONS:
            found.append((child, "of"))
    for clause in children(head, "acl"):
        if clause.lemma_.lower() in home_words("seated"):
            found += [(child, "seat") for child in children(clause, "obj", "obl")]
    return found


def _nation_of(token: Token, lore: _Lore, depth: int = 0) -> tuple[str | None, str | None]:
    """Return the country and sector that a modifier tells, looking through its own modifiers."""
    book = lore.book
    start, end = phrase(token, keep_of=False)
    words = token_span(token.doc, _core_start(token, start), end).text
    texts = list(dict.fromkeys((words, _entity_text(token), token.text)))
    known = next(filter(None, (book.named(text, lore.on) for text in texts)), None)
    if known is not None and known.country:
        return known.country, known.sector
    nation = next(filter(None, (book.country(text) for text in texts)), None)
    if nation is not None:
        return nation.iso3, None
    if token.i in lore.lands:
        return lore.lands[token.i], None
    role = book.role(words)
    if depth < 3:
        for modifier, _ in _modifiers(token):
            country, sector = _nation_of(modifier, lore, depth + 1)
            if country is not None:
                return country, (role.sector if role else None) or sector
    return None, None


def _entity_text(token: Token) -> str:
    """Return the whole name that the model saw around a token: parsers tear names apart; else the token alone."""
    around = name_around(token)
    return token.text if around is None else str(token.doc[slice(*around)].text)


def _split_by_nation(head: Token, mention: Mention, book: ActorBook) -> list[Mention]:
    """Return one mention a nation where nations are coordinated: "A and B forces", "the armies of A and B"."""
    if mention.also:
        others = [replace(mention, country=known.country, sector=known.sector) for known in mention.also]
        return [replace(one, also=()) for one in (mention, *others)]
    of_phrases = [child for child in children(head, "nmod") if preposition(child) == "of"]
    for child in [*children(head, "amod", "compound"), *of_phrases]:
        members = [token for token in conjuncts(child) if token.i < head.i or child in of_phrases]
        nations = [(token, match) for token in members if (match := book.country(token.text)) is not None]
        if len(nations) > 1:
            return [
                replace(
                    mention,
                    span=token_span(head.doc, token.i, token.i + 1),
                    name=f"{token.text} {head.text}",
                    country=match.iso3,
                    rule=f"{mention.rule}+coordination",
                )
                for token, match in nations
            ]
    return [mention]
