"""The sheet that a map is drawn on: paper, style, frame with degrees, scale bar, legend, sources; and text made safe.

Takes a `View`; gives SVG elements. Names come from strangers: `safe` stands before every text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape

from linewatch.export.views import HEIGHT_PX, WIDTH_PX, Floats, View

_LEFT, _TOP, _RIGHT, _BELOW = 54, 14, 14, 64  # around the frame
_LONGEST = 32  # characters of a name
_SOURCES = "Natural Earth, GeoNames CC BY 4.0. Land borders only: coasts are not drawn."
_STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:11px;fill:#4d5663}
.b{fill:none;stroke:#56606d;stroke-width:1.3;stroke-linejoin:round}.c{stroke-dasharray:5 3.5}
.g{fill:none;stroke:#e4e6e9}.f{fill:none;stroke:#8a929d}.l{fill:none;stroke:#8a929d;stroke-width:.8}
.d{fill:#b3261e;stroke:#fcfbf8;stroke-width:1.2}.a{fill:#b3261e;fill-opacity:.06;stroke:#b3261e;stroke-opacity:.45}
.n{fill:none;stroke:#b3261e;stroke-width:1.2;stroke-dasharray:1.5 2.5}
.p{font-size:13px;font-weight:600;fill:#1c232d}.s{fill:#8f1f18}
.k{font-size:12px;letter-spacing:1.2px;fill:#737c89}.m{fill:#333c48;font-weight:600}
.h{fill:#fcfbf8;stroke:#fcfbf8;stroke-width:3;stroke-linejoin:round}
""".strip().replace("\n", "")


def head(title: str) -> Iterator[str]:
    """Yield the beginning of the document, up to the map within the frame."""
    width, height = _LEFT + WIDTH_PX + _RIGHT, _TOP + HEIGHT_PX + _BELOW
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img">'
    )
    yield f"<title>{safe(title)}</title><style>{_STYLE}</style>"
    yield f'<rect width="{width}" height="{height}" rx="6" fill="#fcfbf8"/><g transform="translate({_LEFT} {_TOP})">'
    yield f'<svg width="{WIDTH_PX}" height="{HEIGHT_PX}" overflow="hidden">'


def graticule(view: View) -> Iterator[str]:
    """Yield the meridians and parallels."""
    lines = [f"M{_x(view, lon)} 0V{HEIGHT_PX}" for lon in view.meridians()]
    lines += [f"M0 {_y(view, lat)}H{WIDTH_PX}" for lat in view.parallels()]
    yield f'<path class="g" d="{"".join(lines)}"/>'


def path(run: Floats) -> str:
    """Return a line as a path, without the points that nobody can tell apart."""
    kept = [run[0]]
    for point in run[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1:
            kept.append(point)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*kept, run[-1]))


def haloed(name: str, x: float, y: float, text: str, anchor: str = "middle") -> Iterator[str]:
    """Yield a text that stays legible over lines."""
    for each in (f"{name} h", name):  # twice, as not every program knows paint-order
        yield f'<text class="{each}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe(text)}</text>'


def margin(view: View, has_distances: bool, left_out: int) -> Iterator[str]:
    """Yield the frame, the degrees along it, and below it scale bar, legend and sources."""
    yield f'<rect class="f" width="{WIDTH_PX}" height="{HEIGHT_PX}"/>'
    for lon in view.meridians():
        east = (lon + 180) % 360 - 180
        yield f'<text x="{_x(view, lon)}" y="{HEIGHT_PX + 15}" text-anchor="middle">{degrees(east, "EW")}</text>'
    for lat in view.parallels():
        yield f'<text x="-5" y="{float(_y(view, lat)) + 4:.1f}" text-anchor="end">{degrees(lat, "NS")}</text>'
    bar_km = view.bar_km()
    bar = bar_km / view.km_per_px
    y = HEIGHT_PX + 33
    yield f'<path class="f" style="stroke-width:1.5" d="M0.5 {y - 4}v5H{bar:.1f}v-5"/>'
    yield f'<text x="{bar + 7:.1f}" y="{y + 1}">{bar_km:.0f} km at {degrees(round(view.lat, 1), "NS")}</text>'
    yield f'<path class="b" d="M300 {y - 3}h26"/><text x="332" y="{y + 1}">land border</text>'
    yield f'<path class="b c" d="M422 {y - 3}h26"/><text x="454" y="{y + 1}">de facto, or not settled</text>'
    if has_distances:
        yield f'<path class="n" d="M612 {y - 3}h26"/><text x="644" y="{y + 1}">nearest border</text>'
    note = f" Names without room for them: {left_out}." if left_out else ""
    yield f'<text x="0" y="{y + 19}">{_SOURCES}{note}</text>'


def _x(view: View, lon: float) -> str:
    return f"{WIDTH_PX / 2 + (lon - view.lon) * view.px_per_lon:.1f}"


def _y(view: View, lat: float) -> str:
    return f"{HEIGHT_PX / 2 - (lat - view.lat) * view.px_per_lat:.1f}"


def degrees(value: float, sides: str) -> str:
    """Return degrees with the side of the globe, of the two letters the one for plus or minus."""
    side = "" if value == 0 or (sides == "EW" and abs(value) == 180) else f" {sides[value < 0]}"
    return f"{abs(value):g}°{side}"


def short(name: str) -> str:
    """Return a name, cut where it is too long for a map."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def safe(text: str) -> str:
    """Return text for XML: escaped; what is no visible character, or turns the direction, as U+FFFD."""
    seen = "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in text)
    return escape(seen)
