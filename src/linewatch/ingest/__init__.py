"""The world → `Article`: pages, texts and corpora from files and folders, pages and feeds from the net."""

from linewatch.ingest.reading import read_again, read_articles

__all__ = ["read_again", "read_articles"]
