"""The score that says whether a sentence is worth reading, its file, and what the shipped one lets through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from linewatch.errors import ModelError
from linewatch.language import load
from linewatch.language.kept import kept_sentences
from linewatch.language.lines import WORTH, LineReader
from linewatch.language.lookups import starts_of
from linewatch.language.model import model_folder
from linewatch.language.worth import Worth, read_worth, save_worth, words_of

WIDTH = 384


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def _worth(bias: float = 0.0, **words: float) -> Worth:
    return Worth(np.zeros(WIDTH, np.float32), words, bias)


def test_a_score_is_that_of_the_state_and_of_each_word_once(nlp: Language) -> None:
    doc = nlp("Any attack, any threat will be met.")
    [sentence] = kept_sentences(doc)
    words = words_of(doc, sentence)
    assert _worth(-1.0, any=0.5, will=2.0, never=9.0).score(words, sentence.mean) == pytest.approx(1.5)
    states = Worth(np.ones(WIDTH, np.float32), {}, 0.25)
    assert states.score(words, sentence.mean) == pytest.approx(float(sentence.mean.sum()) + 0.25, abs=1e-3)


def test_what_is_saved_is_read_and_the_same_bytes(tmp_path: Path) -> None:
    worth = Worth(np.arange(WIDTH, dtype=np.float32), {"will": 1.5, "any": -0.25}, 0.5)
    for name in ("one.npz", "other.npz"):
        save_worth(tmp_path / name, worth)
    read = read_worth(tmp_path / "one.npz")
    assert (read.words, read.bias, read.mean.tolist()) == (worth.words, worth.bias, worth.mean.tolist())
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_a_file_of_another_kind_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="LW302"):
        read_worth(tmp_path / "nowhere.npz")
    (tmp_path / "text.npz").write_text("no table")
    with pytest.raises(ModelError, match="LW301"):
        read_worth(tmp_path / "text.npz")
    np.savez(tmp_path / "other.npz", words=np.array(["one"]))
    with pytest.raises(ModelError, match="LW301"):
        read_worth(tmp_path / "other.npz")


def test_a_sentence_is_asked_about_where_its_score_reaches_zero(nlp: Language, tmp_path: Path) -> None:
    save_worth(tmp_path / WORTH, _worth(-1.0, sunk=1.0))
    doc = nlp("Oslo spoke on Monday. Any ship will be sunk. It rained. One was sunk.")
    starts = sorted({*starts_of(doc)})
    reader = LineReader(tmp_path, 1)
    assert reader.worth_asking(doc, starts) == {starts[1], starts[3]}
    assert reader.worth_asking(doc, starts[:2]) == {starts[1]}
    assert reader.worth_asking(doc, []) == set()


def test_the_shipped_score_tells_a_threat_from_sport(nlp: Language) -> None:
    reader = LineReader(model_folder())
    doc = nlp(
        "Any ship that enters our waters will be sunk, the navy warned. "
        "The striker scored twice in the second half on Saturday."
    )
    threat, _ = sorted({*starts_of(doc)})
    assert reader.worth_asking(doc, starts_of(doc)) == {threat}
