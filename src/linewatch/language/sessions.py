"""A graph file → the session that runs it, opened when first needed and anew in each process.

All sessions of a process share one pool of memory: they run one after the other, and a pool for each would hold what
the longest article took, eight times over.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import onnxruntime

_DISABLED: Final = ["SkipLayerNormFusion"]
"""Rewrites of a graph that are left out: on a CPU a sum and its norm take a seventh of the time that both in one do."""

_PROVIDERS: Final = ("CUDAExecutionProvider", "CPUExecutionProvider")


class Sessions:
    """The session of one graph in this process.

    Its threads do not outlive a fork, so a child opens its own; the parent's is kept then, as closing it would wait for
    those threads for ever.
    """

    def __init__(self, path: Path, threads: int) -> None:
        self._path = path
        self._threads = threads
        self._by_process: dict[int, Any] = {}

    def open(self) -> Any:
        """Return the session of this process."""
        process = os.getpid()
        if process not in self._by_process:
            _share_memory()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
            options.enable_mem_pattern = False  # no two articles have the same shape
            options.add_session_config_entry("session.use_env_allocators", "1")
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not burn a core
            self._by_process[process] = onnxruntime.InferenceSession(
                str(self._path), options, providers=find_providers(), disabled_optimizers=_DISABLED
            )
        return self._by_process[process]


def find_providers() -> list[str]:
    """Return where graphs run: on the GPU that the package onnxruntime-gpu finds, what that cannot on the CPU."""
    there = onnxruntime.get_available_providers()
    return [name for name in _PROVIDERS if name in there]


@cache
def _share_memory() -> None:
    """Open the pool of memory of all sessions of this process."""
    kind = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR
    memory = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, onnxruntime.OrtMemType.DEFAULT)
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(0, -1, -1, -1))
