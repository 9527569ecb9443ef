"""Records in the forms of others: so far, places as a map picture. Nothing here reads a text or writes a file."""

from linewatch.export.maps import draw_map

__all__ = ["draw_map"]
