"""CoNLL-U: what is read of it, and what is said of a file that is none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.evaluation.treebank import read_treebank

TREEBANK = """\
# newdoc id = border
# sent_id = border-1
# text = Norland's guards didn't fire.
1-2\tNorland's\t_\t_\t_\t_\t_\t_\t_\t_
1\tNorland\tNorland\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tguards\tguard\tNOUN\tNNS\tNumber=Plur\t6\tnsubj\t_\t_
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tfire\tfire\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

1\tTalks\t_\t_\t_\t_\t_\t_\t_\t_
2\tfailed\t_\t_\t_\t_\t_\t_\t_\t_
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_words_are_read_without_ranges_and_empty_nodes(tmp_path: Path) -> None:
    first, second = read_treebank(write(tmp_path / "gold.conllu", TREEBANK))
    assert (first.sentence_id, first.opens_document) == ("border-1", True)
    assert [row.form for row in first.rows] == ["Norland", "'s", "guards", "did", "n't", "fire", "."]
    assert [row.head for row in first.rows] == [3, 1, 6, 6, 6, 0, 6]
    assert first.rows[2].lemma == "guard"
    assert (second.sentence_id, second.opens_document) == ("#1", False)
    assert [row.head for row in second.rows] == [None, None]


def test_words_of_a_range_stand_without_blanks(tmp_path: Path) -> None:
    first, _ = read_treebank(write(tmp_path / "gold.conllu", TREEBANK))
    assert [row.has_space for row in first.rows] == [False, True, True, False, True, False, True]


def test_a_packed_file_is_the_same(tmp_path: Path) -> None:
    packed = tmp_path / "gold.conllu.gz"
    packed.write_bytes(gzip.compress(TREEBANK.encode()))
    assert read_treebank(packed) == read_treebank(write(tmp_path / "gold.conllu", TREEBANK))


ROW = "1\tTalks\t_\t_\t_\t_\t0\troot\t_\t_\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no record"),
        ("# only = a comment\n", "holds no record"),
        ("Talks failed.\n", ":1: the line has 1 columns"),
        (ROW.replace("\t0\t", "\tx\t"), "head 'x'"),
        (ROW.replace("\t0\t", "\t2\t"), "head beyond its last word"),
        (ROW.replace("1\t", "2\t", 1), "word 2 where word 1"),
        (ROW.replace("Talks", " "), "has no form"),
        (ROW.replace("1\t", "one\t", 1), "no number of a word"),
        (f"# sent_id = a\n{ROW}\n# sent_id = a\n{ROW}\n", "second sentence with the id a"),
    ],
)
def test_what_is_no_treebank_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SourceError, match="LW102") as caught:
        read_treebank(write(tmp_path / "gold.conllu", text))
    assert words in str(caught.value)
