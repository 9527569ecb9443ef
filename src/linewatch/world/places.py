"""Place mentions of one article to places on the map.

Takes the mentions of an article with the words beside them; gives a `records.Place` for each that the gazetteer
knows and the article makes likely enough, None for the others. A name means one place in an article, unless a
container ("Paris, Texas") says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from linewatch.records import Dyad, Place, Span, content_id
from linewatch.world.borders import border_error_km, nearest_border
from linewatch.world.gazetteer import Gazetteer, GazetteerRow
from linewatch.world.placenames import place_key
from linewatch.world.placewords import read_mention
from linewatch.world.senses import Answer, Question, choose_senses

LEAST_SCORE = 0.25
WIDEST_KM = 150.0  # a place of a larger radius lies near no border in particular
_ROWS_OF_CONTAINER = 5


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text.

    Args:
        span: where it stands.
        name: what to look up; often `span.text`.
        is_adjectival: an adjective or a people ("Turkish", "Armenians"), which stands for its country.
        before: up to three words before the name, such as "city of".
        after: up to three words after it, such as "province".
        container: the name that follows after a comma: Texas in "Paris, Texas".
        beside: the names before and after it in a list: Texas for Georgia in "Texas and Georgia".
    """

    span: Span
    name: str
    is_adjectival: bool = False
    before: str = ""
    after: str = ""
    container: str | None = None
    beside: tuple[str, ...] = ()


def resolve_places(mentions: Sequence[PlaceMention], *, countries: Sequence[str] = ()) -> tuple[Place | None, ...]:
    """Return a place for each mention of one article, None where it is unknown or too unlikely.

    Args:
        countries: ISO 3 codes that the article is about, its publisher's country among them.

    Raises:
        ModelError: LW301 or LW302 when the gazetteer is damaged or missing.
    """
    gazetteer = Gazetteer.open()
    senses = _senses(mentions)
    tellers = _tellers(gazetteer, mentions, senses)
    questions = [_ask(gazetteer, mention) for mention in tellers.values()]
    answers = dict(zip(tellers, choose_senses(questions, countries=countries), strict=True))
    return tuple(_place(mention, answers[sense]) for mention, sense in zip(mentions, senses, strict=True))


Sense = tuple[str, bool, str]  # key of the name, adjectival, key of the container


def _senses(mentions: Sequence[PlaceMention]) -> list[Sense]:
    """Return the sense of each mention: a bare name shares that of its first mention with a container."""
    held: dict[tuple[str, bool], str] = {}
    for mention in mentions:
        if container := place_key(mention.container or ""):
            held.setdefault((place_key(mention.name), mention.is_adjectival), container)
    keys = [(place_key(mention.name), mention.is_adjectival) for mention in mentions]
    own = [place_key(mention.container or "") for mention in mentions]
    return [(*key, container or held.get(key, "")) for key, container in zip(keys, own, strict=True)]


def _tellers(
    gazetteer: Gazetteer, mentions: Sequence[PlaceMention], senses: Sequence[Sense]
) -> dict[Sense, PlaceMention]:
    """Return one mention for each sense: with its container, and with telling words beside it where any has them."""
    tellers: dict[Sense, PlaceMention] = {}
    for mention, sense in sorted(zip(mentions, senses, strict=True), key=lambda pair: not pair[0].container):
        if sense not in tellers:
            tellers[sense] = mention
        elif not tellers[sense].container and not _has_hint(gazetteer, tellers[sense]):
            tellers[sense] = mention if _has_hint(gazetteer, mention) else tellers[sense]
    return tellers


def _has_hint(gazetteer: Gazetteer, mention: PlaceMention) -> bool:
    return read_mention(gazetteer, mention.name, before=mention.before, after=mention.after).kind is not None


def _ask(gazetteer: Gazetteer, mention: PlaceMention) -> Question:
    if mention.is_adjectival:
        return Question(gazetteer.demonym(mention.name))
    reading = read_mention(gazetteer, mention.name, before=mention.before, after=mention.after)
    people = gazetteer.demonym(mention.name)  # NER marks "German" as a place now and then
    containers = gazetteer.candidates(mention.container)[:_ROWS_OF_CONTAINER] if mention.container else ()
    beside = tuple(row for name in mention.beside for row in gazetteer.candidates(name)[:1])
    return Question((*people, *reading.rows), reading.kind, containers, beside)


def _place(mention: PlaceMention, answer: Answer | None) -> Place | None:
    if answer is None or answer.score < LEAST_SCORE:
        return None
    row = answer.row
    return Place(
        place_id=place_id(row), name=row.name, span=mention.span, lat=row.lat, lon=row.lon,
        geonames_id=row.geonames_id, feature_code=row.feature_code, country=row.country, admin1=row.admin1,
        kind=row.kind, radius_km=row.radius_km, score=answer.score, disputed=row.disputed, border=_border(row),
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _border(row: GazetteerRow) -> Dyad | None:
    """Return the border nearest to a place; a line between two countries is that border itself."""
    if row.kind == "border" and len(row.countries) == 2:
        one, other = sorted(row.countries)
        error_km = border_error_km(one, other)
        return None if error_km is None else Dyad((one, other), 0.0, error_km)
    if row.kind == "country" or row.radius_km > WIDEST_KM:
        return None
    nearest = nearest_border(lat=row.lat, lon=row.lon, country=row.country)
    return nearest and replace(nearest, error_km=round(nearest.error_km + row.radius_km, 1))


def row_of(place: Place) -> GazetteerRow | None:
    """Return the row of a resolved place, which knows all countries that share it."""
    rows = Gazetteer.open().candidates(place.name)
    return next((row for row in rows if place_id(row) == place.place_id), None)


def place_id(row: GazetteerRow) -> str:
    """Return the id of a place: the same in every article."""
    return content_id("plc", row.geonames_id, row.name, row.lat, row.lon)
