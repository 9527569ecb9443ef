"""What the watch takes of a coded article."""

from __future__ import annotations

from dataclasses import replace

from linewatch.watch.sightings import UNKNOWN, read_declared, read_sightings, sentences_of
from tests.factories import TEXT, make_coded


def test_declarations_come_with_the_places_of_their_sentences() -> None:
    coded = make_coded()
    [declared] = read_declared(coded)
    assert declared.line == coded.red_lines[0]
    assert declared.places == ()
    inside = replace(coded.places[0], span=coded.red_lines[0].evidence)
    assert read_declared(replace(coded, places=(inside,)))[0].places == (inside,)


def test_events_come_with_place_and_statement_and_bare_sentences_with_an_unknown_event() -> None:
    coded = make_coded()
    event, *bare = read_sightings(coded)
    assert (event.event, event.place) == (coded.events[0], coded.places[0])
    assert [one.event.event_type for one in bare] == [UNKNOWN, UNKNOWN]
    assert all(
        one.article.text[one.event.trigger.start : one.event.trigger.end] == one.event.trigger.text for one in bare
    )
    assert len({one.event.event_id for one in bare}) == 2


def test_an_event_without_a_place_takes_that_of_its_sentence() -> None:
    coded = make_coded()
    homeless = replace(coded, events=(replace(coded.events[0], place_id=None),))
    assert read_sightings(homeless)[0].place == coded.places[0]


def test_a_further_place_of_a_sentence_makes_another_sighting() -> None:
    coded = make_coded()
    other = replace(coded.places[0], place_id="plc_2", name="Sudria", span=replace(coded.places[0].span))
    found = read_sightings(replace(coded, places=(*coded.places, other)))
    assert [one.place.name for one in found if one.place] == ["Varna", "Sudria"]


def test_sentences_are_true_ranges() -> None:
    found = list(sentences_of(TEXT))
    assert len(found) == 3
    assert all(TEXT[span.start : span.end] == span.text for span in found)
