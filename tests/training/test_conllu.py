"""Reading treebanks."""

from __future__ import annotations

import pytest
from training.conllu import parse_conllu

_LINES = """# sent_id = made-up-1
# text = They don't sleep.
1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
4\tsleep\tsleep\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = made-up-2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_"""


def test_words_are_read_without_ranges_and_empty_nodes() -> None:
    first, second = parse_conllu(_LINES.split("\n"))
    assert (first.id, first.text) == ("made-up-1", "They don't sleep.")
    assert [word.form for word in first.words] == ["They", "do", "n't", "sleep", "."]
    assert [word.head for word in first.words] == [4, 4, 4, 0, 4]
    assert first.words[0].feats == "Number=Plur"
    assert (second.id, len(second.words)) == ("made-up-2", 1)


def test_a_broken_line_is_refused() -> None:
    with pytest.raises(ValueError, match="10 columns"):
        list(parse_conllu(["1\tYes\tyes", ""]))
