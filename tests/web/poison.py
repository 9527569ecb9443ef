"""R13: a store with a payload in every field that holds words of others: reports and their records, lines, steps,
alerts, decisions, a line of an analyst's own, feeds, and documents that were set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from linewatch.records import CodedArticle, Feed, Rejection, content_id
from linewatch.store import Store
from tests.factories import TEXT, entity_of, make_coded, span_of
from tests.registers import NOW, make_decision, make_line, make_step

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}${7*7}<%= 7 %>",
    "\u202eevil\u2066",
    "<!--<script>--><iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><![CDATA[<b>x</b>",
]


def line_of(payload: str) -> str:
    """Return the id of the line that has this payload."""
    return content_id("line", payload)


def poison(store: Store, payloads: Sequence[str]) -> list[CodedArticle]:
    """Fill a store, and return the reports with their records, one for each payload."""
    reports = [poisoned(payload) for payload in payloads]
    lines = []
    for number, (payload, coded) in enumerate(zip(payloads, reports, strict=True)):
        twin = replace(
            coded, article=replace(coded.article, article_id=content_id("art", "twin", payload), url="https://e.org/1")
        )
        store.save([coded, twin, Rejection(payload, "LW204", payload[:32], payload)])
        _save_feed(store, payload)
        line_id = line_of(payload)
        step = make_step(
            "crossed", line_id, event_ids=(coded.events[0].event_id,), article_ids=(coded.article.article_id,)
        )
        step = replace(step, explanation=payload, claimed_by=(payload,), denied_by=(payload,))
        lines.append(make_line(line_id=line_id, terms=coded.red_lines[0], steps=(step,), state="crossed"))
        own = msgspec.to_builtins(coded.red_lines[0])
        for verb, about, value in (
            ("confirm", line_id, {}),
            ("add", "", own),
            ("correct", line_id, {payload: payload}),
        ):
            decision = make_decision(verb, about, number, **{"payload": payload})
            store.save_decision(replace(decision, made_by=payload, note=payload, value=value))
    store.save_lines(lines, raised_at=NOW)
    return reports


def _save_feed(store: Store, payload: str) -> None:
    url = f"https://e.org/{payload}"
    store.add_feeds({url: payload})
    times = {"last_check_at": NOW, "last_success_at": NOW}
    feed = Feed(url, payload, payload, payload, **times, last_error=payload, errors=1, moved_to=f"{url}{payload}")
    store.save_feed(url, feed)


def poisoned(payload: str) -> CodedArticle:
    """Return a coded article with the payload in every field that is text of its own."""
    text = f"{TEXT} {payload} ends."
    coded = make_coded(text, title=payload, publisher=payload, byline=payload, url=payload)
    span = span_of(text, payload)
    who = replace(entity_of(text, payload), name=payload, title=payload, country="NOR", sector=payload, kind="person")
    place = replace(coded.places[0], name=payload, admin1=payload)
    statement = replace(
        coded.statements[0], speaker=who, spokesperson_for=who, addressees=(who,), content=(span,), cue=span
    )
    event = replace(
        coded.events[0],
        mode=payload,
        contexts=(payload,),
        cameo_code=payload,
        actors=(who,),
        recipients=(who,),
        trigger=span,
        statement_id=statement.statement_id,
        explanation=payload,
    )
    terms = coded.red_lines[0]
    line = replace(
        terms,
        declarer=who,
        spokesperson=who,
        addressees=(who,),
        trigger=replace(terms.trigger, text=payload, form=payload, spans=(span,), mode=payload),
        area=replace(terms.area, span=span) if terms.area else None,
        response=replace(terms.response, span=span) if terms.response else None,
        explanation=payload,
    )
    return replace(coded, places=(place,), statements=(statement,), events=(event,), red_lines=(line,))
