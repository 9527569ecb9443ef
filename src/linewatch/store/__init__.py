"""Where coded articles are kept: one SQLite file that the user names."""

from linewatch.store.store import Found, Saved, Store

__all__ = ["Found", "Saved", "Store"]
