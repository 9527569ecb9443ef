from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from linewatch.language.sentences import find_sentence_starts
from linewatch.language.tokenizer import NewsTokenizer

TOKENIZER = NewsTokenizer(spacy.blank("en").vocab)


def split(text: str, max_chars: int = 2_000) -> list[str]:
    doc = TOKENIZER(text)
    starts = find_sentence_starts(doc, max_chars)
    return [doc[start:end].text.strip() for start, end in pairwise([*starts, len(doc)])]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Troops left.", "Talks began."],
        ["Gen. Ada Mirel met Mr. J. B. Noor.", "They spoke."],
        ["He lives in the U.S.", "The town is small."],
        ["The U.S. President spoke."],
        ["It ends at 5 p.m.", "Police left."],
        ["It ends at 5 p.m. Tuesday."],
        ["They met on Nov. 5.", "Article No. 5 was read."],
        ["Prices rose 3.5 percent.", "20 people fled."],
        ["“We stay.”", "She left."],
        ["“We stay.", "You go,” she said."],
        ['"We stay."', '"You go."'],
        ["“Why now?” asked Noor."],
        ["“Why now?” Gen. Dara Noor of Norland asked.", "Nobody spoke."],
        ["Who knows?", "Nobody does!", "Well."],
        ["He stopped...", "Then he went on."],
        ["It is quiet ... for now."],
        ["1. Norland must leave.", "2. Sudia must pay."],
        ["(It rained.)", "They left."],
        ["VARNA, Nov. 5 (Newsline) —", "The army left."],
        ["The Ilm is the line.", "al-Noor said so."],
        ["Acme Inc. said so.", "It was right."],
        ["He went to the U.S. — the talks had failed."],
    ],
)
def test_sentences_of_one_paragraph(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_paragraphs_headings_and_bullets_end_sentences() -> None:
    lines = ["Talks fail in Varna", "By Ada Noor", "• The army stays", "• The border is shut.", "More soon"]
    assert split("\n\n".join(lines)) == lines


def test_closing_quotes_stay_with_their_sentence_and_opening_ones_do_not() -> None:
    assert split('He said "stop." "Never," she said.') == ['He said "stop."', '"Never," she said.']
    assert split("He said ''stop.'' ''Never,'' she said.") == ["He said ''stop.''", "''Never,'' she said."]


def test_list_numbers_begin_sentences_in_any_paragraph() -> None:
    assert split("Three points.\n\n1. THE BORDER is shut.\n\n2. The army stays.") == [
        "Three points.",
        "1. THE BORDER is shut.",
        "2. The army stays.",
    ]


def test_sentences_set_beforehand_are_kept() -> None:
    words = ["One", ".", "Two", "three", ".", "Four"]
    doc = Doc(TOKENIZER.vocab, words, sent_starts=[True, False, False, True, False, None])
    assert find_sentence_starts(doc, 2_000) == [0, 3, 5]


def test_a_long_sentence_is_cut_after_a_clause_mark() -> None:
    found = split("The army left the town; the river rose and rose and rose", max_chars=40)
    assert found == ["The army left the town;", "the river rose and rose and rose"]


@given(st.text(st.sampled_from("ab A.,;!?“”\"'\n…)(5-")), st.integers(5, 50))
def test_starts_are_words_in_order_and_no_sentence_is_longer_than_the_cap(text: str, max_chars: int) -> None:
    doc = TOKENIZER(text)
    starts = find_sentence_starts(doc, max_chars)
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if len(doc) else [])
    assert not any(doc[start].is_space for start in starts[1:])
    for start, end in pairwise([*starts, len(doc)]):
        words = [token for token in doc[start:end] if not token.is_space]
        assert len(words) <= 1 or words[-1].idx + len(words[-1]) - words[0].idx <= max_chars


def test_no_text_has_no_sentence() -> None:
    assert find_sentence_starts(TOKENIZER(""), 2_000) == []
    assert find_sentence_starts(TOKENIZER(" \n\n "), 2_000) == [0]
