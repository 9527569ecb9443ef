"""The world → `Article`: plain text, HTML, JSON and JSON Lines, from files, folders and standard input."""

from linewatch.ingest.reading import read_again, read_articles

__all__ = ["read_again", "read_articles"]
