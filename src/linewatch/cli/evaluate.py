"""``linewatch evaluate``: answer the questions of a gold file, write the answers, and say how many are right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import ActorsOption, ThreadsOption, open_output
from linewatch.cli.program import manners

if TYPE_CHECKING:
    from rich.table import Table

    from linewatch.evaluation import Scores

TASK_HELP = (
    "What to measure: parse, ner, events, relation, subtypes, redlines, attribution, times, places, chains or watch."
)


def evaluate(
    context: typer.Context,
    task: Annotated[str, typer.Argument(metavar="TASK", help=TASK_HELP)],
    gold: Annotated[
        Path,
        typer.Option(metavar="FILE", help="Gold file: CoNLL-U for parse, marked text for chains, else JSON lines."),
    ],
    pred: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the predictions.")],
    types: Annotated[
        str | None,
        typer.Option("--map", metavar="GOLD=OURS,...", help="Types of the gold set as the model's: country=LOC."),
    ] = None,
    gold_spans: Annotated[
        bool, typer.Option("--gold-spans", help="places: take the names as given, ask where they lie.")
    ] = False,
    adjectives: Annotated[
        bool, typer.Option("--adjectives", help="places: the gold set marks adjectives of countries, too.")
    ] = False,
    actors: ActorsOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Measure the pipeline on a gold file. Its labels are taken away before anything is predicted."""
    from linewatch.cli.session import start_session
    from linewatch.cli.terminal import show, talk_console
    from linewatch.evaluation import make_task, score_answers
    from linewatch.run import load_pipeline

    settings = start_session(manners(context), threads=threads, actors=actors)
    measured = make_task(task, types=types, gold_spans=gold_spans, adjectives=adjectives)
    items = measured.read_gold(gold)
    questions, answers = [item.question for item in items], []
    pipeline = load_pipeline(settings)
    with open_output(pred) as stream:
        for question, answer in zip(questions, measured.answer(questions, pipeline), strict=True):
            stream.write(measured.format_answer(question, answer))
            answers.append(answer)
    scores = score_answers(measured, items, answers)
    if scores and not manners(context).is_quiet:
        show(score_table(scores), talk_console())


def score_table(scores: Scores) -> Table:
    """Return the figures as a table: shares in per cent, counts as they are, blank what a figure has not."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    rows = {name: score.cells() for name, score in scores.items()}
    columns = dict.fromkeys(column for cells in rows.values() for column in cells)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    for name, cells in rows.items():
        table.add_row(name, *(_cell(cells.get(column)) for column in columns))
    return table


def _cell(value: float | int | None) -> str:
    if value is None:
        return ""
    return f"{100 * value:.2f}" if isinstance(value, float) else str(value)
