"""A briefing as one page: HTML that stands alone, without script and without anything from outside, or Markdown.

All text comes from strangers: HTML is escaped by Jinja, Markdown by `_markdown`; only http and https become links.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

import linewatch
from linewatch.addresses import web_url
from linewatch.errors import DocumentError
from linewatch.export.briefs import Brief, Source
from linewatch.export.charts import draw_tension
from linewatch.export.maps import draw_map
from linewatch.records import Reading
from linewatch.wording import SIGNS, day_words

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def render_html(brief: Brief) -> str:
    """Return the briefing as a page of HTML.

    Raises:
        ModelError: LW301 or LW302 when a data file of the map is damaged or missing.
    """
    tensions = [
        (" – ".join(tension.countries), Markup(draw_tension(tension, since=brief.since, until=brief.until)))
        for tension in brief.tensions
    ]
    page = _environment(is_html=True).get_template("brief.html")
    return page.render(brief=brief, tensions=tensions, map=_map(brief), version=linewatch.__version__, quote=_quote)


def render_markdown(brief: Brief) -> str:
    """Return the briefing as Markdown."""
    page = _environment(is_html=False).get_template("brief.md")
    return re.sub(r"\n{3,}", "\n\n", page.render(brief=brief, version=linewatch.__version__)).strip() + "\n"


def _environment(*, is_html: bool) -> Environment:
    folder = files("linewatch.data") / "templates"
    pages = {name: (folder / name).read_text("utf-8") for name in ("brief.html", "brief.md")}
    environment = Environment(loader=DictLoader(pages), autoescape=is_html, undefined=StrictUndefined)
    environment.filters.update(day=day_words, glyph=SIGNS.__getitem__, md=_markdown, sum_counts=_sum_counts)
    return environment


def _quote(source: Source) -> Markup:
    title = Markup("{}").format(source.title)
    if address := web_url(source.url):
        title = Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, source.title)
    more = "".join(f", {each}" for each in (source.publisher, source.published_on) if each)
    return Markup("<blockquote>{}<footer>{}{}</footer></blockquote>").format(source.quote, title, more)


def _map(brief: Brief) -> str | None:
    """Return the map for an address of data, or None where nothing has a point."""
    try:
        return base64.b64encode(draw_map(brief.places).encode()).decode()
    except DocumentError:
        return None


def _markdown(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _sum_counts(readings: Sequence[Reading], first: int, last: int) -> int:
    return sum(sum(reading.counts[first:last]) for reading in readings)
