"""Ranges of tokens or characters → the spans of what is said. Quotation marks win: a quotation that is touched is taken
whole, with the paragraphs over which it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable

from linewatch.coding.scene import Scene
from linewatch.coding.syntax import token_span
from linewatch.records import Span

_EDGES = " \t\r\n\"“”'‘’«»,;:"


def content_spans(scene: Scene, ranges: Iterable[tuple[int, int]], around: int | None = None) -> tuple[Span, ...]:
    """Return the spans of content: each range widened to the quotations that it touches, merged, in text order.

    Args:
        ranges: of tokens.
        around: a character; a quotation that holds it is not widened to, as what it says is said within it.
    """
    bounds: list[tuple[int, int]] = []
    for low, high in ranges:
        while low < high and scene.doc[low].is_punct and scene.doc[low].text not in {"(", "["}:
            low += 1
        if high <= low:
            continue
        span = token_span(scene.doc, low, high)
        bounds.append((span.start, span.end))
        bounds += [
            (quote.start, quote.end)
            for quote in scene.quotations.touching(span.start, span.end)
            if around is None or not quote.start <= around < quote.end
        ]
    return merge_ranges(scene, bounds)


def merge_ranges(scene: Scene, bounds: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the ranges as spans without edge white space, overlapping or touching ones joined."""
    text = scene.article.text
    joined: list[list[int]] = []
    for start, end in sorted(bounds):
        if joined and start <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    spans: list[Span] = []
    for start, end in joined:
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip(_EDGES))
        end -= len(inner) - len(inner.rstrip(_EDGES))
        if start < end:
            spans.append(Span(start, end, text[start:end]))
    return tuple(spans)
