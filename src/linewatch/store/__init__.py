"""Where coded articles are kept: an SQLite file or a PostgreSQL database. Its tables stand in docs/store.md."""

from linewatch.store.occurrences import Occurrence
from linewatch.store.outbox import Delivery
from linewatch.store.register import Recorded
from linewatch.store.registering import ALERTED, FIRST, Alerting
from linewatch.store.saving import Saved
from linewatch.store.store import Found, SetAside, Store

__all__ = ["ALERTED", "FIRST", "Alerting", "Delivery", "Found", "Occurrence", "Recorded", "Saved", "SetAside", "Store"]
