"""How good is the pipeline, on anybody's gold data? A gold file goes in, predictions and figures come out.

A task is one module; `TASKS` names them all. Two are asked of sentences of given words, one of marked parties, the
others of whole reports.
No task sees a label before it has answered: see `task`.
"""

from __future__ import annotations

from linewatch.evaluation.registry import TASKS, make_task
from linewatch.evaluation.scores import Mean, Overlap, Rates, Score, Scores, Share
from linewatch.evaluation.task import Item, Pipeline, Task, score_answers

__all__ = [
    "TASKS",
    "Item",
    "Mean",
    "Overlap",
    "Pipeline",
    "Rates",
    "Score",
    "Scores",
    "Share",
    "Task",
    "make_task",
    "score_answers",
]
