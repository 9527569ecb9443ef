"""``linewatch serve``: the page and its API over a store, and the tokens that let others in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from linewatch.cli.program import manners
from linewatch.errors import UsageError

app = typer.Typer(help="Open the page and the API over a store.")
tokens = typer.Typer(help="Make, list and revoke tokens for the page and the API.", no_args_is_help=True)
app.add_typer(tokens, name="token")

TokenFile = Annotated[Path, typer.Option("--token-file", metavar="FILE", help="File of tokens; it holds hashes alone.")]


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    db: Annotated[str | None, typer.Option(metavar="STORE", help="Store to show.")] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")] = 8642,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File of tokens, one of which is asked for.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Name under which it may be asked, too; may be repeated.")
    ] = None,
) -> None:
    """Open the page and the API over a store, on this machine alone unless you say otherwise."""
    if context.invoked_subcommand is not None:
        return
    if db is None:
        raise UsageError("LW001", "name the store to show: linewatch serve --db FILE", "--db")
    from linewatch.cli.session import start_session
    from linewatch.cli.terminal import say, talk_console
    from linewatch.store import Store

    settings = start_session(manners(context))
    try:
        from linewatch.web import serve as web
    except ModuleNotFoundError as error:
        raise UsageError("LW001", 'the page needs more: pip install "linewatch[web]"', error.name or "web") from error
    talk = talk_console()
    with Store.open(db) as store:
        web.serve(
            store,
            settings,
            host=host,
            port=port,
            token_file=token_file,
            allowed_hosts=allow_host or (),
            told=lambda words: say(words, talk),
        )


@tokens.command("create")
def create_token(
    token_file: TokenFile,
    name: Annotated[str, typer.Option(metavar="NAME", help="Who uses it; decisions carry this name.")],
    scope: Annotated[str, typer.Option(metavar="SCOPE", help="read, write or admin.")] = "read",
    days: Annotated[int | None, typer.Option(metavar="N", min=1, max=3650, help="How long it is good.")] = None,
) -> None:
    """Make a token and print it once; the file is made if there is none."""
    from datetime import UTC, datetime

    from linewatch.web.tokens import SCOPES, add_token, make_token, read_tokens, write_tokens

    if scope not in SCOPES:
        raise UsageError("LW001", f"choose one of {', '.join(SCOPES)}", "--scope")
    known = read_tokens(token_file) if token_file.exists() else ()
    secret, token = make_token(name, scope, today=datetime.now(UTC).date(), days=days)
    write_tokens(token_file, add_token(known, token))
    typer.echo(secret)


@tokens.command("list")
def list_tokens(token_file: TokenFile) -> None:
    """List the tokens of a file: name, scope, from when and until when."""
    from linewatch.cli.terminal import clean
    from linewatch.web.tokens import read_tokens

    for token in read_tokens(token_file):
        until = f"until {token.expires_on}" if token.expires_on else "for ever"
        typer.echo(clean(f"{token.name}: {token.scope}, since {token.created_on}, {until}"))


@tokens.command("revoke")
def revoke_token(
    token_file: TokenFile, name: Annotated[str, typer.Option(metavar="NAME", help="Name of the token.")]
) -> None:
    """Take a token back; a page that is open refuses it at once."""
    from linewatch.web.tokens import drop_token, read_tokens, write_tokens

    write_tokens(token_file, drop_token(read_tokens(token_file), name))
