"""Place mentions of one article to places on the map.

Takes the mentions of an article with the words beside them; gives a `records.Place` for each that the gazetteer
knows and the article makes likely enough, None for the others. A name means one place in an article, unless a
container ("Paris, Texas") says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """

    span: Span
    name: str
    is_adjectival: bool = False
    before: str = ""
    after: str = ""
    container: str | None = None


def resolve_places(mentions: Sequence[PlaceMention], *, countries: Sequence[str] = ()) -> tuple[Place | None, ...]:
    """Return a place for each mention of one article, None where it is unknown or too unlikely.

    Args:
        countries: ISO 3 codes that the article is about, its publisher's country among them.

    Raises:
        ModelError: LW301 or LW302 when the gazetteer is damaged or missing.
    """
    gazetteer = Gazetteer.open()
    senses = _one_sense_each(mentions)
    questions = {sense: _ask(gazetteer, mention) for sense, mention in senses.items()}
    answers = dict(zip(questions, choose_senses(list(questions.values()), countries=countries), strict=True))
    return tuple(_place(mention, answers[_sense(mention, senses)]) for mention in mentions)


Sense = tuple[str, bool, str]  # key of the name, adjectival, key of the container


def _sense(mention: PlaceMention, senses: dict[Sense, PlaceMention]) -> Sense:
    """Return the sense of a mention: a bare name shares the sense of its first mention with a container."""
    name, container = place_key(mention.name), place_key(mention.container or "")
    if not container:
        held = (sense for sense in senses if sense[:2] == (name, mention.is_adjectival) and sense[2])
        return next(held, (name, mention.is_adjectival, ""))
    return name, mention.is_adjectival, container


def _one_sense_each(mentions: Sequence[PlaceMention]) -> dict[Sense, PlaceMention]:
    """Return one mention for each sense, the one with the most telling words beside it."""
    senses: dict[Sense, PlaceMention] = {}
    for mention in sorted(mentions, key=lambda mention: not mention.container):
        sense = _sense(mention, senses)
        if sense not in senses or (not _has_hint(senses[sense]) and _has_hint(mention)):
            senses[sense] = mention
    return senses


def _has_hint(mention: PlaceMention) -> bool:
    return (
        bool(mention.container)
        or read_mention(Gazetteer.open(), mention.name, before=mention.before, after=mention.after).kind is not None
    )


def _ask(gazetteer: Gazetteer, mention: PlaceMention) -> Question:
    if mention.is_adjectival:
        return Question(gazetteer.demonym(mention.name))
    reading = read_mention(gazetteer, mention.name, before=mention.before, after=mention.after)
    people = gazetteer.demonym(mention.name)  # NER marks "German" as a place now and then
    containers = gazetteer.candidates(mention.container)[:_ROWS_OF_CONTAINER] if mention.container else ()
    return Question((*people, *reading.rows), reading.kind, containers)


def _place(mention: PlaceMention, answer: Answer | None) -> Place | None:
    if answer is None or answer.score < LEAST_SCORE:
        return None
    row = answer.row
    return Place(
        place_id=place_id(row), name=row.name, span=mention.span, lat=row.lat, lon=row.lon,
        geonames_id=row.geonames_id, feature_code=row.feature_code, country=row.country, admin1=row.admin1,
        kind=row.kind, radius_km=row.radius_km, score=answer.score, disputed=row.disputed, border=_border(row),
    )  # fmt: skip


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


def place_id(row: GazetteerRow) -> str:
    """Return the id of a place: the same in every article."""
    return content_id("plc", row.geonames_id, row.name, row.lat, row.lon)
