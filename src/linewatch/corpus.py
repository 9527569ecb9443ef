"""Reports as Python programs and notebooks have them: read texts, files or a store; get a sequence of coded articles.

A `Corpus` hands its records to pandas, polars and whatever else takes Arrow, by the tables of the exports. That of a
store loads each article when it is asked for.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from linewatch import run
from linewatch.errors import DocumentError, SourceError, UsageError
from linewatch.export.columns import Entry, Table, entries_of, read_tables
from linewatch.export.geography import feature, sources
from linewatch.export.html import corpus_html
from linewatch.ingest import read_articles
from linewatch.ingest.articles import Draft, Request, make_article
from linewatch.ingest.formats import suffix_format
from linewatch.records import Article, CodedArticle, Rejection
from linewatch.store import Store

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")

Source = str | os.PathLike[str] | Store

_SQLITE = b"SQLite format 3\0"
_MAPPED = ("events", "places")


def read(
    source: Source | Iterable[Source],
    *,
    date: datetime.date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> Corpus:
    """Return the coded articles of texts, files, folders or stores.

    Args:
        source: a path, a text, an open store or several of them. A word or a name that ends like a file is a path, also
            where there is no such file; whatever else is not there is a text.
        date: day of publication of all texts and files, to which "on Tuesday" is relative.
        title: headline of a text.
        publisher: who published all of them.
        fields: our names (text, title, date ...) → the keys of a JSON corpus.

    Raises:
        UsageError: LW001 the date is no ISO date, or `fields` names something else.
        SourceError: LW1xx nothing could be read; what could not be read beside others stands in `Corpus.rejections`.
        DocumentError: LW2xx nothing could be coded; likewise.
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
        StoreError: LW4xx a store cannot be read.
    """
    day = run.read_day(date)
    given: list[Any] = [source] if isinstance(source, str | os.PathLike | Store) else list(source)
    parts: list[Sequence[CodedArticle]] = []
    rejections: list[Rejection] = []
    for one in given:
        if isinstance(one, Store) or _is_store(one):
            parts.append(_Stored(one if isinstance(one, Store) else Store.open(one)))
        else:
            coded, refused = _code(_articles(one, day, title, publisher, fields))
            parts.append(coded)
            rejections += refused
    if rejections and not any(parts):
        raise _error(rejections[0])
    return Corpus(parts[0] if len(parts) == 1 else [coded for part in parts for coded in part], rejections)


class Corpus(Sequence[CodedArticle]):
    """Coded articles in their order, and `rejections`, what was set aside."""

    def __init__(self, articles: Sequence[CodedArticle], rejections: Iterable[Rejection] = ()) -> None:
        self._articles = articles
        self.rejections = tuple(rejections)

    @overload
    def __getitem__(self, index: int) -> CodedArticle: ...
    @overload
    def __getitem__(self, index: slice) -> Corpus: ...
    def __getitem__(self, index: int | slice) -> CodedArticle | Corpus:
        """Return an article, or some of them as a corpus."""
        return Corpus(self._articles[index]) if isinstance(index, slice) else self._articles[index]

    def __len__(self) -> int:
        return len(self._articles)

    def __repr__(self) -> str:
        aside = f", {len(self.rejections)} set aside" if self.rejections else ""
        return f"<Corpus: {len(self)} {'article' if len(self) == 1 else 'articles'}{aside}>"

    def _repr_html_(self) -> str:
        return corpus_html(self._articles, self.rejections)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the events as an Arrow stream (PyCapsule), for whatever takes one."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_arrow(self, table: str = "events") -> pyarrow.Table:
        """Return a table of records: events, statements, red_lines, places, times or articles.

        Raises:
            UsageError: LW001 there is no such table, or pyarrow is not installed.
        """
        from linewatch.export.arrow import arrow_reader

        columns = _table(table)
        return arrow_reader(self._entries(columns.name), columns).read_all()

    def to_pandas(self, table: str = "events") -> pandas.DataFrame:
        """Return a table of records for pandas.

        Raises:
            UsageError: LW001 there is no such table; pyarrow or pandas is not installed.
        """
        made = self.to_arrow(table)
        return _with_library("pandas", made.to_pandas)

    def to_polars(self, table: str = "events") -> polars.DataFrame:
        """Return a table of records for polars.

        Raises:
            UsageError: LW001 there is no such table; pyarrow or polars is not installed.
        """
        made = self.to_arrow(table)

        def frame() -> polars.DataFrame:
            import polars

            return polars.DataFrame(made)

        return _with_library("polars", frame)

    def to_geojson(self) -> dict[str, Any]:
        """Return events with a point and mentions of places as a GeoJSON FeatureCollection."""
        made = (feature(entry) for table in _MAPPED for entry in self._entries(table))
        return {"type": "FeatureCollection", **sources(), "features": [one for one in made if one]}

    def _entries(self, table: str) -> Iterator[Entry]:
        return (entry for coded in self._articles for entry in entries_of(coded, table))


class _Stored(Sequence[CodedArticle]):
    """The articles of an open store, each loaded when it is asked for."""

    def __init__(self, store: Store, ids: Sequence[str] | None = None) -> None:
        self._store = store
        self._ids = [article.article_id for article in store.load_articles()] if ids is None else ids

    @overload
    def __getitem__(self, index: int) -> CodedArticle: ...
    @overload
    def __getitem__(self, index: slice) -> _Stored: ...
    def __getitem__(self, index: int | slice) -> CodedArticle | _Stored:
        if isinstance(index, slice):
            return _Stored(self._store, self._ids[index])
        return self._store.load_article(self._ids[index])

    def __len__(self) -> int:
        return len(self._ids)


def _articles(
    source: str | os.PathLike[str],
    day: datetime.date | None,
    title: str | None,
    publisher: str | None,
    fields: Mapping[str, str] | None,
) -> Iterator[Article | Rejection]:
    settings = run.default_pipeline().settings
    if isinstance(source, str) and _is_text(source):
        yield make_article(Draft(source, title, day, publisher), Request(settings))
        return
    path = os.fspath(source)
    yield from read_articles([path], settings=settings, published_on=day, publisher=publisher, fields=fields)


def _code(articles: Iterable[Article | Rejection]) -> tuple[list[CodedArticle], list[Rejection]]:
    pipeline = run.default_pipeline()
    results = list(run.code_articles(articles, pipeline.settings, pipeline=pipeline))
    coded = [result for result in results if isinstance(result, CodedArticle)]
    return coded, [result for result in results if isinstance(result, Rejection)]


def _is_text(source: str) -> bool:
    """Whether a string is a report and no path."""
    try:
        if Path(source).exists():
            return False
    except (OSError, ValueError):  # too long for a path, or NUL in it
        return True
    is_name = suffix_format(source) is not None and "\n" not in source
    return not is_name and any(sign.isspace() for sign in source)


def _is_store(source: str | os.PathLike[str]) -> bool:
    if isinstance(source, str) and _is_text(source):
        return False
    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _table(name: str) -> Table:
    tables = read_tables()
    if name not in tables:
        raise UsageError("LW001", f"there is no table {name!r}; use {', '.join(tables)}", "table")
    return tables[name]


def _with_library(name: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except ImportError as error:
        raise UsageError("LW001", f"needs {name}; pip install {name} brings it", f"to_{name}") from error


def _error(rejection: Rejection) -> SourceError | DocumentError:
    kind = SourceError if rejection.code.startswith("LW1") else DocumentError
    return kind(rejection.code, rejection.reason, rejection.source)
