"""WordNet's tables, as spacy-lookups-data packs them → the compact tables of ``data/lemmas/``.

Takes the unpacked wheel; writes irregular forms and, of the base words, those that the rules of
``linewatch.language.lemmas`` need to choose between two spellings. To make the tables again:

    pip download --no-deps spacy-lookups-data==1.0.5
    unzip spacy_lookups_data-*.whl -d lookups
    python -m training.lemmas lookups/spacy_lookups_data/data src/linewatch/data/lemmas

Source: WordNet 3.0 (WordNet licence); spacy-lookups-data 1.0.5 (MIT).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any, Final

_PLAIN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TELLING: Final = {
    "noun": re.compile(r".*(?:[^s]s|xe|[^z]z|che|she|[^aeiou]oe|oe|ie)"),
    "verb": re.compile(r".*"),
    "adj": re.compile(r".{2,8}e"),
}
_DROPPED: Final = frozenset(["enrol", "fulfil", "instal", "instil", "singe", "swinge", "wintle"])
"""Spellings and rare words that would win over the common ones of the same forms."""


def read_table(folder: Path, name: str) -> dict[str, Any]:
    """One table of the wheel."""
    with gzip.open(folder / f"en_{name}.json.gz", "rt", encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return table


def write_forms(exceptions: dict[str, dict[str, list[str]]], path: Path) -> None:
    """Irregular forms: class, form, lemma."""
    rows = [
        f"{kind}\t{form}\t{lemmas[0]}\n"
        for kind in _TELLING
        for form, lemmas in sorted(exceptions[kind].items())
        if _PLAIN.fullmatch(form) and lemmas
    ]
    path.write_text("".join(rows), encoding="utf-8")


def write_bases(index: dict[str, list[str]], path: Path) -> None:
    """Base words that decide a spelling: class, word."""
    rows = [
        f"{kind}\t{word}\n"
        for kind, telling in _TELLING.items()
        for word in sorted(set(index[kind]))
        if _PLAIN.fullmatch(word) and telling.fullmatch(word) and word not in _DROPPED
        # "senses" is of sense, not of sens: the rules drop one letter unless told otherwise
        if kind != "noun" or f"{word}e" not in index[kind]
    ]
    path.write_text("".join(rows), encoding="utf-8")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, help="spacy_lookups_data/data of the unpacked wheel")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    write_forms(read_table(options.tables, "lemma_exc"), options.out / "forms.tsv")
    write_bases(read_table(options.tables, "lemma_index"), options.out / "bases.tsv")


if __name__ == "__main__":
    main()
