"""Where coded articles are kept: one SQLite file that the user names. Its tables stand in docs/store.md."""

from linewatch.store.outbox import Delivery
from linewatch.store.register import Recorded
from linewatch.store.registering import ALERTED, FIRST, Alerting
from linewatch.store.saving import Saved
from linewatch.store.store import Found, Store

__all__ = ["ALERTED", "FIRST", "Alerting", "Delivery", "Found", "Recorded", "Saved", "Store"]
