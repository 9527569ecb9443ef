"""``linewatch import``: event data of others, kept in a store like what Linewatch codes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import DbOption
from linewatch.cli.program import EXIT_SET_ASIDE, EXIT_UNREAD, manners

if TYPE_CHECKING:
    from linewatch.ingest.eventfiles import Tally
    from linewatch.run import Result, RunStats
    from linewatch.store import Store


def import_events(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="FORMAT", help="acled, ucdp, gdelt or polecat.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of that format, plain, .gz or .zip.")],
    db: DbOption,
) -> None:
    """Read event data of ACLED, UCDP, GDELT or POLECAT into a store."""
    from linewatch.cli.session import coded_only, start_session
    from linewatch.cli.terminal import talk_console, track
    from linewatch.ingest.eventfiles import Tally, read_event_files
    from linewatch.run import RunStats, save_run
    from linewatch.store import Store

    settings = start_session(manners(context))
    talk, stats, tally = talk_console(), RunStats(), Tally()
    results: Iterable[Result] = count_results(read_event_files(kind, files, settings=settings, tally=tally), stats)
    if not manners(context).is_quiet:
        results = track(results, talk, doing="Reading", unit="rows")
    with Store.open(db, create=True) as store:
        for _ in coded_only(save_run(results, store, settings, stats=stats), talk):
            pass
        manners(context).say(summary(stats, tally, store))
    if stats.rejected:
        raise typer.Exit(EXIT_UNREAD if stats.unread else EXIT_SET_ASIDE)


def count_results(results: Iterable[Result], stats: RunStats) -> Iterator[Result]:
    """Yield the results and count them in `stats`."""
    from linewatch.records import Rejection

    for result in results:
        if isinstance(result, Rejection):
            stats.rejected += 1
            stats.unread += result.code.startswith("LW1")
        else:
            stats.coded += 1
        yield result


def summary(stats: RunStats, tally: Tally, store: Store) -> str:
    """Return in a line what an import has done."""
    saved = stats.saved
    words = [f"{stats.coded} {'event' if stats.coded == 1 else 'events'} read"]
    if tally.other_kinds:
        words.append(f"{tally.other_kinds} passed over whose kind PLOVER does not have")
    if stats.rejected:
        words.append(f"{stats.rejected} set aside")
    words.append(f"{store.path}: {saved.new} new, {saved.replaced} replaced, {saved.unchanged} unchanged")
    return "; ".join(words)
