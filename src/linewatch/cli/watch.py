"""``linewatch watch``: hold what was reported against the lines that were drawn, tell what is new, and send it out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.brief import read_since
from linewatch.cli.formats import DbOption
from linewatch.cli.program import EXIT_ALERTED, EXIT_UNREAD, Manners, manners, say_error
from linewatch.errors import NotifyError, StoreError, UsageError

if TYPE_CHECKING:
    from linewatch.notify import Channel
    from linewatch.records import Alert
    from linewatch.settings import Settings
    from linewatch.store import Store

_UNITS_S = {"s": 1, "m": 60, "h": 3600}


def watch(
    context: typer.Context,
    db: DbOption,
    as_of: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day up to which to look; the latest unless given."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="First day of which alerts tell, from now on: 7d, 2w, 2026-03-31."),
    ] = None,
    webhook: Annotated[list[str] | None, typer.Option(metavar="URL", help="Where to post alerts; repeatable.")] = None,
    mail: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help="Where to mail alerts; repeatable.")] = None,
    atom: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to keep a feed of the alerts.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Go on watching until Ctrl-C.")] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often to look: 30s, 5m, 1h.")] = "30s",
    exit_on_alert: Annotated[
        bool, typer.Option("--exit-on-alert", help=f"End with {EXIT_ALERTED} once an alert was raised.")
    ] = False,
) -> None:
    """Watch the lines of a store: raise an alert for each step that is new, and deliver it."""
    from linewatch.cli.channels import given_channels, make_channels
    from linewatch.cli.session import start_session
    from linewatch.store import Store

    every_s = read_duration(every)
    settings = start_session(manners(context), **given_channels(webhook, mail, atom))
    channels = make_channels(settings)
    with Store.open(db) as store:
        first = read_since(since, store.latest_day() or date.today()) if since else None
        watching = _Watching(store, settings, channels, as_of.date() if as_of else None, first, manners(context))
        alerts = watching.look()
        while follow and not (alerts and exit_on_alert):
            sleep(every_s)
            alerts = watching.look_again()
    if alerts and exit_on_alert:
        raise typer.Exit(EXIT_ALERTED)
    if watching.has_failed:
        raise typer.Exit(EXIT_UNREAD)


def read_duration(text: str) -> int:
    """Return ``30s``, ``5m`` or ``1h`` in seconds.

    Raises:
        UsageError: LW001 it has another form.
    """
    found = re.fullmatch(r"([1-9][0-9]{0,5})([smh]?)", text)
    if found is None:
        raise UsageError("LW001", f"{text!r} is no time; write it as 30s, 5m or 1h", "--every")
    return int(found[1]) * _UNITS_S[found[2] or "s"]


class _Watching:
    """One store under watch: what to do in each round, and whether the latest could deliver all that was due."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        channels: list[Channel],
        as_of: date | None,
        since: date | None,
        how: Manners,
    ) -> None:
        self._store, self._settings, self._channels = store, settings, channels
        self._as_of, self._since, self._manners = as_of, since, how
        self._seen = ""
        self.has_failed = False

    def look(self) -> tuple[Alert, ...]:
        """Watch the store, show and deliver what is new, and return it."""
        from linewatch.run import watch_store

        seen = self._store.fingerprint()
        names = [channel.name for channel in self._channels]
        now = datetime.now(UTC)
        alerts = watch_store(self._store, self._settings, as_of=self._as_of, now=now, channels=names, since=self._since)
        self._seen = seen
        self._show(alerts)
        self._deliver(with_feed=True)
        return alerts

    def look_again(self) -> tuple[Alert, ...]:
        """Do the same, unless nothing has changed: then only deliver what is due. A busy store is left for later."""
        try:
            if self._store.fingerprint() != self._seen:
                return self.look()
            self._store.note_watch(watched_at=datetime.now(UTC))
            self._deliver(with_feed=False)
        except StoreError as error:
            if error.code != "LW404":
                raise
            say_error(str(error))
        return ()

    def _show(self, alerts: tuple[Alert, ...]) -> None:
        from linewatch.cli.registerpages import alert_entry
        from linewatch.cli.terminal import data_console, show

        lines = {line.line_id: line for line in self._store.load_lines()}
        for alert in alerts:
            show(alert_entry(alert, lines.get(alert.line_id)), data_console())
        if self._since is not None:
            steps = [step for line in lines.values() for step in line.steps if step.on and step.on < self._since]
            self._manners.say(
                f"{_counted(len(steps), 'step')} before {self._since} kept as history, without new alerts"
            )
        self._manners.say(f"{_counted(len(alerts), 'new alert')}; {_counted(len(lines), 'line')} watched")

    def _deliver(self, *, with_feed: bool) -> None:
        from linewatch.cli.channels import send_due, write_alert_feed

        delivered = send_due(self._store, self._channels)
        failures = list(delivered.failures)
        if with_feed and self._settings.atom:
            try:
                write_alert_feed(self._store, self._settings.atom)
            except NotifyError as error:
                failures.append(error)
        for failure in failures:
            say_error(str(failure))
        self.has_failed = bool(failures)
        if delivered.sent or delivered.failures:
            self._manners.say(f"{delivered.sent} delivered, {len(delivered.failures)} to be sent again")


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
