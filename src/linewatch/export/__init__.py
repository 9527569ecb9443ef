"""Records in the forms of others: tables, event data, maps, and the life of lines as a briefing. Nothing here reads a
text or a store.

`profiles` is the door to files, `columns` has the tables of records, `arrow` hands them to pandas and polars,
`briefpages` makes the page of a briefing.
"""

from linewatch.export.briefpages import render_html, render_markdown
from linewatch.export.briefs import Brief, make_brief
from linewatch.export.maps import draw_map

__all__ = ["Brief", "draw_map", "make_brief", "render_html", "render_markdown"]
