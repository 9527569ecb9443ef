from __future__ import annotations

import pytest

from linewatch.language.lemmas import Lemmatiser

LEMMATISER = Lemmatiser.open()


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("troops", "NOUN", "NNS", "troop"),
        ("countries", "NOUN", "NNS", "country"),
        ("movies", "NOUN", "NNS", "movie"),
        ("buses", "NOUN", "NNS", "bus"),
        ("cases", "NOUN", "NNS", "case"),
        ("uses", "NOUN", "NNS", "use"),
        ("batches", "NOUN", "NNS", "batch"),
        ("aches", "NOUN", "NNS", "ache"),
        ("women", "NOUN", "NNS", "woman"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("aircraft", "NOUN", "NNS", "aircraft"),
        ("killed", "VERB", "VBN", "kill"),
        ("hoping", "VERB", "VBG", "hope"),
        ("hopping", "VERB", "VBG", "hop"),
        ("singing", "VERB", "VBG", "sing"),
        ("shelling", "VERB", "VBG", "shell"),
        ("redeployed", "VERB", "VBD", "redeploy"),
        ("co-chaired", "VERB", "VBD", "co-chair"),
        ("denies", "VERB", "VBZ", "deny"),
        ("crosses", "VERB", "VBZ", "cross"),
        ("organised", "VERB", "VBD", "organise"),
        ("fought", "VERB", "VBD", "fight"),
        ("left", "VERB", "VBN", "leave"),
        ("left", "ADJ", "JJ", "left"),
        ("larger", "ADJ", "JJR", "large"),
        ("strongest", "ADJ", "JJS", "strong"),
        ("heaviest", "ADJ", "JJS", "heavy"),
        ("bigger", "ADJ", "JJR", "big"),
        ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("'ll", "AUX", "MD", "will"),
        ("wo", "AUX", "MD", "will"),
        ("'d", "AUX", "MD", "would"),
        ("'d", "AUX", "VBD", "have"),
        ("'s", "PART", "POS", "'s"),
        ("’s", "AUX", "VBZ", "be"),
        ("them", "PRON", "PRP", "they"),
        ("I", "PRON", "PRP", "I"),
        ("her", "PRON", "PRP$", "her"),
        ("her", "PRON", "PRP", "she"),
        ("20,000", "NUM", "CD", "20000"),
        ("Three", "NUM", "CD", "three"),
        ("Norland", "PROPN", "NNP", "Norland"),
        ("States", "PROPN", "NNPS", "State"),
        ("NGOs", "NOUN", "NNS", "ngo"),
        ("Norlandic", "ADJ", "JJ", "Norlandic"),
        ("“", "PUNCT", "``", '"'),
        ("\n\n", "SPACE", "_SP", "\n\n"),
    ],
)
def test_lemmas(word: str, pos: str, tag: str, lemma: str) -> None:
    assert LEMMATISER.lemma(word, pos, tag) == lemma


def test_a_capital_says_nothing_at_the_beginning_of_a_sentence() -> None:
    assert LEMMATISER.lemma("Heavy", "ADJ", "JJ", is_first=True) == "heavy"


@pytest.mark.parametrize("tag", ["NNS", "VBD", "VBG", "VBZ", "JJR", "JJS", "NNPS", "CD", ""])
@pytest.mark.parametrize("word", ["s", "es", "ed", "ing", "er", "est", "-", "'", "ss", "-s", "ies", "é", "1990s"])
def test_odd_words_have_a_lemma(word: str, tag: str) -> None:
    for pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM", ""):
        assert LEMMATISER.lemma(word, pos, tag)
