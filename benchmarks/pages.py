"""``python -m benchmarks.pages STORE``: how fast each page and each answer of the API is, and how large.

Asks the application itself, without a socket, round after round; prints the median and the 95th percentile in
milliseconds and the size with gzip in kB, and ends with 1 if a page is over `MOST_MS`. A store to ask:
``python -m benchmarks.bigstore STORE``.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import sys
from statistics import median, quantiles
from time import perf_counter

from starlette.testclient import TestClient

from linewatch.errors import ModelError
from linewatch.run import Pipeline
from linewatch.store import Store
from linewatch.web.app import make_app
from linewatch.web.desk import Desk
from linewatch.web.reading import Reading
from linewatch.web.security import LOOPBACK, Doorkeeper

MOST_MS = 200.0
BASE = "http://127.0.0.1:8642"


def no_pipeline() -> Pipeline:
    """Refuse to load a model: pages do not need one.

    Raises:
        ModelError: LW302 always.
    """
    raise ModelError("LW302", "the benchmark has no model", "benchmark")


def paths(client: TestClient) -> list[str]:
    """Return what is asked, with ids that the store has."""
    event = client.get("/api/v1/events?limit=1").json()["items"][0]
    lines = client.get("/api/v1/lines?limit=1").json()["items"]
    article, pair = event["article"]["article_id"], "ARM-AZE"
    cursor = client.get(f"/api/v1/events?pair={pair}&limit=50").json()["next_cursor"]
    line = [f"/lines/{lines[0]['line_id']}", f"/api/v1/lines/{lines[0]['line_id']}"] if lines else []
    return [
        "/",
        "/lines",
        "/lines?state=crossed",
        "/events",
        f"/events?pair={pair}&event_type=ASSAULT",
        f"/events?pair={pair}&cursor={cursor}",
        "/map",
        "/articles",
        "/articles?words=report%20777",
        f"/articles/{article}",
        "/paste",
        "/status",
        *line,
        "/api/v1/events?limit=50",
        "/api/v1/events/histogram",
        "/api/v1/events/facets",
        "/api/v1/pairs",
        "/api/v1/articles",
        "/api/v1/statements",
        "/api/v1/lines",
        "/api/v1/alerts",
        "/api/v1/decisions",
        "/api/v1/map/events",
        "/api/v1/map/lines",
        "/api/v1/map/borders",
        "/api/v1/status",
    ]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    with Store.open(arguments.store) as store:
        started = perf_counter()
        reading = Reading(store, lambda _: None)
        events = reading.begin()
        gc.collect()
        gc.freeze()
        print(f"{events} events read in {perf_counter() - started:.1f} s")
        app = make_app(reading, Desk(no_pipeline), Doorkeeper(frozenset(LOOPBACK)), max_text_chars=200_000)
        client = TestClient(app, base_url=BASE, headers={"accept": "text/html", "accept-encoding": "identity"})
        slow = [path for path in paths(client) if measure(client, path, arguments.rounds) > MOST_MS]
    sys.exit(1 if slow else 0)


def measure(client: TestClient, path: str, rounds: int) -> float:
    """Print the times and the size of one answer and return the 95th percentile in milliseconds."""
    times, body = [], b""
    for _ in range(rounds + 1):
        started = perf_counter()
        answer = client.get(path)
        times.append((perf_counter() - started) * 1000)
        body = answer.content
        assert answer.status_code == 200, (path, answer.text)
    p95 = quantiles(times[1:], n=20)[-1]
    size_kb = len(gzip.compress(body)) / 1000
    print(f"{median(times[1:]):8.1f} {p95:8.1f} ms {size_kb:8.1f} kB  {path}", flush=True)
    return p95


if __name__ == "__main__":
    main()
