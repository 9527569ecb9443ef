"""``python -m training.choose``: the best of several runs, copied to one folder.

Takes run folders; gives the weights of the one with the highest sum of development figures, and every run's log.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path


def final_score(folder: Path) -> float:
    """The sum of labelled attachment and entity figures at a run's end; below zero where it did not end."""
    if not (folder / "log.jsonl").exists():
        return -1.0
    last = json.loads((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    if "dev" not in last:
        return -1.0
    dev = last["dev"]
    return float(
        dev["dev-ewt"]["las"] + dev["dev-gum"]["las"] + (dev["dev-conll"]["ner"] + dev["dev-politics"]["ner"]) / 2
    )


def main() -> None:
    """Copies the best run's weights and all logs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    best = max(options.runs, key=final_score)
    print(f"best: {best} {final_score(best):.2f}")
    for path in sorted(best.glob("weights.*")):
        shutil.copyfile(path, options.out / path.name)
    logs = {run.name: (run / "log.jsonl").read_text(encoding="utf-8") for run in options.runs if final_score(run) >= 0}
    (options.out / "logs.json").write_text(json.dumps(logs, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
