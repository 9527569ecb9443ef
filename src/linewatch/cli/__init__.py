"""The command line: one file a verb, and nothing heavy imported before a verb needs it. The manual is docs/cli.md."""

from linewatch.cli import (
    alerts,
    brief,
    code,
    demo,
    digest,
    doctor,
    evaluate,
    export,
    feeds,
    imports,
    ingest,
    lines,
    list,
    rejections,
    serve,
    train,
    watch,
    where,
    why,
)
from linewatch.cli.program import make_program, run_program

app = make_program()
app.command("code")(code.code)
app.command("ingest")(ingest.ingest)
app.add_typer(feeds.app, name="feeds")
app.command("demo")(demo.demo)
app.add_typer(list.app, name="list")
app.command("watch")(watch.watch)
app.add_typer(lines.app, name="lines")
app.add_typer(alerts.app, name="alerts")
app.command("brief")(brief.brief)
app.command("why")(why.why)
app.add_typer(rejections.app, name="rejections")
app.command("digest")(digest.digest)
app.command("where")(where.where)
app.add_typer(serve.app, name="serve")
app.command("export")(export.export)
app.command("import")(imports.import_events)
app.command("doctor")(doctor.doctor)
app.command("evaluate")(evaluate.evaluate)
app.command("train")(train.train)


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    run_program(app)


__all__ = ["app", "main"]
