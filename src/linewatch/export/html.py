"""A coded article as HTML for notebooks: its text with actors, triggers, quotations, days, places and red lines marked.

Takes records, gives a fragment that stands alone: a style of its own, no script, nothing fetched. Words come from
strangers: all of them are escaped, and only http and https addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from linewatch.addresses import web_url
from linewatch.records import CodedArticle, Entity, Event, Place, RedLine, Rejection, Span
from linewatch.wording import visible

SHOWN_ROWS = 20

_KINDS = {  # in the order of the legend; what stands later lies on top
    "line": "red line",
    "quote": "statement",
    "actor": "actor",
    "trigger": "event",
    "place": "place",
    "date": "day",
}
_STYLE = """<style>
.linewatch{font:14px/1.6 system-ui,sans-serif;max-width:72em}
.linewatch .t{white-space:pre-wrap;margin:.4em 0}
.linewatch .line{border-bottom:3px solid #c0392b}
.linewatch .quote{background:rgba(127,127,127,.18)}
.linewatch .actor{font-weight:600;color:#1f6feb}
.linewatch .trigger{background:#c0392b;color:#fff;border-radius:3px;padding:0 2px}
.linewatch .place{color:#1a7f37;font-weight:600}
.linewatch .date{text-decoration:underline dotted}
.linewatch .s{opacity:.75}
.linewatch td,.linewatch th{text-align:left;padding:.1em .8em .1em 0}
</style>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text, what it is, and what the pointer tells of it."""

    span: Span
    kind: str
    tip: str


def article_html(coded: CodedArticle) -> str:
    """Return one article with all that is said about it."""
    article = coded.article
    source = " · ".join(filter(None, (article.publisher, str(article.published_on or ""))))
    parts = [
        _STYLE,
        '<div class="linewatch">',
        f"<strong>{_linked(article.title or article.article_id, article.url)}</strong>",
        f'<div class="s">{_safe(source)}</div>',
        f'<div class="t">{"".join(_pieces(article.text, list(marks_of(coded))))}</div>',
        f'<div class="s">{" ".join(_legend())}</div>',
        _table(("event", "who", "to whom", "when", "where"), [_event(event, coded) for event in coded.events]),
        _table(("red line", "declarer", "addressees", "what would cross it"), map(_red_line, coded.red_lines)),
        "</div>",
    ]
    return "\n".join(filter(None, parts))


def corpus_html(articles: Sequence[CodedArticle], rejections: Sequence[Rejection] = ()) -> str:
    """Return the first twenty articles as a table, and how many more there are."""
    rows = [
        (
            _safe(str(coded.article.published_on or "")),
            _safe(coded.article.publisher or ""),
            _linked(coded.article.title or coded.article.article_id, coded.article.url),
            *(str(len(records)) for records in (coded.events, coded.statements, coded.red_lines)),
        )
        for coded in articles[:SHOWN_ROWS]
    ]
    more = len(articles) - len(rows)
    words = [f"{len(articles)} {'article' if len(articles) == 1 else 'articles'}"]
    words += [f"{more} more not shown"] if more else []
    words += [f"{len(rejections)} set aside"] if rejections else []
    head = ("day", "publisher", "title", "events", "statements", "red lines")
    body = _table(head, rows)
    return f'{_STYLE}\n<div class="linewatch">\n{body}\n<div class="s">{"; ".join(words)}</div>\n</div>'


def marks_of(coded: CodedArticle) -> Iterator[Mark]:
    """Yield all pieces of the text that a record rests on, with what each is."""
    for line in coded.red_lines:
        yield Mark(line.evidence, "line", f"{line.kind} of a red line by {line.declarer.name}")
    for statement in coded.statements:
        who = statement.speaker.name if statement.speaker else "somebody"
        yield from (Mark(span, "quote", f"{who}: {statement.cue.text}") for span in statement.content)
    for event in coded.events:
        yield Mark(event.trigger, "trigger", f"{_type(event)}, {event.modality}: {event.explanation}")
        yield from _actors((*event.actors, *event.recipients))
    for line in coded.red_lines:
        yield from _actors((line.declarer, *line.addressees))
    yield from (Mark(place.span, "place", _told_place(place)) for place in coded.places)
    yield from (Mark(time.span, "date", f"{time.from_on or '?'} to {time.until_on or '?'}") for time in coded.times)


def _actors(entities: Iterable[Entity]) -> Iterator[Mark]:
    for entity in entities:
        tip = " ".join(filter(None, (entity.name, entity.country, entity.sector)))
        yield from (Mark(span, "actor", tip) for span in entity.mentions)


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the text piece by piece, each with the classes of all marks that cover it."""
    bounds = sorted({0, len(text), *(end for mark in marks for end in (mark.span.start, mark.span.end))})
    opening: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(marks):
        opening.setdefault(mark.span.start, []).append(mark)
    covering: list[Mark] = []
    for start, end in pairwise(bounds):
        covering = [mark for mark in (*covering, *opening.get(start, ())) if mark.span.end > start]
        words = _safe(text[start:end])
        if not covering:
            yield words
            continue
        kinds = sorted({mark.kind for mark in covering}, key=list(_KINDS).index)
        tips = "; ".join(dict.fromkeys(mark.tip for mark in covering))
        yield f'<span class="{" ".join(kinds)}" title="{_safe(tips)}">{words}</span>'


def _legend() -> Iterator[str]:
    return (f'<span class="{kind}">{words}</span>' for kind, words in _KINDS.items())


def _event(event: Event, coded: CodedArticle) -> tuple[str, ...]:
    place = next((place for place in coded.places if place.place_id == event.place_id), None)
    return (
        _safe(_type(event)),
        _safe(", ".join(entity.name for entity in event.actors)),
        _safe(", ".join(entity.name for entity in event.recipients)),
        _safe(str(event.occurred.from_on or "")),
        _safe(_told_place(place) if place else ""),
    )


def _red_line(line: RedLine) -> tuple[str, ...]:
    names = ", ".join(entity.name for entity in line.addressees)
    return tuple(map(_safe, (f"{line.kind}, {line.type}", line.declarer.name, names, line.trigger.text)))


def _type(event: Event) -> str:
    return f"{event.event_type} {event.mode}" if event.mode else event.event_type


def _told_place(place: Place) -> str:
    border = place.border
    far = f", {border.distance_km:.0f} km from the {'-'.join(border.countries)} border" if border else ""
    return f"{place.name}{f', {place.country}' if place.country else ''}{far}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already; nothing where there is no row."""
    made = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    if not made:
        return ""
    return "<table><tr>" + "".join(f"<th>{name}</th>" for name in head) + "</tr>" + "".join(made) + "</table>"


def _linked(words: str, url: str | None) -> str:
    address = web_url(url)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{_safe(words)}</a>' if address else _safe(words)


def _safe(text: str) -> str:
    """Return words for HTML: escaped; what is no visible character, or turns the direction, as U+FFFD."""
    return escape(visible(text.replace("\t", " ")))
