"""Write the expected records anew: ``python -m tests.golden.update``. Read the diff before you commit it."""

from __future__ import annotations

from tests.golden.records import ARTICLES, EXPECTED, code_golden, expected_path


def main() -> None:
    """Code every golden article and write its expected file; files without an article are removed."""
    EXPECTED.mkdir(exist_ok=True)
    wanted = {expected_path(article): code_golden(article) for article in ARTICLES}
    for stale in sorted(set(EXPECTED.glob("*.json")) - set(wanted)):
        stale.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
