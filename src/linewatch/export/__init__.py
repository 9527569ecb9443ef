"""Records in the forms of others: places as a map picture, the life of lines as a briefing. Nothing here reads a text or
writes a file.
"""

from linewatch.export.briefpages import render_html, render_markdown
from linewatch.export.briefs import Brief, make_brief
from linewatch.export.maps import draw_map

__all__ = ["Brief", "draw_map", "make_brief", "render_html", "render_markdown"]
