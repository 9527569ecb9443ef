"""Place mentions of one article to places on the map.

Takes the mentions of an article with the words beside them; gives a `records.Place` for each that the gazetteer
knows and the article makes likely enough, None for the others. A name means one place in an article, unless a
container ("Paris, Texas") says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from linewatch.records import Dyad, Place, Span, content_id
from linewatch.world.borders import border_error_km, nearest_border
from linewatch.world.gazetteer import Gazetteer, GazetteerRow
from linewatch.world.placenames import place_key
from linewatch.world.placewords import full_name, is_street, read_mention
from linewatch.world.senses import Answer, Question, are_equals, choose_senses

LEAST_SCORE = 0.25
_LEAST_AROUND = 0.6  # of the name of what holds an unknown place
_AREAS = frozenset({"settlement", "admin", "region", "country"})
_WEAK_PRIOR = 5.0  # of a town of 100,000 inhabitants
_MOST_CONTENTS = 3
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
        after_container: the name listed after the container: California in "Washington, Texas and California".
        area: the name of what holds it by other words: Texas in "Paris in Texas" and "Texas's Paris".
        is_local: whether the publisher is named after it: Paris in a report of "parisbeacon.com".
    """

    span: Span
    name: str
    is_adjectival: bool = False
    before: str = ""
    after: str = ""
    container: str | None = None
    beside: tuple[str, ...] = ()
    after_container: str | None = None
    area: str | None = None
    is_local: bool = False


Evidence = PlaceMention | GazetteerRow
"""Another name of an article, or a place that it comes from."""


def resolve_places(
    mentions: Sequence[PlaceMention],
    *,
    countries: Sequence[str] = (),
    evidence: Sequence[PlaceMention | GazetteerRow] = (),
) -> tuple[Place | None, ...]:
    """Return a place for each mention of one article, None where it is unknown or too unlikely.

    What the gazetteer does not know is answered with the area that the text says holds it, where it says so.

    Args:
        countries: ISO 3 codes that the article is about, its publisher's country among them.
        evidence: other names and places of the article, which are not answered and tell where the mentions lie.

    Raises:
        ModelError: LW301 or LW302 when the gazetteer is damaged or missing.
    """
    gazetteer = Gazetteer.open()
    others = [mention for mention in evidence if isinstance(mention, PlaceMention)]
    senses = _senses(gazetteer, [*mentions, *others])
    tellers = _tellers(gazetteer, [*mentions, *others], senses)
    contents = _contents(tellers.values())
    questions = [_ask(gazetteer, mention, contents.get(sense[0], ())) for sense, mention in tellers.items()]
    questions += [Question((row,)) for row in evidence if isinstance(row, GazetteerRow)]
    answers = dict(zip(tellers, choose_senses(questions, countries=countries), strict=False))
    held = [_held(mention, sense, answers) for mention, sense in zip(mentions, senses, strict=False)]
    return tuple(_place(mention, answer) for mention, answer in zip(mentions, held, strict=True))


Sense = tuple[str, bool, str]  # key of the name, adjectival, key of the container


def _senses(gazetteer: Gazetteer, mentions: Sequence[PlaceMention]) -> list[Sense]:
    """Return the sense of each mention: a bare name shares that of its first mention with a container."""
    names = [place_key(full_name(gazetteer, mention.name, mention.before)) for mention in mentions]
    keys = [(name, mention.is_adjectival) for name, mention in zip(names, mentions, strict=True)]
    own = [place_key(mention.container or "") for mention in mentions]
    held: dict[tuple[str, bool], str] = {}
    for key, container in zip(keys, own, strict=True):
        if container:
            held.setdefault(key, container)
    return [(*key, container or held.get(key, "")) for key, container in zip(keys, own, strict=True)]


def _tellers(
    gazetteer: Gazetteer, mentions: Sequence[PlaceMention], senses: Sequence[Sense]
) -> dict[Sense, PlaceMention]:
    """Return one mention for each sense: with its container, and with telling words beside it where any has them."""
    tellers: dict[Sense, PlaceMention] = {}
    for mention, sense in sorted(zip(mentions, senses, strict=True), key=lambda pair: not pair[0].container):
        if sense not in tellers:
            tellers[sense] = mention
        elif not tellers[sense].container and not _is_telling(gazetteer, tellers[sense]):
            tellers[sense] = mention if _is_telling(gazetteer, mention) else tellers[sense]
    return tellers


