"""One way of training a reader: batches and their loss → averaged weights.

The rate warms up, then falls to nothing; new layers learn four times as fast as pretrained ones. What is reported and
kept are the weights' moving average.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

_WARM: Final = 0.06
_NEW: Final = 4.0
_AVERAGE: Final = 0.998

BatchT = TypeVar("BatchT")
NetworkT = TypeVar("NetworkT", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Course:
    """How a run goes: epochs, batches an epoch, the highest rate of the pretrained layers, and its longest time."""

    epochs: int
    steps: int
    rate: float
    minutes: float | None = None

    def done(self, step: int, seconds: float) -> float:
        """Return the share of the run that is over, by steps or by time; the first step is 1."""
        share = step / (self.epochs * self.steps)
        return share if self.minutes is None else max(share, seconds / (60 * self.minutes))

    def pace(self, done: float) -> float:
        """Return the rate where this share of the run is over."""
        return self.rate * min(done / _WARM, max(1 - done, 0.01) / (1 - _WARM))


def fit(
    network: NetworkT,
    batches: Callable[[], Iterable[BatchT]],
    loss_of: Callable[[NetworkT, BatchT], Tensor],
    course: Course,
    report: Callable[[int, NetworkT, float, float], None] = lambda *_: None,
) -> NetworkT:
    """Return the network with averaged weights.

    Args:
        network: holds its pretrained layers in an attribute ``backbone``.
        batches: gives all batches of one epoch, in a new order each time.
        loss_of: the loss of a batch.
        course: how long and how fast.
        report: called after each epoch with its number, the averaged network, the mean loss, and the seconds so far.
    """
    device = next(network.parameters()).device
    old = [p for name, p in network.named_parameters() if name.startswith("backbone.")]
    new = [p for name, p in network.named_parameters() if not name.startswith("backbone.")]
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], lr=course.rate, weight_decay=0.01)
    averaged = AveragedModel(network, multi_avg_fn=_averaging())
    step, started = 0, time.perf_counter()
    for epoch in range(course.epochs):
        network.train()
        total = torch.zeros((), device=device)
        for batch in batches():
            step += 1
            done = course.done(step, time.perf_counter() - started)
            pace = course.pace(done)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = pace, _NEW * pace
            with torch.autocast(device.type, torch.bfloat16, enabled=has_short_floats(device)):
                loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            averaged.update_parameters(network)
            total += loss.detach()
            if done > 1:
                break
        result: NetworkT = averaged.module
        report(epoch, result, float(total) / course.steps, time.perf_counter() - started)
        if done >= 1:
            break
    return result


def _averaging() -> Callable[[list[Tensor], list[Tensor], object], None]:
    """Return what moves averaged weights towards the present ones, faster at first, so that a short run keeps up."""
    count = 0

    def move(averaged: list[Tensor], present: list[Tensor], _: object) -> None:
        nonlocal count
        count += 1
        torch._foreach_lerp_(averaged, present, 1 - min(_AVERAGE, (1 + count) / (10 + count)))

    return move


def pick_device() -> torch.device:
    """Return the GPU where there is one, else the CPU; no attention that is planned anew for each shape of batch."""
    torch.backends.cuda.enable_cudnn_sdp(False)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def has_short_floats(device: torch.device) -> bool:
    """Say whether a device multiplies 16-bit floats faster than those of 32 bits."""
    return device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()
