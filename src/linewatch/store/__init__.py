"""Where coded articles are kept: an SQLite file or a PostgreSQL database. Its tables stand in docs/store.md."""

from linewatch.store.saving import Saved
from linewatch.store.store import Found, SetAside, Store

__all__ = ["Found", "Saved", "SetAside", "Store"]
