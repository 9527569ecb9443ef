"""Words that stand for two parties named before: "both sides", "the two countries", "neither". Asks a token, no cast.

Words: data/cast.toml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Token

from linewatch.coding.syntax import children, feature, relation
from linewatch.ontology import read_table

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


@cache
def cast_words(section: str) -> dict[str, Any]:
    """Return one section of data/cast.toml."""
    words: dict[str, Any] = read_table("cast.toml")[section]
    return words


def is_pair(head: Token) -> bool:
    """Say whether the nominal stands for two parties by its own words."""
    word = head.lower_
    if word in {"both", "neither"}:
        return head.pos_ in {"PRON", "DET", "CCONJ"} and relation(head) in _ARGUMENTS
    if word in {"each", "one"}:
        return any(child.lower_ in {"other", "another"} for child in children(head, "fixed"))
    if word in {"other", "another"}:
        return any(child.lower_ in {"each", "one"} for child in head.children) or (
            head.i > 0 and head.nbor(-1).lower_ in {"each", "one"}
        )
    return kind_of_pair(head) is not None and _means_two(head)


def kind_of_pair(head: Token) -> str | None:
    """Return of what kind the two parties of a noun are: `state`, `person` or `any`; None of a noun for others."""
    lemma = head.lemma_.lower()
    nouns = cast_words("several")
    return next((kind for kind in ("any", "state", "person") if {lemma, head.lower_} & set(nouns[kind])), None)


def names_two(head: Token) -> bool:
    """Say whether a plural noun has "both" or "the two" before it: two of a kind, whatever they are."""
    words = {child.lower_ for child in head.children if child.i < head.i}
    return feature(head, "Number") == "Plur" and (
        "both" in words or {"the", "two"} <= words or {"these", "two"} <= words
    )


def _means_two(head: Token) -> bool:
    words = {child.lower_ for child in head.children if child.i < head.i}
    nouns = cast_words("several")
    if words & set(nouns["each"]):  # "each side", "neither country"
        return kind_of_pair(head) != "person"
    if feature(head, "Number") != "Plur":
        return False
    if kind_of_pair(head) == "person":
        return names_two(head)
    if "former" in words and "the" in words:  # "the former Soviet republics", "the former enemies"
        return head.lemma_.lower() in {"republic", *nouns["any"]}
    return (
        names_two(head)
        or bool(words & set(nouns["words"]))
        or (head.lemma_.lower() in {"side", "party"} and "the" in words)
    )
