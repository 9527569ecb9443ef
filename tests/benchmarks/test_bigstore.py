from __future__ import annotations

from pathlib import Path

from benchmarks.bigstore import fill, make_article

from linewatch.store import Store


def test_a_large_store_is_true_to_its_texts_and_the_same_every_time(tmp_path: Path) -> None:
    fill(tmp_path / "big.db", 100)
    with Store.open(tmp_path / "big.db") as store:
        assert store.counts()["events"] == 100
        lines = list(store.load_lines())
        assert [len(line.steps) for line in lines] == [5, 5]
        coded = store.load_article(make_article(0).article.article_id)
    assert coded == make_article(0)
    text = coded.article.text
    spans = [coded.statements[0].cue, coded.red_lines[0].evidence, *(event.trigger for event in coded.events)]
    assert all(text[span.start : span.end] == span.text for span in spans)
