"""The reader of roles in training: passages with questions, and the figures of what it finds."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from training.readers.pieces import Pieces
from training.roles.attributions import SCHEMA, Article, Attribution, training_examples
from training.roles.figures import Found, decide, score

from linewatch.language.attributions import ROLES


def sentence(words: int) -> Pieces:
    numbers = np.arange(words, dtype=np.int32)
    return Pieces(numbers, numbers, np.zeros(words, np.int32), np.concatenate([np.zeros(1, np.int32), numbers]))


ONE = Attribution(source=(0,), cue=(1,), content=(2, 3))
ARTICLE = Article("a", (sentence(4), sentence(3)), (ONE,), decoys=(5,))


def test_the_network_tells_the_roles_that_are_read_at_work() -> None:
    assert SCHEMA.roles == ROLES


def test_a_passage_is_asked_for_cues_and_for_the_parts_of_each() -> None:
    (example,) = training_examples([ARTICLE], np.random.default_rng(1))
    cues, parts, *decoys = example.questions
    assert (cues.marked, cues.roles["cue"], cues.roles["any content"]) == ((), (1,), (2, 3))
    assert (parts.marked, parts.roles) == ((1,), {"source": (0,), "content": (2, 3)})
    assert all(question.roles == {"source": (), "content": ()} for question in decoys)


def test_what_is_found_right_counts_whole() -> None:
    shares = np.zeros(7, np.float32)
    source, content = shares.copy(), shares.copy()
    source[0], content[[2, 3]] = 0.9, 0.8
    found = [Found((1,), 0.9, 0, source, content), Found((5,), 0.9, 0, source, shares)]
    assert decide(found) == [ONE]
    assert score([[ONE]], [decide(found)]) == {"source": 1.0, "cue": 1.0, "content": 1.0, "link": 1.0}
    assert decide(found, cue=0.95) == []
