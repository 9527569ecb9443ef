"""Poison among good documents is set aside with its code and bytes, the good are coded, and a remedy clears it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from linewatch.ingest import read_articles
from linewatch.records import MOST_KEPT_BYTES, CodedArticle
from linewatch.run import code_articles, retry, save_run
from linewatch.settings import Settings
from linewatch.store import Store
from tests.factories import TEXT
from tests.fakes import fake_pipeline
from tests.hostile.generators import DOCUMENTS

SETTINGS = Settings(html_timeout_s=2)
GOOD = 60
POISON = [
    name
    for name, (_, codes) in DOCUMENTS.items()
    if len(codes) == 1 and codes != ["ok"] and "|ok" not in codes[0] and name.endswith((".txt", ".json"))
]


def write_folder(folder: Path) -> None:
    for number in range(GOOD):
        (folder / f"good{number:03}.txt").write_text(f"{TEXT} Report {number}.", encoding="utf-8")
    for name in POISON:
        (folder / name).write_bytes(DOCUMENTS[name][0]())
    (folder / "refused.txt").write_text(f"{TEXT} POISON for the coder.", encoding="utf-8")


def test_poison_is_set_aside_with_its_bytes_and_a_remedy_clears_it(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write_folder(folder)
    pipeline = fake_pipeline()
    with Store.open(tmp_path / "run.db", create=True) as store:
        articles = read_articles([str(folder)], settings=SETTINGS)
        results = list(save_run(code_articles(articles, SETTINGS, pipeline=pipeline), store, SETTINGS))
        assert sum(isinstance(item, CodedArticle) for item in results) == GOOD == store.counts()["articles"]
        kept = {one.rejection.source: one.rejection for one in store.load_rejections()}
        assert len(kept) == len(POISON) + 1
        for name in POISON:
            rejection = kept.pop(str(folder / name))
            assert rejection.code in DOCUMENTS[name][1][0].split("|")
            assert rejection.content == ((folder / name).read_bytes()[:MOST_KEPT_BYTES] or None)
        [refused] = kept.values()
        assert (refused.code, b"POISON" in (refused.content or b"")) == ("LW208", True)

        mended = (
            replace(one.rejection, content=json.dumps({"text": f"{TEXT} {number} mended"}).encode())
            for number, one in enumerate(store.load_rejections())
        )
        assert all(isinstance(item, CodedArticle) for item in retry(mended, store, SETTINGS, pipeline=pipeline))
        assert store.counts()["rejections"] == 0
        assert store.counts()["articles"] == GOOD + len(POISON) + 1
