"""Nominals that can act: who a noun phrase names, with title, country and PLOVER sector. Takes a Doc, gives mentions.

A nominal becomes a mention when the actor book knows its name, when it carries a role ("troops", "the foreign
minister"), when the model sees a person or an organisation in it, or when it is a personal pronoun.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from linewatch.coding.persons import Person, find_persons
from linewatch.coding.syntax import (
    children,
    conjuncts,
    feature,
    first_conjunct,
    phrase,
    possessor,
    preposition,
    relation,
    token_span,
)
from linewatch.records import EntityKind, Span
from linewatch.world.actors import ActorBook, Known

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
_INSIDE_NAME = frozenset({"flat", "compound", "fixed", "goeswith", "case", "det", "nummod", "punct", "cc"})
_PAIR_NOUNS = frozenset(
    {"side", "country", "party", "republic", "neighbor", "neighbour", "nation", "state", "rival", "foe", "enemy"}
)
_NOT_OURS = frozenset({"a", "an", "any", "every", "some", "no", "each", "another", "foreign", "other"})
_NATION_PREPOSITIONS = frozenset({"of", "from", "in", "for", "at"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One nominal that can act. `head` is the token index; `rule` says how country and sector were found.

    It `is_open` when nothing beside it tells whose it is: "the army", but not "an army" or "the army of Sarovia". It
    `is_nobody` when the user says that the name is no actor; `also` are the others that a name of several stands for.
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
    is_nobody: bool = False
    also: tuple[Known, ...] = ()


def read_mentions(doc: Doc, book: ActorBook, on: date | None) -> list[Mention]:
    """Return the mentions of the document in text order. Coordinated nationalities ("A and B troops") give one each."""
    persons = find_persons(doc, book, on)
    inside = {token.i for person in persons for token in person.words}
    found = [_of_person(person, book, on) for person in persons]
    for token in doc:
        if token.pos_ in _NOMINAL and token.i not in inside and not _is_inside_name(token):
            mention = _read_mention(token, book, on)
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


def _read_mention(head: Token, book: ActorBook, on: date | None) -> Mention | None:
    """Return the mention that this nominal makes, or None when nothing says that it can act."""
    start, end = phrase(head, keep_of=False)
    span = token_span(head.doc, start, end)
    if _is_pair(head):
        return Mention(head.i, span, span.text, "unknown", rule="pair", is_plural=True, is_pair=True)
    if head.pos_ == "PRON":
        return _read_pronoun(head)
    core_start = _core_start(head, start)
    core = token_span(head.doc, core_start, end)
    base = Mention(
        head.i, span, _full_name(head, span.text, core.text), "unknown", is_plural=feature(head, "Number") == "Plur"
    )
    mention = (
        _read_known(base, core.text, book, on)
        or _read_role(head, base, core.text, book)
        or _read_known(base, _bare_name(head, core_start, end), book, on)
    )
    if mention is None and (head.ent_type_ == "ORG" or book.names_body(core.text)):
        rule = "model:ORG" if head.ent_type_ == "ORG" else "own body"
        mention = replace(base, kind="organisation", is_named=True, rule=rule)
    if mention is None or mention.is_nobody:
        return None
    return _with_surroundings([head], mention, book, on)


def _is_pair(head: Token) -> bool:
    """Say whether the nominal stands for two parties named before: "both sides", "the two countries", "each other"."""
    if head.lower_ == "both":
        return head.pos_ in {"PRON", "DET"} and relation(head) in {"nsubj", "obj", "obl"}
    if head.lower_ in {"each", "one"}:
        return any(child.lower_ in {"other", "another"} for child in children(head, "fixed"))
    if head.lower_ in {"other", "another"}:
        return any(child.lower_ in {"each", "one"} for child in head.children) or (
            head.i > 0 and head.nbor(-1).lower_ in {"each", "one"}
        )
    if head.lemma_.lower() not in _PAIR_NOUNS or feature(head, "Number") != "Plur":
        return False
    words = {child.lower_ for child in head.children}
    return bool(words & {"both", "two", "warring", "rival", "opposing", "conflicting", "feuding"}) or (
        head.lemma_.lower() in {"side", "party"} and bool(words & {"the"})
    )


def _read_pronoun(head: Token) -> Mention | None:
    """Return a mention for a personal pronoun; who it is, the cast decides."""
    if feature(head, "PronType") != "Prs":
        return None
    is_plural = feature(head, "Number") == "Plur"
    span = Span(head.idx, head.idx + len(head), head.text)
    return Mention(head.i, span, head.text, "unknown", rule="pronoun", is_pronoun=True, is_plural=is_plural)


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


def _of_person(person: Person, book: ActorBook, on: date | None) -> Mention:
    """Return the mention of a named person; what the title does not tell, the words around it may."""
    words = person.words
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
    told = _with_surroundings(list(words), mention, book, on)
    nation = book.country(person.name) if told.country is None else None
    if nation is None:
        return told
    return replace(told, country=nation.iso3, rule=f"{told.rule}+name")  # a user may give a person a country's code


def _read_known(base: Mention, core: str, book: ActorBook, on: date | None) -> Mention | None:
    """Return the mention of a name in the actor book: an organisation, a state, a capital that stands for one."""
    known = book.named(core, on)
    if known is not None:
        return replace(
            base,
            country=known.country,
            sector=known.sector,
            kind=known.kind,
            rule=known.rule,
            is_named=True,
            name=core,
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
    role = book.role(core)
    if role is None or not (role.start <= core.lower().rfind(head.lower_) < role.end):
        return None
    return replace(base, sector=role.sector, kind=role.kind, role=role.text, rule="actors.toml:roles")


def _with_surroundings(words: list[Token], mention: Mention, book: ActorBook, on: date | None) -> Mention:
    """Return the mention with what modifiers and appositions of its words tell of country, sector and title."""
    if book.names_body(mention.span.text):
        return replace(mention, country=None, rule=f"{mention.rule}+body")
    own = {word.i for word in words}
    for other in [other for word in words for other in children(word, "appos") if other.i not in own]:
        if other.pos_ in {"NOUN", "PROPN"}:
            mention = _merge_apposition(mention, other, book, on)
    if mention.country is not None:
        return mention
    for modifier, how in [pair for word in words for pair in _modifiers(word) if pair[0].i not in own]:
        country, sector = _nation_of(modifier, book, on)
        if country is not None:
            return replace(mention, country=country, sector=mention.sector or sector, rule=f"{mention.rule}+{how}")
    told = [child for word in words for child in children(word, "nmod", "acl", "appos") if child.i not in own]
    limits = _NOT_OURS - set((mention.role or "").lower().split())  # "foreign" is no limit in "foreign minister"
    chosen = [child for word in words for child in children(word, "det", "amod") if child.lower_ in limits]
    return replace(mention, is_open=not told and not chosen)


def _merge_apposition(mention: Mention, other: Token, book: ActorBook, on: date | None) -> Mention:
    """Return the mention completed by its apposition: "Ann Roe, the army's spokeswoman" or the other way round."""
    named = next((ent.text for ent in other.doc.ents if ent.label_ == "PER" and ent.start <= other.i < ent.end), None)
    if named is not None and mention.kind == "person" and not mention.is_named:
        rule = f"{mention.rule}+apposition"
        return replace(mention, name=named, title=mention.name, is_named=True, rule=rule)
    start, end = phrase(other)
    core = token_span(other.doc, _core_start(other, start), end).text
    role = book.role(core)
    if mention.kind == "person" and role is not None:
        country, sector = _nation_of(other, book, on)
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
    return found


def _nation_of(token: Token, book: ActorBook, on: date | None, depth: int = 0) -> tuple[str | None, str | None]:
    """Return the country and sector that a modifier tells, looking through its own modifiers."""
    start, end = phrase(token, keep_of=False)
    words = token_span(token.doc, _core_start(token, start), end).text
    texts = list(dict.fromkeys((words, _entity_text(token), token.text)))
    known = next(filter(None, (book.named(text, on) for text in texts)), None)
    if known is not None and known.country:
        return known.country, known.sector
    nation = next(filter(None, (book.country(text) for text in texts)), None)
    if nation is not None:
        return nation.iso3, None
    role = book.role(words)
    if depth < 3:
        for modifier, _ in _modifiers(token):
            country, sector = _nation_of(modifier, book, on, depth + 1)
            if country is not None:
                return country, (role.sector if role else None) or sector
    return None, None


def _entity_text(token: Token) -> str:
    """Return the whole name that the model saw around a token: parsers tear names apart; else the token alone."""
    if not token.ent_type_:
        return token.text
    return next((entity.text for entity in token.doc.ents if entity.start <= token.i < entity.end), token.text)


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
