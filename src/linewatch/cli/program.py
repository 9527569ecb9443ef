"""The frame around every verb: the global options, errors as one line, and the exit codes.

Exit codes: 0 done · 1 a fault of Linewatch, its model or its data · 2 wrong usage or settings · 3 done, but some
documents were set aside · 4 a source could not be read or an alert not delivered · 5 the store could not be used ·
10 an alert was raised (``--exit-on-alert`` alone) · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from linewatch import __version__
from linewatch.errors import LinewatchError

EXIT_SET_ASIDE = 3
EXIT_UNREAD = 4
EXIT_ALERTED = 10

_ABOUT = "Read news reports and keep watch over declared red lines: who did or said what to whom, where and when."


@dataclass(frozen=True, slots=True)
class Manners:
    """How much the program talks."""

    is_quiet: bool = False
    is_verbose: bool = False

    def say(self, words: str) -> None:
        """Print one line of talk to stderr, unless the user wants to hear none."""
        if not self.is_quiet:
            from linewatch.cli.terminal import say, talk_console

            say(words, talk_console())


class Program(TyperGroup):
    """The group of all verbs. Coded errors end it with one line and their exit code; a closed pipe ends it in peace."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb that the user named."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except LinewatchError as error:
            if ctx.params.get("is_debug"):
                raise
            say_error(str(error))
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:  # the reader, head say, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        return result


def make_program() -> typer.Typer:
    """Return the program with its global options and no verb yet."""
    program = typer.Typer(
        cls=Program, name="linewatch", help=_ABOUT, no_args_is_help=True, pretty_exceptions_enable=False
    )
    program.callback()(_set_manners)
    return program


def run_program(program: typer.Typer) -> None:
    """Run the program on the process's own arguments. An error that nobody foresaw prints one line, too."""
    if "--debug" not in sys.argv:
        sys.excepthook = _say_bug
    command = typer.main.get_command(program)  # calling the program itself would put typer's own hook in place
    command(prog_name="linewatch")


def manners(context: typer.Context) -> Manners:
    """Return how much the user wants to hear."""
    return context.obj if isinstance(context.obj, Manners) else Manners()


def say_error(message: str) -> None:
    """Print one line to stderr, with whatever could steer the terminal taken out of it."""
    from linewatch.cli.terminal import clean

    typer.echo(clean(message), err=True)


def _tell_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"linewatch {__version__}")
        raise typer.Exit


def _set_manners(
    context: typer.Context,
    is_quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print data and errors alone.")] = False,
    is_verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is being done.")] = False,
    is_debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error arose.")] = False,
    is_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version and leave.")
    ] = False,
) -> None:
    del is_debug, is_version  # the first is read in `Program.invoke` and `run_program`, the second in its callback
    context.obj = Manners(is_quiet, is_verbose)


def _say_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    del trace
    if not issubclass(kind, KeyboardInterrupt):
        say_error(f"LW901 {kind.__name__}: {error}; run it again as linewatch --debug ... and report what you see")
