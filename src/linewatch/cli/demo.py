"""``linewatch demo``: forty bundled reports about an invented crisis, coded into a store of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from linewatch.cli.program import manners

DEFAULT_STORE = Path("linewatch-demo.db")


def demo(
    context: typer.Context,
    db: Annotated[
        Path, typer.Option(metavar="FILE", help="Store to make; an older demo store gives way.")
    ] = DEFAULT_STORE,
) -> None:
    """Code the bundled reports of a retold crisis, watch its red lines, show what is found and what to try next."""
    from linewatch.cli.session import coded_only, run_articles, start_session, summary
    from linewatch.cli.showcase import make_demo_store, read_demo, showcase
    from linewatch.cli.terminal import data_console, show, talk_console
    from linewatch.run import RunStats, watch_store

    settings, talk, stats = start_session(manners(context)), talk_console(), RunStats()
    articles = read_demo(settings)
    with make_demo_store(db) as store:
        bar = None if manners(context).is_quiet else talk
        results = run_articles(articles, settings, stats, store=store, bar=bar, total=len(articles))
        for _ in coded_only(results, talk):
            pass  # everything is read back from the store below
        manners(context).say(summary(stats, store))
        watch_store(store, settings, now=datetime.now(UTC))
        show(showcase(store), data_console())
