"""The only module that asks the store. The API and the pages share it, so that they cannot differ.

Takes questions in our words; gives records and counts. Events in outline and lines are kept in memory and read again
when the file has changed. What a person decides is written here as well, and the watch is then asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from linewatch.errors import UsageError, WebError
from linewatch.records import (
    Alert,
    Article,
    CodedArticle,
    Decision,
    Line,
    Place,
    RedLine,
    Sighting,
    Statement,
    Verb,
    content_id,
)
from linewatch.store import Store, scanning, schema
from linewatch.store.reviews import in_force
from linewatch.watch import check_decision
from linewatch.watch.corrections import corrected_fields
from linewatch.web.answers import Declaration, LineFile, LineFilter, Part, Status
from linewatch.web.catalogue import Catalogue, Filter
from linewatch.web.kept import Kept
from linewatch.web.standing import read_status, with_feeds

_AT_ONCE = 400


class Reading:
    """Answers to what the page and the API ask about one open store.

    Every method may raise `StoreError`: LW401 where the file cannot be read, LW404 where it cannot be written.
    """

    def __init__(
        self, store: Store, rewatch: Callable[[datetime], object], *, now: Callable[[], datetime] | None = None
    ) -> None:
        """Read `store`; `rewatch` brings its register up to date after a decision."""
        self._store, self._rewatch = store, rewatch
        self.now = now or (lambda: datetime.now(UTC))
        self._catalogue = Kept(lambda: Catalogue(store.ask(scanning.scan_events)), self._mark)
        self._titles = Kept(self._read_titles, self._mark)
        self._alerts = Kept(self.alerts, self._mark)
        self._status = Kept(lambda: read_status(store), self._mark)
        self._lines = Kept(lambda: tuple(sorted(store.load_lines(), key=_latest_first)), self._mark)

    @property
    def catalogue(self) -> Catalogue:
        """All events as columns."""
        return self._catalogue.get()

    # ---- events

    def events(self, wanted: Filter, *, cursor: str | None = None, limit: int = 50) -> Part[Sighting]:
        """Return events with all that belongs to them, the latest first.

        Raises:
            WebError: LW612 the cursor is unknown.
        """
        catalogue = self.catalogue
        rows = catalogue.find(wanted)
        shown, following = catalogue.page(rows, cursor=cursor, limit=limit)
        keys = [(outline.article_id, outline.position) for outline in shown]
        return Part(tuple(self._store.ask(scanning.load_sightings, keys)), len(rows), following)

    def every_event(self, wanted: Filter) -> Iterator[Sighting]:
        """Yield all events that are wanted, the latest first."""
        catalogue = self.catalogue
        keys = [catalogue.key(number) for number in catalogue.find(wanted).tolist()]
        for start in range(0, len(keys), _AT_ONCE):
            yield from self._store.ask(scanning.load_sightings, keys[start : start + _AT_ONCE])

    def sightings(self, event_ids: Iterable[str]) -> dict[str, Sighting]:
        """Return the events with these ids; those that the store does not have are left out."""
        keys = self._store.ask(scanning.find_positions, list(event_ids))
        return {each.event.event_id: each for each in self._store.ask(scanning.load_sightings, keys)}

    def event(self, event_id: str) -> Sighting:
        """Return one event.

        Raises:
            UsageError: LW003 the store has no such event.
        """
        found = self.sightings([event_id]).get(event_id)
        if found is None:
            raise UsageError("LW003", "the store has no such event; /api/v1/events lists them", event_id)
        return found

    # ---- articles and their records

    def articles(self, *, words: str | None = None, cursor: str | None = None, limit: int = 50) -> Part[Article]:
        """Return reports, the latest first; `words` must stand in the title.

        Raises:
            WebError: LW612 the cursor is unknown.
        """
        if words:
            return self._search(words.casefold(), cursor, limit)
        before = None
        if cursor is not None:
            last = self._store.ask(scanning.load_articles, [cursor]).get(cursor)
            if last is None:
                raise WebError("LW612", "begin at the first page again")
            before = (last.published_on, cursor)
        found = self._store.ask(scanning.load_latest_articles, before=before, limit=limit + 1)
        return Part(tuple(found[:limit]), None, found[limit - 1].article_id if len(found) > limit else None)

    def _search(self, words: str, cursor: str | None, limit: int) -> Part[Article]:
        ids = [article_id for article_id, title in self._titles.get() if words in title]
        if cursor is not None and cursor not in ids:
            raise WebError("LW612", "begin at the first page again")
        start = ids.index(cursor) + 1 if cursor is not None else 0
        shown = ids[start : start + limit]
        found = self._store.ask(scanning.load_articles, shown)
        following = shown[-1] if start + limit < len(ids) else None
        return Part(tuple(found[each] for each in shown if each in found), len(ids), following)

    def _read_titles(self) -> list[tuple[str, str]]:
        return [(article_id, title.casefold()) for article_id, title in self._store.ask(scanning.scan_titles)]

    def article(self, article_id: str) -> CodedArticle:
        """Return an article with all of its records.

        Raises:
            UsageError: LW003 the store has no such article.
        """
        return self._store.load_article(article_id)

    def versions(self, article: Article) -> tuple[Article, ...]:
        """Return the versions of a report that the store has, this one among them: one address, other words."""
        return self._store.load_editions(article.article_id)

    def statements(self, *, cursor: str | None = None, limit: int = 50) -> Part[tuple[Article, Statement]]:
        """Return statements with their articles, article by article."""
        return self._part(schema.statements, cursor, limit)

    def declarations(self, *, cursor: str | None = None, limit: int = 50) -> Part[tuple[Article, RedLine]]:
        """Return declarations of red lines with their articles, article by article."""
        return self._part(schema.red_lines, cursor, limit)

    def article_of(self, record_id: str) -> str:
        """Return the id of the article in which a record stands.

        Raises:
            UsageError: LW003 the store has no such record.
        """
        return self._store.find(record_id).article.article_id

    # ---- lines

    def lines(self, wanted: LineFilter, *, cursor: str | None = None, limit: int = 50) -> Part[Line]:
        """Return lines, that with the latest step first.

        Raises:
            WebError: LW612 the cursor is unknown.
        """
        found = [line for line in self.all_lines() if _is_wanted(line, wanted)]
        start = 0
        if cursor is not None:
            start = next((place + 1 for place, line in enumerate(found) if line.line_id == cursor), 0)
            if not start:
                raise WebError("LW612", "begin at the first page again")
        shown = tuple(found[start : start + limit])
        return Part(shown, len(found), shown[-1].line_id if shown and start + limit < len(found) else None)

    def all_lines(self) -> tuple[Line, ...]:
        """Return every line, that with the latest step first."""
        return self._lines.get()

    def line(self, line_id: str) -> Line:
        """Return one line.

        Raises:
            UsageError: LW003 the store has no such line.
        """
        return self._store.load_line(line_id)

    def line_file(self, line_id: str) -> LineFile:
        """Return everything about one line.

        Raises:
            UsageError: LW003 the store has no such line.
        """
        line = self.line(line_id)
        known = {line_id, *line.declaration_ids, *(step.step_id for step in line.steps)}
        decisions = self.decisions()
        known |= {each.decision_id for each in decisions if each.about in known}
        return LineFile(
            line,
            tuple(self._declaration(each) for each in line.declaration_ids),
            self.sightings({event_id: None for step in line.steps for event_id in step.event_ids}),
            self.alerts(line_id=line_id),
            tuple(each for each in decisions if each.about in known),
            frozenset(each.decision_id for each in in_force(decisions)),
        )

    def _declaration(self, declaration_id: str) -> Declaration:
        article, line = self._store.find(declaration_id)
        if not isinstance(line, RedLine):
            raise UsageError("LW003", "the store has no such declaration", declaration_id)
        return Declaration(article, line, self._places_of(line))

    def _places_of(self, line: RedLine) -> tuple[Place, ...]:
        wanted = line.area.place_ids if line.area else ()
        return tuple(self._store.ask(scanning.load_places, wanted).values()) if wanted else ()

    def places_of(self, line: Line) -> tuple[Place, ...]:
        """Return the places that the area of a line names."""
        return self._places_of(line.terms)

    def alerts(
        self, *, line_id: str | None = None, state: str | None = None, since: datetime | None = None, limit: int = 500
    ) -> tuple[Alert, ...]:
        """Return the latest alerts, the latest first."""
        return tuple(self._store.load_alerts(line_id=line_id, state=state, since=since, limit=limit))[::-1]

    def latest_alerts(self) -> tuple[Alert, ...]:
        """Return the latest alerts, the latest first; the store is asked only when it has changed."""
        return self._alerts.get()

    # ---- decisions

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, oldest first."""
        return tuple(sorted(self._store.load_decisions(), key=lambda each: (each.made_at, each.decision_id)))

    def in_force(self) -> frozenset[str]:
        """Return the ids of the decisions that nobody has undone."""
        return frozenset(each.decision_id for each in in_force(self.decisions()))

    def decide(
        self, verb: Verb, about: str, *, by: str, value: dict[str, Any] | None = None, note: str | None = None
    ) -> Decision:
        """Keep what a person decided, ask the watch anew, and return the decision.

        Raises:
            UsageError: LW001 its value has not the form that its verb needs; LW003 it is about something that the store
                does not have.
            WebError: LW616 it does not fit what it is about.
        """
        at, value = self.now(), value or {}
        decision = Decision(content_id("dec", at, by, verb, about, value, note), at, by, verb, about, value, note)
        check_decision(decision)
        self._check(verb, about)
        if verb in ("merge", "split"):
            self._check_parts(about, value)
        self._store.save_decision(decision)
        self._rewatch(at)
        return decision

    def correct(self, declaration_id: str, pairs: Sequence[str], *, by: str, note: str | None = None) -> Decision:
        """Put terms of a declaration right, given as ``TERM=VALUE``, and return the decision.

        Raises:
            UsageError: LW001 a term is unknown or has another form; LW003 the store has no such declaration.
            WebError: LW616 these are its terms already.
        """
        in_force = (line.terms for line in self.all_lines() if line.terms.declaration_id == declaration_id)
        terms = next(in_force, None) or self._declaration(declaration_id).line
        value = corrected_fields(terms, pairs, by=by)
        if pairs and not value:
            raise WebError("LW616", "these are its terms already", declaration_id)
        return self.decide("correct", declaration_id, by=by, value=value, note=note)

    def _check(self, verb: Verb, about: str) -> None:
        decisions = self.decisions()
        if verb == "undo":
            found = next((each for each in decisions if each.decision_id == about), None)
            if found is None:
                raise UsageError("LW003", "there is no such decision; /api/v1/decisions lists them", about)
            if found.verb != "undo" and found not in in_force(decisions):
                raise WebError("LW616", "it has been undone already", about)
            return
        lines = self.all_lines()
        known = {line.line_id for line in lines} | {each for line in lines for each in line.declaration_ids}
        if about not in known | {step.step_id for line in lines for step in line.steps}:
            raise UsageError("LW003", "no line, step or declaration has this id; /api/v1/lines lists them", about)

    def _check_parts(self, about: str, value: dict[str, Any]) -> None:
        """Refuse to merge a line into itself, and to split from it what it has not or what is all of it."""
        lines = {line.line_id: line for line in self.all_lines()}
        leaving = set(value.get("declaration_ids", ()))
        whole = set(lines[about].declaration_ids) if about in lines else set()
        if missing := {*([value["into"]] if "into" in value else ()), about} - set(lines):
            raise UsageError("LW003", "there is no such line; /api/v1/lines lists them", min(missing))
        if missing := leaving - whole:
            raise UsageError("LW003", "the line has no such declaration", min(missing))
        if value.get("into") == about or leaving == whole:
            raise WebError("LW616", "nothing of the line would be left, or nothing would change", about)

    # ---- how things stand

    def status(self) -> Status:
        """Return how things stand."""
        return with_feeds(self._status.get(), self._store.load_feeds(), self.now())

    def keep(self, coded: CodedArticle) -> None:
        """Save an article that was coded on the page, and ask the watch anew."""
        self._store.save([coded])
        self._rewatch(self.now())

    def begin(self) -> int:
        """Return how many events there are, read beforehand; a store that nobody has watched yet is watched first."""
        if not self.all_lines() and self._store.counts()["red_lines"]:
            self._rewatch(self.now())
        return len(self.catalogue)

    def _part(self, table: Any, cursor: str | None, limit: int) -> Part[Any]:
        after = None
        if cursor is not None:
            article_id, _, position = cursor.partition(".")
            if not (article_id and position.isdecimal() and len(position) < 10):
                raise WebError("LW612", "begin at the first page again")
            after = (article_id, int(position))
        found = self._store.ask(scanning.load_page, table, after=after, limit=limit + 1)
        shown = found[:limit]
        following = f"{shown[-1][0].article_id}.{shown[-1][2]}" if len(found) > limit else None
        return Part(tuple((article, record) for article, record, _ in shown), None, following)

    def _mark(self) -> object:
        if "://" in self._store.path:  # a database of its own: what was added is counted
            return tuple(self._store.counts().items()), len(self._store.load_decisions())
        path = Path(self._store.path)
        files = (path, path.with_name(f"{path.name}-wal"))
        return tuple((each.stat().st_mtime_ns, each.stat().st_size) for each in files if each.exists())


def _latest_first(line: Line) -> tuple[int, str]:
    days = [step.on for step in line.steps if step.on] or [day for day in (line.declared_on,) if day]
    return -max(days, default=date.min).toordinal(), line.line_id


def _is_wanted(line: Line, wanted: LineFilter) -> bool:
    terms = line.terms
    area = terms.area.countries if terms.area else ()
    return (
        (wanted.state is None or line.state == wanted.state)
        and (wanted.declarer is None or terms.declarer.country == wanted.declarer)
        and (wanted.addressee is None or any(each.country == wanted.addressee for each in terms.addressees))
        and (wanted.area is None or wanted.area in area)
    )
