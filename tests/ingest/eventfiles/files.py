"""Event files for tests, written by us: rows as dictionaries, files as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from linewatch.ingest.eventfiles import Tally, read_event_files
from linewatch.ingest.eventfiles.forms import standard_header
from linewatch.records import CodedArticle, Rejection
from linewatch.settings import Settings

ACLED = {
    "event_id_cnty": "ARM101", "event_date": "04 March 2031", "year": "2031", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Armenia (2018-)", "assoc_actor_1": "Volunteers (Armenia); Border Guard of Armenia",
    "inter1": "1", "actor2": "Military Forces of Azerbaijan (2003-)", "assoc_actor_2": "", "inter2": "State forces",
    "iso": "51", "country": "Armenia", "admin1": "Syunik", "location": "Goris", "latitude": "39.5111",
    "longitude": "46.3389", "geo_precision": "1", "source": "Ilm Post; Second Paper",
    "notes": "On 4 March, both sides exchanged fire near Goris.\nTwo soldiers died.", "fatalities": "2",
}  # fmt: skip
UCDP = {
    "id": "7001", "year": "2031", "type_of_violence": "1", "side_a": "Government of Armenia", "side_b": "Hill Front",
    "gwnoa": "371", "gwnob": "", "source_office": "Ilm Post", "source_headline": "Hill Front attacks a post near Goris",
    "where_prec": "1", "where_coordinates": "Goris", "adm_1": "Syunik", "latitude": "39.5111", "longitude": "46.3389",
    "country": "Armenia", "country_id": "371", "date_prec": "2", "date_start": "2031-03-03 00:00:00.000",
    "date_end": "2031-03-05 00:00:00.000", "best": "3", "high": "5", "low": "1",
}  # fmt: skip
GDELT = {
    "GlobalEventID": "900000001", "Day": "20310304", "MonthYear": "203103", "Year": "2031", "FractionDate": "2031.17",
    "Actor1Code": "ARMMIL", "Actor1Name": "ARMENIA", "Actor1CountryCode": "ARM", "Actor1Type1Code": "MIL",
    "Actor2Code": "AZE", "Actor2Name": "AZERBAIJAN", "Actor2CountryCode": "AZE", "IsRootEvent": "1",
    "EventCode": "194", "EventBaseCode": "194", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-10.0",
    "NumMentions": "3", "NumSources": "1", "NumArticles": "3", "AvgTone": "-4.2", "ActionGeo_Type": "4",
    "ActionGeo_Fullname": "Goris, Syunik, Armenia", "ActionGeo_CountryCode": "AM", "ActionGeo_ADM1Code": "AM08",
    "ActionGeo_Lat": "39.5111", "ActionGeo_Long": "46.3389", "ActionGeo_FeatureID": "-2325",
    "DATEADDED": "20310305121500",
    "SOURCEURL": "https://example.org/goris",
}  # fmt: skip
POLECAT = {
    "Event ID": "ILM-1", "Event Date": "2031-03-04", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons",
    "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military;territory", "Actor Name": "Armenia",
    "Actor Country": "ARM", "Actor COW": "371", "Primary Actor Sector": "MIL", "Actor Sectors": "MIL",
    "Actor Title": "", "Actor Name Raw": "Armenian troops", "Wikipedia Actor ID": "Q1", "Recipient Name": "Azerbaijan",
    "Recipient Country": "AZE", "Recipient COW": "373", "Placename": "Goris", "City": "Goris", "Province": "Syunik",
    "Country": "ARM", "Latitude": "39.5111", "Longitude": "46.3389", "GeoNames ID": "174972", "Raw Placename": "Goris",
    "Feature Type": "PPL", "Source": "Ilm Post", "Publication Date": "2031-03-05", "Story People": "Ada Mirel",
    "Story Organizations": "None", "Story Locations": "Goris; Kapan", "Language": "English", "Version": "v1",
}  # fmt: skip


def csv_text(rows: Iterable[Mapping[str, str]], separator: str = ",") -> str:
    """Return rows as CSV with a header."""
    rows, stream = list(rows), io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def cells_of(row: Mapping[str, str], profile: str) -> list[str]:
    """Return the cells of a row in the order of POLECAT or GDELT 2.0."""
    return [row.get(name, "") for name in standard_header(profile)]


def lines(*rows: Sequence[str]) -> str:
    """Return rows with tabs between cells."""
    return "".join("\t".join(row) + "\n" for row in rows)


def read(kind: str, path: Path, text: str | bytes, tally: Tally | None = None) -> list[CodedArticle | Rejection]:
    """Write a file and return what the importer makes of it."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_event_files(kind, [path], settings=Settings(), tally=tally))


def read_one(kind: str, path: Path, text: str) -> CodedArticle:
    """Return the only article of a file, after a look at its spans."""
    (coded,) = read(kind, path, text)
    assert isinstance(coded, CodedArticle), coded
    check_spans(coded)
    return coded


def check_spans(coded: CodedArticle) -> None:
    """Check that every span says what stands in the text."""
    text, event = coded.article.text, coded.events[0]
    spans = [event.trigger, *event.evidence, *(place.span for place in coded.places)]
    spans += [mention for entity in (*event.actors, *event.recipients) for mention in entity.mentions]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(text[entity.start : entity.end] == entity.text for entity in (*event.actors, *event.recipients))
