"""``python -m training.train``: trains the encoder and all heads together, or a student from teachers.

Takes the folder of ``training.pack``; gives fp16 weights and a log under ``--out``. A run that is cut off goes on
from its last state when the same command is given again. It ends by itself after ``--epochs`` or ``--minutes``,
whichever comes first, with the learning rate at zero and the weights saved.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.checkpoints import load_state, load_weights, save_state, save_weights
from training.corpus import Batch, Corpus, casing_variants, plan_batches
from training.encoder import load_pretrained_folder
from training.network import Network
from training.teachers import Teachers
from training.validate import score_corpus


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes a run's result."""

    epochs: float = 12.0
    minutes: float = 1e6
    pieces: int = 1024
    encoder_rate: float = 3e-4
    head_rate: float = 2e-3
    warmup: int = 150
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998
    casing: float = 0.12
    soft: float = 0.6
    plans: int = 1_000_000
    seed: int = 1
    build: str = "small"


@dataclass(slots=True)
class Progress:
    """Where a run stands."""

    step: int = 0
    epoch: int = 0
    place: int = 0
    seconds: float = 0.0
    losses: dict[str, Tensor] = field(default_factory=dict)


class Run:
    """One training run: its network, its average over time, its optimiser."""

    def __init__(
        self, recipe: Recipe, folder: Path, data: Path, encoder: Path, files: list[str], teachers: list[Path]
    ) -> None:
        self.recipe, self.folder = recipe, folder
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(recipe.seed)
        self.labels: dict[str, list[str]] = json.loads((data / "labels.json").read_text(encoding="utf-8"))
        self.corpus = Corpus.load([data / name for name in files], self.device)
        self.watched = {p.stem: Corpus.load([p], self.device) for p in sorted(data.glob("dev-*.npz"))}
        self.network = Network(self.labels, recipe.build)
        self.network.encoder.load_pretrained(load_pretrained_folder(encoder))
        self.network.to(self.device)
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.optimiser = _build_optimiser(self.network, recipe, self.device)
        self.casing = torch.Generator().manual_seed(recipe.seed)
        self.progress = Progress()
        self.teachers = Teachers(teachers, self.labels, self.corpus) if teachers else None
        self.steps = int(recipe.epochs * len(self._plan(0)))

    def train(self, save_every_s: float) -> None:
        """Trains to the end, saving the state now and then."""
        started = saved = time.monotonic() - self.progress.seconds
        for key, rows in self._batches():
            self._step(key, rows)
            now = time.monotonic()
            self.progress.seconds = now - started
            if self.progress.step % 200 == 0:
                self._log(self._describe())
            if now - saved > save_every_s:
                self.save()
                saved = now
            if self._done() >= 1:
                break
        self._log(self._describe())
        save_weights(self.folder, self.average, self.recipe.build)
        self._log({"dev": self.validate(), "seconds": round(self.progress.seconds)})

    def validate(self) -> dict[str, dict[str, float]]:
        """Scores of the averaged weights on every packed development set."""
        own = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.average)
        scores = {name: score_corpus(self.network, corpus, self.labels["ner"]) for name, corpus in self.watched.items()}
        self.network.load_state_dict(own)
        self.network.train()
        return scores

    def save(self) -> None:
        """Writes the state from which the run can go on."""
        done = self.progress
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "progress": (done.step, done.epoch, done.place, done.seconds),
            "casing": self.casing.get_state(),
            "random": torch.get_rng_state(),
        }
        save_state(self.folder / "state.pt", state)

    def resume(self) -> bool:
        """Takes up the saved state, if there is one."""
        path = self.folder / "state.pt"
        if not path.exists():
            return False
        state = load_state(path, self.device)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(*state["progress"])
        self.casing.set_state(state["casing"].cpu())
        torch.set_rng_state(state["random"].cpu())
        return True

    def start_from(self, folder: Path) -> None:
        """Takes the weights of an earlier run as the beginning of this one."""
        self.network.load_state_dict(load_weights(folder))
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}

    def _plan(self, epoch: int) -> list[np.ndarray]:
        """The batches of an epoch; with teachers, plans recur so that each batch is taught once."""
        plan = epoch % self.recipe.plans
        return list(plan_batches(self.corpus.widths, self.recipe.pieces, self.recipe.seed * 1000 + plan))

    def _batches(self) -> Iterator[tuple[tuple[int, int], np.ndarray]]:
        """The batches from where the run stands, without end."""
        while True:
            plan = self._plan(self.progress.epoch)
            order = np.random.default_rng(self.recipe.seed + 7919 * self.progress.epoch).permutation(len(plan))
            while self.progress.place < len(plan):
                number = int(order[self.progress.place])
                self.progress.place += 1
                yield (self.progress.epoch % self.recipe.plans, number), plan[number]
            self.progress.epoch, self.progress.place = self.progress.epoch + 1, 0

    def _step(self, key: tuple[int, int], rows: np.ndarray) -> None:
        """One update of the weights and of their average."""
        self.network.train()
        batch = self.corpus.batch(rows, casing_variants(len(rows), self.recipe.casing, self.casing, self.device))
        with torch.autocast(self.device.type, torch.bfloat16):
            losses = self._losses(key, rows, batch)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip, foreach=True)
        factor = self._rate_factor()
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * factor
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self._update_average()
        self.progress.losses = {name: loss.detach() for name, loss in losses.items()}

    def _losses(self, key: tuple[int, int], rows: np.ndarray, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head: gold labels, mixed with the teachers' targets where there are teachers."""
        targets = self.teachers.teach(key, rows, batch) if self.teachers else None
        outputs = self.network(batch)
        losses = self.network.loss(outputs, batch)
        if targets is None:
            return losses
        soft, share = self.network.soft_loss(outputs, targets, batch), self.recipe.soft
        return {name: (1 - share) * losses[name] + share * soft[name] for name in losses}

    def _update_average(self) -> None:
        """Moves the averaged weights towards the present ones, faster at the start."""
        keep = min(self.recipe.average, (1 + self.progress.step) / (10 + self.progress.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), list(self.network.state_dict().values()), 1 - keep)

    def _done(self) -> float:
        """The share of the run that is over, by steps or by time."""
        return max(self.progress.step / self.steps, self.progress.seconds / (60 * self.recipe.minutes))

    def _rate_factor(self) -> float:
        """Linear warm-up, then linear decay to zero at the end of the run."""
        return min(1.0, (self.progress.step + 1) / self.recipe.warmup) * max(0.0, 1 - self._done())

    def _describe(self) -> dict[str, Any]:
        """Where the run stands, for the log."""
        losses = {name: round(float(loss), 4) for name, loss in self.progress.losses.items()}
        done = self.progress
        place = {"step": done.step, "of": self.steps, "epoch": done.epoch}
        return {**place, "seconds": round(done.seconds), "loss": losses}

    def _log(self, entry: dict[str, Any]) -> None:
        """Adds a line to the log and shows it."""
        line = json.dumps(entry)
        print(f"{self.folder.name}: {line}", flush=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def main() -> None:
    """Runs one training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(".cache/train"))
    parser.add_argument("--encoder", type=Path, default=None, help="pretrained weights; default: encoder in --data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpora", nargs="+", default=["train.npz"])
    parser.add_argument("--teachers", nargs="*", type=Path, default=[])
    parser.add_argument("--start", type=Path, default=None, help="weights of an earlier run to start from")
    parser.add_argument("--save-every-s", type=float, default=300.0)
    parser.add_argument("--threads", type=int, default=2)
    for name, default in _recipe_defaults().items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(**{name: getattr(options, name) for name in _recipe_defaults()})
    encoder = options.encoder or options.data / "encoder"
    run = Run(recipe, options.out, options.data, encoder, options.corpora, options.teachers)
    if not run.resume() and options.start:
        run.start_from(options.start)
    run.train(options.save_every_s)


def _recipe_defaults() -> dict[str, Any]:
    """The recipe's fields with their defaults."""
    blank = Recipe()
    return {name: getattr(blank, name) for name in Recipe.__dataclass_fields__}


def _build_optimiser(network: Network, recipe: Recipe, device: torch.device) -> torch.optim.AdamW:
    """AdamW with one rate for the encoder and one for the heads; no decay on vectors."""
    groups = []
    for part, rate in ((network.encoder, recipe.encoder_rate), (network.heads, recipe.head_rate)):
        for is_matrix in (True, False):
            chosen = [p for p in part.parameters() if (p.ndim > 1) == is_matrix]
            groups.append({"params": chosen, "top": rate, "weight_decay": recipe.decay if is_matrix else 0.0})
    return torch.optim.AdamW(groups, lr=recipe.encoder_rate, betas=(0.9, 0.98), fused=device.type == "cuda")


if __name__ == "__main__":
    main()