def _is_telling(gazetteer: Gazetteer, mention: PlaceMention) -> bool:
    if mention.area:
        return True
    return read_mention(gazetteer, mention.name, before=mention.before, after=mention.after).kind is not None


def _contents(mentions: Iterable[PlaceMention]) -> dict[str, list[str]]:
    """Return, by the key of a container, the names that it holds: Buffalo of New York in "Buffalo, New York"."""
    contents: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.container:
            contents.setdefault(place_key(mention.container), []).append(mention.name)
    return contents


def _ask(gazetteer: Gazetteer, mention: PlaceMention, contents: Sequence[str] = ()) -> Question:
    if mention.is_adjectival:
        return Question(gazetteer.demonym(mention.name))
    reading = read_mention(gazetteer, mention.name, before=mention.before, after=mention.after)
    people = gazetteer.demonym(mention.name)  # NER marks "German" as a place now and then
    rows = (*people, *reading.rows)
    containers = gazetteer.candidates(mention.container)[:_ROWS_OF_CONTAINER] if mention.container else ()
    areas = gazetteer.candidates(mention.area)[:1] if mention.area else ()
    beside = tuple(row for name in mention.beside for row in gazetteer.candidates(name)[:1])
    held = tuple(row for name in contents[:_MOST_CONTENTS] for row in gazetteer.candidates(name)[:_ROWS_OF_CONTAINER])
    if containers and mention.after_container and (equals := _equals(gazetteer, mention, rows)):
        containers, beside = (), (*beside, *equals)
    is_local = mention.is_local and all(row.kind != "country" for row in rows)
    return Question(rows, reading.kind, containers, beside, areas, held, reading.is_cut, is_local)


def _equals(gazetteer: Gazetteer, mention: PlaceMention, rows: Sequence[GazetteerRow]) -> tuple[GazetteerRow, ...]:
    """Return what seems to be the container and is the next of a list: "Washington, Texas and California"."""
    names = (mention.container or "", mention.after_container or "")
    first, second = ([row for row in gazetteer.candidates(name)[:2] if row.kind != "settlement"] for name in names)
    pairs = [(one, two) for one in first for two in second if are_equals(one, two)]
    return next((pair for pair in pairs if any(are_equals(row, pair[0]) for row in rows)), ())


def _held(mention: PlaceMention, sense: Sense, answers: Mapping[Sense, Answer | None]) -> Answer | None:
    """Return the answer to a mention, or that to the name of what holds it where it knows no such place in that."""
    own = answers[sense]
    own = own if own is not None and own.score >= LEAST_SCORE else None
    if mention.is_adjectival or (own is not None and own.row.kind == "country") or is_street(mention.name):
        return own
    container = None if mention.after_container else mention.container
    for name in (container, mention.area):
        around = _answer_to(name, answers) if name else None
        if around is None or around.score < _LEAST_AROUND or around.row.kind not in _AREAS:
            continue
        is_surely_held = name == container and around.row.kind != "settlement"
        if own is None or (_is_elsewhere(own.row, around.row) and (is_surely_held or _is_weak(own.row))):
            return Answer(around.row, round(around.score / 2, 4))
    return own


def _answer_to(name: str, answers: Mapping[Sense, Answer | None]) -> Answer | None:
    """Return the likeliest answer to a name, whatever holds it."""
    key = place_key(name)
    found = [answer for sense, answer in answers.items() if sense[0] == key and answer is not None]
    return max(found, key=lambda answer: answer.score, default=None)


def _is_elsewhere(row: GazetteerRow, around: GazetteerRow) -> bool:
    """Say whether a town or region lies in none of the countries of what is said to hold it."""
    return row.kind in ("settlement", "admin") and not set(row.countries).intersection(around.countries)


def _is_weak(row: GazetteerRow) -> bool:
    return row.prior < _WEAK_PRIOR


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
