"""Files of event data → coded articles: ACLED, UCDP GED, GDELT, POLECAT. One article a row.

The text of such an article is a plain rendering of the row, one ``column: value`` a line; every record points into it.
"""

from linewatch.ingest.eventfiles.reading import FORMATS, Tally, read_event_files

__all__ = ["FORMATS", "Tally", "read_event_files"]
