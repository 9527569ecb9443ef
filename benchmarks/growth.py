"""``python -m benchmarks.growth``: how the time for a text grows with its length, on texts that tempt code to be slow.

Each generator is coded at n, 2n and 4n; the processor's time should double each time. A ratio well above 2.6 is a place
where the work is more than the length.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

from linewatch.errors import DocumentError
from linewatch.run import code

SIZES = (1_000, 2_000, 4_000)
GENERATORS: dict[str, Callable[[int], str]] = {
    "names in a list": lambda n: "The ministers " + ", ".join(f"Norin{i} Pavel{i}" for i in range(n)) + " met.",
    "commas": lambda n: "troops, " * n,
    "quotation marks": lambda n: '"he said, ' * n,
    "the same event": lambda n: "Norway warned Iraq. " * n,
    "pronouns": lambda n: "They said it. " * n,
    "days": lambda n: "It met on Monday, Tuesday and 5 May. " * (n // 2),
    "no full stop": lambda n: "and the army went on " * n,
    "digits": lambda n: "1234567890" * n,
    "one-letter words": lambda n: "a b c d " * n,
}


def main() -> None:
    """Print a row for each generator."""
    code("A first text loads everything.")
    print(f"{'':18}", *(f"{size:>8}" for size in SIZES), "  growth")
    for name, make in GENERATORS.items():
        seconds = [_measure(make(size)) for size in SIZES]
        growth = " ".join(f"{later / max(earlier, 0.05):.1f}" for earlier, later in pairwise(seconds))
        print(f"{name:18}", *(f"{second:7.2f}s" for second in seconds), f"  {growth}")


def _measure(text: str) -> float:
    """Return the processor's seconds for a text; one that is refused costs what the refusal costs."""
    started = time.process_time()
    with suppress(DocumentError):
        code(text)
    return time.process_time() - started


if __name__ == "__main__":
    main()
