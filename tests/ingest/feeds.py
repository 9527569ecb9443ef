"""Feeds in every dialect, each with the same two reports."""

from __future__ import annotations

import json

SEEN = "Two boats without lights were seen near the old pier of Varna on Monday night, the mayor said."
CALM = "The harbour stayed open all day and nobody on the shore was hurt, she added on Tuesday."

RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Herald &amp; Post</title><link>https://herald.example/</link><description>News</description><ttl>60</ttl>
<item><title>Boats seen &lt;b&gt;near&lt;/b&gt; pier</title><link>/boats?utm_source=rss&amp;id=7#top</link>
<pubDate>Mon, 03 Mar 2031 22:05:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator>
<description>Two boats.</description><content:encoded><![CDATA[<p>{SEEN}</p><p>{CALM}</p>]]></content:encoded></item>
<item><title>Harbour open</title><guid isPermaLink="true">https://herald.example/harbour</guid>
<pubDate>Tue, 04 Mar 2031 08:00:00 GMT</pubDate></item>
</channel></rss>"""

RSS091 = """<rss version="0.91"><channel><title>The Herald &amp; Post</title><link>https://herald.example/</link>
<description>News</description><language>en</language>
<item><title>Boats seen near pier</title><link>https://herald.example/boats?id=7</link></item>
<item><title>Harbour open</title><link>https://herald.example/harbour</link></item></channel></rss>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://herald.example/">
<title>The Herald &amp; Post</title><link>https://herald.example/</link></channel>
<item rdf:about="a"><title>Boats seen near pier</title><link>https://herald.example/boats?id=7</link>
<dc:date>2031-03-03T22:05:00+02:00</dc:date><dc:creator>Ann Lee</dc:creator></item>
<item rdf:about="b"><title>Harbour open</title><link>https://herald.example/harbour</link><dc:date>2031-03-04</dc:date></item>
</rdf:RDF>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://herald.example/">
<title>The Herald &amp; Post</title><id>urn:x</id><updated>2031-03-04T08:00:00Z</updated>
<entry><title type="html">Boats seen &lt;b&gt;near&lt;/b&gt; pier</title><link href="boats?id=7"/><id>urn:x:7</id>
<published>2031-03-03T22:05:00+02:00</published><updated>2031-03-05T09:00:00Z</updated>
<author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;{SEEN}&lt;/p&gt;&lt;p&gt;{CALM}&lt;/p&gt;</content></entry>
<entry><title>Harbour open</title><link rel="alternate" href="/harbour"/><id>urn:x:8</id>
<updated>2031-03-04T08:00:00Z</updated></entry></feed>"""

ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Herald &amp; Post</title>
<entry><title>Boats seen near pier</title><link rel="alternate" type="text/html" href="https://herald.example/boats?id=7"/>
<issued>2031-03-03T22:05:00+02:00</issued><modified>2031-03-03T22:05:00+02:00</modified></entry>
<entry><title>Harbour open</title><link rel="alternate" type="text/html" href="https://herald.example/harbour"/>
<issued>2031-03-04T08:00:00Z</issued><modified>2031-03-04T08:00:00Z</modified></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Herald & Post",
        "items": [
            {
                "id": "7",
                "url": "/boats?id=7",
                "title": "Boats seen near pier",
                "date_published": "2031-03-03T22:05:00+02:00",
                "authors": [{"name": "Ann Lee"}],
                "content_text": f"{SEEN}\n{CALM}",
            },
            {
                "id": "8",
                "url": "https://herald.example/harbour",
                "title": "Harbour open",
                "date_published": "2031-03-04",
            },
            "no item",
        ],
    }
)

DIALECTS = {"rss2": RSS2, "rss091": RSS091, "rdf": RDF, "atom": ATOM, "atom03": ATOM03, "json": JSON_FEED}


def rss(*items: str, title: str = "The Herald") -> bytes:
    """Return an RSS feed of items that are given as XML."""
    head = f"<rss version='2.0'><channel><title>{title}</title><link>https://herald.example/</link>"
    return f"{head}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()
