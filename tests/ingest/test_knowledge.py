import re

from linewatch.ingest.knowledge import either, ingest_tables


def test_the_year_has_twelve_months() -> None:
    assert len(ingest_tables()["dates"]["months"]) == 12


def test_no_suffix_is_both_read_and_unsupported() -> None:
    formats = ingest_tables()["formats"]
    read = {suffix for kind in ("text", "html", "json") for suffix in formats[kind]} | {".jsonl"}
    assert not read & set(formats["unsupported"])


def test_either_prefers_the_longest_word() -> None:
    assert re.match(either(["sep", "sept", "a.b"]), "september")[0] == "sept"  # type: ignore[index]
    assert not re.match(either(["a.b"]), "axb")
