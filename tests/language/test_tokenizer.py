from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.tokenizer import LONGEST_RUN, NewsTokenizer

TOKENIZER = NewsTokenizer(spacy.blank("en").vocab)
NEWS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("“”‘’'\".,-—… \n\tAIaut.é5$#")))


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text) if not token.is_space]


@given(NEWS)
def test_words_and_blanks_are_the_text(text: str) -> None:
    doc = TOKENIZER(text)
    assert "".join(token.text_with_ws for token in doc) == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(st.sampled_from("a(“.\n -"), min_size=LONGEST_RUN, max_size=3 * LONGEST_RUN))
def test_long_runs_are_the_text_too(text: str) -> None:
    assert "".join(token.text_with_ws for token in TOKENIZER(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maj. Gen. Dara Noor", ["Maj.", "Gen.", "Dara", "Noor"]),
        ("the U.N. and U.S. said", ["the", "U.N.", "and", "U.S.", "said"]),
        ("on Nov. 5 at 5:30 p.m.", ["on", "Nov.", "5", "at", "5:30", "p.m."]),
        ("a pre-war, pro-Norland, anti-tank e-mail", ["a", "pre-war", ",", "pro-Norland", ",", "anti-tank", "e-mail"]),
        ("long-range F-16s", ["long", "-", "range", "F", "-", "16s"]),
        ("She won’t. It isn't.", ["She", "wo", "n’t", ".", "It", "is", "n't", "."]),
        ("and/or #peace (8)", ["and", "/", "or", "#peace", "(", "8", ")"]),
        ("What?!", ["What", "?!"]),
    ],
)
def test_words_are_cut_as_the_treebank_cuts_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_newlines_are_tokens_of_their_own() -> None:
    assert [token.text for token in TOKENIZER("One.\n\nTwo.")] == ["One", ".", "\n\n", "Two", "."]


def test_endless_runs_are_cut_and_take_linear_time() -> None:
    doc = TOKENIZER("(" * 100_000)
    assert len(doc.text) == 100_000


def test_a_saved_pipeline_finds_the_tokenizer_again(tmp_path: object) -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "linewatch.NewsTokenizer.v1"}}}
    nlp = spacy.blank("en", config=config)
    nlp.to_disk(tmp_path)  # type: ignore[arg-type]
    again = spacy.load(tmp_path)  # type: ignore[arg-type]
    assert [token.text for token in again("a pre-war map")] == ["a", "pre-war", "map"]
