"""``python -m benchmarks.crash``: the long form of the crash tests, on SQLite and, where there is one, on PostgreSQL.

Writers of a store of 400 articles are killed at random times (`--kills`); a PostgreSQL server is made to drop
everything and start again (`--restarts`) while 2,000 articles are saved. Ends with an error as soon as a promise is
broken.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import perf_counter

from tests.crash.campaign import kill_at_random
from tests.crash.restarts import save_through_restarts
from tests.store.servers import Server, reason_for_none


def main() -> None:
    """Kill and restart, and print what has been gone through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        kept = list(kill_at_random(Path(folder), options.kills, seed=options.seed))
    stores = kept.count(400)
    print(f"{options.kills} kills, {stores} stores filled, 0 articles lost, {perf_counter() - begun:.0f} s")
    restart(options.restarts, options.articles)


def restart(restarts: int, articles: int) -> None:
    """Save articles while the server restarts."""
    reason = reason_for_none()
    if reason or not restarts:
        print(f"no restarts: {reason or 'none asked for'}")
        return
    server, begun = Server(), perf_counter()
    try:
        longest_s = save_through_restarts(server, articles=articles, restarts=restarts)
    finally:
        server.stop()
    took_s = perf_counter() - begun
    print(f"{restarts} restarts, {articles} articles, 0 lost, {took_s:.0f} s; longest wait {longest_s:.1f} s")


if __name__ == "__main__":
    main()
