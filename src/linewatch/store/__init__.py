"""Where coded articles are kept: one SQLite file that the user names. Its tables stand in docs/store.md."""

from linewatch.store.saving import Saved
from linewatch.store.store import Found, Store

__all__ = ["Found", "Saved", "Store"]
