"""Lists of feeds as OPML, in and out. No I/O; foreign entities are never resolved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from linewatch.addresses import web_url
from linewatch.errors import DocumentError


class Outline(NamedTuple):
    """A feed of a list."""

    url: str
    title: str | None = None


def read_opml(data: bytes) -> tuple[Outline, ...]:
    """Return the feeds of a list, each once, in its order; addresses that are not of the web are left out.

    Raises:
        DocumentError: LW217 it is no OPML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(f"is no XML ({error})") from error
    if etree.QName(root).localname.lower() != "opml":
        raise _unreadable("is XML, but no OPML")
    found: dict[str, Outline] = {}
    for outline in root.iter("outline"):
        names = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        url = web_url(names.get("xmlurl", "").strip())
        if url:
            found.setdefault(url, Outline(url, names.get("title") or names.get("text")))
    return tuple(found.values())


def write_opml(feeds: Iterable[Outline]) -> str:
    """Return a list of feeds that every feed reader takes."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Linewatch"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        title = feed.title or feed.url
        etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.url)
    written: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return written.decode("utf-8")


def _unreadable(what: str) -> DocumentError:
    return DocumentError("LW217", f"the list of feeds {what}; give one that a feed reader exported", "parse")
