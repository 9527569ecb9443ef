"""The program's own talk: structlog to stderr, for people or as JSON lines. Data never goes here."""

from __future__ import annotations

import logging
import sys

import structlog


def start_logging(level: str = "warning", *, as_json: bool = False) -> None:
    """Send log lines of `level` and above to stderr: one JSON object a line, or readable text.

    A line carries no time, so that two runs over the same input talk alike; a service adds its own.
    """
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
