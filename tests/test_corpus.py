"""Corpora: texts, files and stores read; records handed to pandas, polars and other takers of Arrow."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import linewatch
from linewatch import corpus, run
from linewatch.corpus import Corpus, read
from linewatch.errors import DocumentError, SourceError, UsageError
from linewatch.records import CodedArticle, Rejection
from linewatch.run import Pipeline
from linewatch.store import Store
from tests.factories import TEXT, make_coded, make_corpus
from tests.fakes import fake_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return fake_pipeline()


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "default_pipeline", lambda: pipeline)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "run.db", create=True) as opened:
        opened.save(make_corpus(5))
    return tmp_path / "run.db"


def test_the_package_has_it() -> None:
    assert linewatch.read is corpus.read
    assert linewatch.Corpus is corpus.Corpus


def test_a_text_is_coded_with_what_the_caller_knows() -> None:
    (coded,) = read(TEXT, date="2031-03-05", title="Shells", publisher="Ilm Post")
    assert (coded.article.title, coded.article.published_on, coded.article.publisher) == (
        "Shells", date(2031, 3, 5), "Ilm Post",
    )  # fmt: skip
    assert len(coded.events) == 1


def test_files_folders_and_texts_are_read_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name in ("b.txt", "more/a.txt"):
        (tmp_path / name).write_text(f"{TEXT} In {name}.")
    made = read([tmp_path / "b.txt", "more", TEXT], publisher="Ilm Post")
    assert [coded.article.text[len(TEXT) :].strip() for coded in made] == ["In b.txt.", "In more/a.txt.", ""]
    assert {coded.article.publisher for coded in made} == {"Ilm Post"}


def test_what_is_set_aside_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("POISON in the village of Varna, said the people who live there.")
    made = read([TEXT, "gone.txt", "bad.txt"])
    assert [rejection.code for rejection in made.rejections] == ["LW101", "LW208"]
    assert repr(made) == "<Corpus: 1 article, 2 set aside>"


@pytest.mark.parametrize("source", ["gone", "gone.txt", "my report.html", Path("no such file")])
def test_a_path_that_is_not_there_is_no_text(source: str | Path) -> None:
    with pytest.raises(SourceError, match="LW101"):
        read(source)


def test_a_text_that_cannot_be_coded_is_told() -> None:
    with pytest.raises(DocumentError, match="LW208"):
        read("POISON in the village of Varna, said the people who live there.")
    with pytest.raises(UsageError, match="LW001"):
        read(TEXT, date="tomorrow")


@pytest.mark.parametrize("is_open", [True, False])
def test_a_store_is_read_as_it_is_asked_for(store: Path, is_open: bool) -> None:
    made = read(Store.open(store) if is_open else str(store))
    assert list(made) == make_corpus(5)
    assert made[-1] == make_corpus(5)[-1]
    part = made[1:3]
    assert isinstance(part, Corpus)
    assert list(part) == make_corpus(5)[1:3]


def test_a_corpus_is_a_short_word_and_a_sequence() -> None:
    made = Corpus(make_corpus(30), [Rejection("a", "LW201", "read", "empty")])
    assert len(repr(made)) < 120
    assert make_corpus(30)[4] in made
    assert len(made[:7]) == 7


@pytest.mark.parametrize("table", ["events", "statements", "red_lines", "places", "times", "articles"])
def test_tables_enter_pandas_and_polars(table: str) -> None:
    for library in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(library)
    made = Corpus(make_corpus(3))
    arrow, pandas, polars = made.to_arrow(table), made.to_pandas(table), made.to_polars(table)
    assert arrow.num_rows == len(pandas) == len(polars) == 3
    assert arrow.column_names == list(pandas.columns) == polars.columns


def test_takers_of_arrow_streams_take_a_corpus() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    assert pyarrow.table(Corpus(make_corpus(3))).num_rows == 3
    pandas = pytest.importorskip("pandas", minversion="3.0")
    assert len(pandas.DataFrame.from_arrow(Corpus(make_corpus(3)))) == 3


def test_an_empty_corpus_has_columns() -> None:
    pytest.importorskip("pyarrow")
    assert Corpus([]).to_arrow().num_rows == 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip(library)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"pip install {library}"):
        getattr(Corpus(make_corpus(1)), f"to_{library}")()


def test_an_unknown_table_is_told() -> None:
    with pytest.raises(UsageError, match="use events"):
        Corpus([]).to_arrow("event")


def test_geojson_has_events_and_places() -> None:
    made = Corpus(make_corpus(2)).to_geojson()
    assert [one["properties"]["record"] for one in made["features"]] == ["event", "event", "place", "place"]


def test_notebooks_show_articles_and_corpora(store: Path) -> None:
    assert "shelled</span>" in make_coded()._repr_html_()
    assert "5 articles" in read(store)._repr_html_()
    assert isinstance(read(store)[0], CodedArticle)
