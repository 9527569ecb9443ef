"""The program's own talk: structlog over the standard logging, to stderr. Data never goes here.

A library stays silent: until `start_logging` is called, or an application sets up its own logging, lines go nowhere.
"""

from __future__ import annotations

import logging
import sys
from typing import cast

import structlog
from structlog.stdlib import BoundLogger, ExtraAdder, ProcessorFormatter

ROOT = "linewatch"

_CHAIN: list[structlog.typing.Processor] = [
    structlog.stdlib.filter_by_level,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.render_to_log_kwargs,
]


def get_log(name: str) -> BoundLogger:
    """Return the log of a module; `name` is the module's ``__name__``."""
    root = logging.getLogger(ROOT)
    if not root.handlers:
        root.addHandler(logging.NullHandler())
    log = structlog.wrap_logger(logging.getLogger(name), processors=_CHAIN, wrapper_class=BoundLogger)
    return cast(BoundLogger, log)


def start_logging(level: str = "warning", *, as_json: bool = False) -> None:
    """Send log lines of `level` and above to stderr: one JSON object a line, or readable text.

    A line carries no time, so that two runs over the same input talk alike; a service adds its own.
    """
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, ExtraAdder()],
            processors=[ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    structlog.configure(processors=_CHAIN, wrapper_class=BoundLogger, logger_factory=structlog.stdlib.LoggerFactory())
    root = logging.getLogger(ROOT)
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    root.propagate = False
