"""Small coded articles for tests of the rooms behind coding. Their spans are true: text[start:end] == span.text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linewatch.records import (
    Area,
    Article,
    CodedArticle,
    Dyad,
    Entity,
    Event,
    Fatalities,
    Interval,
    Place,
    RedLine,
    Response,
    Span,
    Statement,
    Time,
    Trigger,
    content_id,
)

TEXT = (
    "Norland shelled the Sudian village of Varna on Tuesday, killing two people. "
    "“If Norland sends one more soldier across the Ilm, we will strike back,” Sudian President Ada Mirel said. "
    "The talks in Port Ost were called off."
)


def span_of(text: str, words: str) -> Span:
    """Return the first place where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def entity_of(text: str, words: str, **columns: object) -> Entity:
    span = span_of(text, words)
    made = Entity(text=words, start=span.start, end=span.end, name=words, mentions=(span,))
    return replace(made, **columns)  # type: ignore[arg-type]


def make_article(text: str = TEXT, **columns: object) -> Article:
    article = Article(
        article_id=content_id("art", text),
        title="Shells fall on Varna",
        text=text,
        published_on=date(2031, 3, 5),
        publisher="The Ilm Post",
        url="https://example.org/varna",
        language="en",
        models={"linewatch": "0.1.0"},
    )
    return replace(article, **columns)  # type: ignore[arg-type]


def make_coded(text: str = TEXT, **columns: object) -> CodedArticle:
    """Return one article with one record of each kind; `columns` change the article."""
    article = make_article(text, **columns)
    said = Interval(date(2031, 3, 4), date(2031, 3, 4), "day", "relative-to-publication")
    norland = entity_of(text, "Norland", country="NOR", sector="MIL", kind="state")
    sudia = entity_of(text, "Sudian", name="Sudia", country="SUD", kind="state")
    mirel = entity_of(text, "Ada Mirel", title="President", country="SUD", sector="GOV", kind="person")
    place = Place(
        place_id=content_id("plc", article.article_id, "Varna"),
        name="Varna",
        span=span_of(text, "Varna"),
        lat=10.5,
        lon=20.25,
        geonames_id=7,
        feature_code="PPL",
        country="SUD",
        admin1="East",
        kind="settlement",
        radius_km=2.0,
        score=0.9,
        border=Dyad(("NOR", "SUD"), 4.2, 1.0),
    )
    statement = Statement(
        statement_id=content_id("stm", article.article_id, 1),
        speaker=mirel,
        spokesperson_for=sudia,
        addressees=(norland,),
        cue=span_of(text, "said"),
        content=(span_of(text, "If Norland sends one more soldier across the Ilm, we will strike back,"),),
        is_quoted=True,
        said=said,
        reported_by=article.publisher,
        venue=None,
        score=0.8,
    )
    event = Event(
        event_id=content_id("evt", article.article_id, 1),
        event_type="ASSAULT",
        mode="heavy-weapons",
        contexts=("military", "territory"),
        cameo_code="194",
        quad_code=4,
        intensity=-9.5,
        actors=(norland,),
        recipients=(sudia,),
        place_id=place.place_id,
        occurred=said,
        modality="actual",
        statement_id=None,
        fatalities=Fatalities(2, 2, 2),
        trigger=span_of(text, "shelled"),
        evidence=(span_of(text, text[: text.index(". ") + 1]),),
        score=0.9,
        explanation="rule verbs.shell: the subject shells the object",
    )
    line = RedLine(
        declaration_id=content_id("dcl", article.article_id, 1),
        line_id=content_id("line", "SUD", "cross", "NOR-SUD"),
        kind="declaration",
        type="deterrent",
        declarer=mirel,
        spokesperson=None,
        addressees=(norland,),
        trigger=Trigger(
            spans=(span_of(text, "Norland sends one more soldier across the Ilm"),),
            text="Norland sends one more soldier across the Ilm",
            event_type="MOBILIZE",
            mode="troops",
            actors=(norland,),
            objects=(),
            form="if",
        ),
        area=Area(span_of(text, "the Ilm"), "border", ("NOR", "SUD")),
        deadline=None,
        response=Response(span_of(text, "we will strike back"), "ASSAULT", None, "vague"),
        assurance=None,
        said=said,
        statement_id=statement.statement_id,
        strength=2,
        evidence=span_of(text, "“If Norland sends one more soldier across the Ilm, we will strike back,”"),
        score=0.7,
        explanation="rule redlines.if",
    )
    tuesday = Time(
        span_of(text, "Tuesday"), "date", said.from_on, said.until_on, "day", "relative-to-publication", "2031-03-04"
    )
    return CodedArticle(article, (place,), (tuesday,), (statement,), (event,), (line,))


def make_family() -> list[CodedArticle]:
    """Return reports of two stories: three versions at one address, copies of two of them elsewhere, and a stranger."""
    first, day = "https://example.org/ilm", date(2031, 2, 1)
    told = (
        f"{TEXT} Both sides had met there since the autumn, when the mediators of Port Ost first brought them together."
    )
    ended = f"{told} The mediators left in the evening. None of them would say whether they are to come back at all."
    other = (
        "Fishermen of Varna brought in the largest catch for years. “The sea has been kind to us,” one of them said."
    )
    return [
        make_coded(told, url=first, published_on=day),
        make_coded(f"{told} More follows.", url=f"{first}?utm_source=feed#top", published_on=day),
        make_coded(ended, url="http://www.example.org/ilm/", published_on=date(2031, 2, 2)),
        make_coded(f"(Agency) {told}", url="https://other.example/1", published_on=date(2031, 2, 3)),
        make_coded(f"(Wire) {ended}", url=None, published_on=None),
        CodedArticle(make_article(other, url="https://other.example/2", published_on=day)),
    ]


def make_corpus(size: int) -> list[CodedArticle]:
    """Return `size` different coded articles, a day apart."""
    first = date(2031, 1, 1).toordinal()
    return [
        make_coded(
            f"{TEXT} Report {number}.",
            published_on=date.fromordinal(first + number),
            title=f"Report {number}",
            url=f"https://example.org/varna/{number}",
        )
        for number in range(size)
    ]
