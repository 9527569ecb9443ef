"""``linewatch train``: fit the last layer of the reader of relations to labelled pairs, and say what it was worth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import ThreadsOption
from linewatch.cli.program import manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from linewatch.evaluation import Score
    from linewatch.fitting import Labelled, Trained
    from linewatch.language.heads import Floats, Heads
    from linewatch.run import Pipeline


def train(
    context: typer.Context,
    gold: Annotated[Path, typer.Option(metavar="FILE", help="Labelled pairs: one JSON object a line.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write what was learned, such as mine.npz.")],
    held_out: Annotated[
        float, typer.Option(min=0, max=0.9, metavar="SHARE", help="Share of the pairs that measures; 0 for none.")
    ] = 0.2,
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="Most steps of the descent.")] = 300,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of the draw of the held-out pairs.")] = 0,
    threads: ThreadsOption = None,
) -> None:
    """Teach the reader of relations from pairs that you have labelled, with event types of your own where you like."""
    from linewatch.cli.session import start_session
    from linewatch.cli.terminal import say, show, talk_console
    from linewatch.fitting import Choices, Vocabulary, check_numbers, fit_pairs, read_labelled
    from linewatch.language.heads import SHIPPED, read_heads
    from linewatch.language.model import model_folder
    from linewatch.run import load_pipeline

    settings = start_session(manners(context), threads=threads)
    _check_output(out)
    pipeline = load_pipeline(settings.model_copy(update={"relations": None}))  # what is to be made need not be there
    heads = read_heads(model_folder() / SHIPPED)
    vocabulary = Vocabulary.of(heads, pipeline.knowledge.ontology)
    pairs = read_labelled(gold, vocabulary)
    check_numbers(gold, pairs)
    talk, is_quiet = talk_console(), manners(context).is_quiet
    read, features = _read_features(pairs, pipeline, None if is_quiet else talk)
    check_numbers(gold, read)
    trained = fit_pairs(heads, vocabulary, read, features, Choices(held_out, rounds, seed))
    _save(out, trained.heads)
    if not is_quiet:
        if trained.before:
            show(training_table(trained), talk)
        say(summary(out, trained, len(pairs) - len(read)), talk)


def training_table(trained: Trained) -> Table:
    """Return the figures of the held-out pairs before and after, in per cent; of a label its F1."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for column in ("before", "after", "held out"):
        table.add_column(column, justify="right")
    for name, score in trained.before.items():
        table.add_row(name, _per_cent(score), _per_cent(trained.after[name]), str(score.cells().get("gold", "")))
    return table


def summary(out: Path, trained: Trained, left_out: int) -> str:
    """Return in a line what was made of how much, and how it is put to use."""
    words = [f"{out}: relations {trained.heads.version} from {trained.number} pairs"]
    if left_out:
        words.append(f"{left_out} left out, as the model could not read them")
    return "; ".join([*words, f'to use it, write relations = "{out}" into linewatch.toml'])


def _read_features(pairs: Sequence[Labelled], pipeline: Pipeline, bar: Console | None) -> tuple[list[Labelled], Floats]:
    """Return the pairs that the model can read, with what it reads of each."""
    import numpy as np

    from linewatch.cli.terminal import track

    shown = track(pairs, bar, total=len(pairs), doing="Reading", unit="pairs") if bar else pairs
    answers = [(pair, pipeline.read_pair(pair.text, pair.source, pair.target)) for pair in shown]
    told = [(pair, answer.features) for pair, answer in answers if answer is not None]
    return [pair for pair, _ in told], np.array([features for _, features in told], np.float32)


def _check_output(out: Path) -> None:
    """Refuse what cannot be written, before the time of reading is spent."""
    if not out.parent.is_dir():
        raise UsageError("LW001", f"there is no folder {out.parent}; make it or name another file", "--out")
    if out.is_dir():
        raise UsageError("LW001", f"{out} is a folder; name a file in it", "--out")


def _save(out: Path, heads: Heads) -> None:
    from linewatch.language.heads import save_heads

    try:
        save_heads(out, heads)
    except OSError as error:
        raise UsageError("LW001", f"cannot be written ({error.strerror}); name another file", str(out)) from error


def _per_cent(score: Score) -> str:
    return f"{100 * score.value:.2f}"
