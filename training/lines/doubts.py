"""``python -m training.lines.doubts``: mined sentences that a reader takes for red lines → a list for a person to read.

Takes weights and what `training.lines.mine` wrote. Each line has the share, the digest and the sentence; a person adds
"DIGEST yes" or "DIGEST doubt" to ``verdicts.txt`` where it is not a plain no. The shares are kept for the next run with
``--hard``. To the terminal alone: the sentences are other people's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.lines.figures import read_answers
from training.lines.schema import NO, make_schema
from training.lines.train import SHARES
from training.readers.pack import FOLDER, load_examples, save_examples
from training.roles.network import load_weights
from training.roles.train import new_reader


def main() -> None:
    """Print the sentences with the highest shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    network = new_reader("small", make_schema(), options.layers, options.data)
    load_weights(network, options.weights)
    texts = (options.data / "lines-mined.tsv").read_text(encoding="utf-8").splitlines()
    answers = read_answers(network, load_examples(options.data / "lines-mined.pickle.gz"))
    shares = {(answer.name, answer.question.marked): answer.line for answer in answers}
    save_examples(options.data / SHARES, shares)
    found = [
        (answer.line, text)
        for answer, text in zip(answers, texts, strict=True)
        if answer.question.classes["line"] == NO
    ]
    for level in (0.3, 0.5, 0.9):
        print(f"{sum(share >= level for share, _ in found)} of {len(found)} from {level} on")
    for share, text in sorted(found, reverse=True)[: options.most]:
        print(f"{share:.2f}\t{text}")


if __name__ == "__main__":
    main()
