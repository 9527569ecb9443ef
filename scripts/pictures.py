"""Make the README's pictures from real runs: `python scripts/pictures.py`. Needs a Unix terminal (pty).

Runs each command in a pseudo-terminal of 100 columns and draws what it printed as an SVG. Nothing is retouched; long
output is cut after the lines given here, and the cut is shown. The map is what `linewatch where --map` writes.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

COLUMNS = 100
PICTURES = Path(__file__).parents[1] / "docs" / "images"
RUNS = {
    "demo": (["demo", "--db", "demo.db"], 64),
    "code": (["code", "examples/border_report.txt"], 60),
}
MAPS = {
    "where": (
        "Snow closed the road from Goris to Kapan on Monday, and lorries from Iran waited at Meghri and in Sisian. "
        "Azerbaijan kept its crossing in the Zangilan district open."
    ),
}
_FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def run_in_terminal(arguments: list[str], folder: str) -> str:
    """Return what `linewatch` prints on a terminal, with its colours."""
    outer, inner = pty.openpty()
    environment = os.environ | {"COLUMNS": str(COLUMNS), "LINES": "200", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "linewatch", *arguments]
    with subprocess.Popen(command, stdout=inner, stderr=subprocess.DEVNULL, cwd=folder, env=environment):
        os.close(inner)
        chunks = []
        while True:
            try:
                chunk = os.read(outer, 65536)
            except OSError:  # Linux ends a closed pseudo-terminal with an error
                break
            if not chunk:
                break
            chunks.append(chunk)
    os.close(outer)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def draw(name: str, arguments: list[str], most_lines: int) -> Path:
    """Return the path of the picture of one command."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(Path(__file__).parents[1].resolve() / "examples")
        lines = run_in_terminal(arguments, folder).rstrip().split("\n")
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    shown = lines[:most_lines] + (["…"] if len(lines) > most_lines else [])
    console.print(Text.from_ansi("$ linewatch " + " ".join(arguments) + "\n\n" + "\n".join(shown)))
    picture = PICTURES / f"{name}.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    svg = console.export_svg(title="linewatch", theme=MONOKAI, unique_id=name)
    picture.write_text(_FONT_FACE.sub("", svg), encoding="utf-8")
    return picture


def draw_places(name: str, text: str) -> Path:
    """Return the path of the map of one text."""
    picture = PICTURES / f"{name}.svg"
    command = [sys.executable, "-m", "linewatch", "where", text, "--map", str(picture)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return picture


if __name__ == "__main__":
    for name, (arguments, most_lines) in RUNS.items():
        sys.stdout.write(f"{draw(name, arguments, most_lines)}\n")
    for name, text in MAPS.items():
        sys.stdout.write(f"{draw_places(name, text)}\n")
