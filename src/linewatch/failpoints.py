"""Places where a crash test may kill the program. In ordinary runs `reach` does nothing.

``LINEWATCH_FAILPOINT=store.before_commit`` kills at the first time that the point is reached, ``...:3`` at the third.
The points stand in tests/crash/points.py.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

_times = Counter[str]()


def reach(name: str) -> None:
    """Kill this process at once if the environment says that it is to die here."""
    wanted = os.environ.get("LINEWATCH_FAILPOINT")
    if wanted is None:
        return
    point, _, number = wanted.partition(":")
    if point == name:
        _times[name] += 1
        if _times[name] == int(number or 1):
            os.kill(os.getpid(), signal.SIGKILL)
