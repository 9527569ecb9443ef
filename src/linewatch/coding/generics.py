"""Which nominals of a trigger stand for every future act or actor: "any attack", "those who cross". Takes tokens."""

from __future__ import annotations

from spacy.tokens import Token

from linewatch.coding.lexicon import Lexicon
from linewatch.coding.linewords import words
from linewatch.coding.syntax import children, conjuncts


def is_generic(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether a subject stands for every future act or actor; a bare act does: "fire on our soil"."""
    return is_marked_generic(noun) or (stands_for_act(noun, lexicon) and not _is_definite(noun))


def is_marked_generic(noun: Token) -> bool:
    """Say whether words on a nominal make it stand for every future one: "any attack", "those who cross"."""
    table = words()["generic"]
    if noun.lower_ in table["pronouns"]:
        return bool(children(noun, "acl"))
    marks = [child for member in conjuncts(noun) for child in children(member, "det", "amod")]
    if any(child.lower_ in table["determiners"] or child.lower_ in table["adjectives"] for child in marks):
        return True
    return bool(children(noun, "acl:relcl"))


def _is_definite(noun: Token) -> bool:
    """Say whether the noun stands for one known thing: "the attack", "Monday's attack", "this attack"."""
    return bool(children(noun, "nmod:poss")) or any(
        child.lower_ in {"the", "this", "that", "these", "those"} for child in children(noun, "det")
    )


def stands_for_act(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether the noun names an act rather than who does it."""
    lemma = noun.lemma_.lower()
    return lemma in words()["acts"] or bool(lexicon.nouns(lemma))
