"""Records in the forms of others: tables, event data, maps. Nothing here reads a text or a store.

`profiles` is the door to files, `columns` has the tables of records, `arrow` hands them to pandas and polars.
"""

from linewatch.export.maps import draw_map

__all__ = ["draw_map"]
