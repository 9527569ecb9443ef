"""Kills at random times: one store after another is written, its writer killed and resumed until it is full."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tests.crash.checks import check_prefix, check_resumed, check_whole
from tests.crash.programs import Victim, save_all

ITEMS = 400
BATCH = 8


def kill_at_random(folder: Path, kills: int, *, seed: int, longest_s: float = 0.8) -> Iterator[int]:
    """Kill so many writers and yield after each how many of the items are kept; all checks hold or it raises.

    Args:
        longest_s: longest life of a writer, at first.
    """
    chance = random.Random(seed)
    path, kept, life_s, number = folder / "run0.db", 0, longest_s, 0
    for number in range(1, kills + 1):
        if kept == ITEMS:
            path.unlink()
            path, kept = folder / f"run{number}.db", 0
        said, before = Victim(save_all, str(path), ITEMS, BATCH).kill_after(chance.uniform(0.02, life_s)), kept
        if path.exists():
            check_whole(str(path))
            kept = check_prefix(str(path), said, ITEMS, BATCH)
        life_s = longest_s if kept > before else life_s * 1.5  # a slow machine needs more time to get anywhere
        yield kept
    check_resumed(str(path), ITEMS, BATCH)
