"""Points at which a test may have the program killed. Without ``LINEWATCH_FAILPOINT`` nothing ever happens here.

``LINEWATCH_FAILPOINT=watch.after_commit`` kills the process when it reaches that point, ``watch.after_commit:3`` when
it does so for the third time. The kill is SIGKILL: nothing is flushed, closed or told.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

_reached: Counter[str] = Counter()


def reach(name: str) -> None:
    """Go on, unless the environment names this point: then the process ends here."""
    wanted = os.environ.get("LINEWATCH_FAILPOINT")
    if not wanted:
        return
    _reached[name] += 1
    point, _, time = wanted.partition(":")
    if point == name and _reached[name] == int(time or 1):
        os.kill(os.getpid(), signal.SIGKILL)
