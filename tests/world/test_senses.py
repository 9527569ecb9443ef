"""Context chooses between namesakes; tested with rows of our own making."""

from hypothesis import given
from hypothesis import strategies as st

from linewatch.world.gazetteer import GazetteerRow
from linewatch.world.senses import Question, choose_senses


def town(
    number: int, country: str, *, lat: float = 0.0, lon: float = 0.0, people: int = 50_000, admin1: str = ""
) -> GazetteerRow:
    return GazetteerRow(
        number, f"T{number}", "settlement", "PPL", lat, lon, (country,), admin1 or None, people, 3.0, number, (), True
    )  # fmt: skip


def state(number: int, country: str) -> GazetteerRow:
    return GazetteerRow(
        number, country, "country", "PCLI", 0.0, 0.0, (country,), None, 10**7, 300.0, number, (), True
    )  # fmt: skip


def chosen(*questions: Question, countries: tuple[str, ...] = ()) -> list[int | None]:
    return [answer and answer.row.row_id for answer in choose_senses(questions, countries=countries)]


BIG, SMALL = town(1, "AAA", people=400_000), town(2, "BBB", lat=20.0, people=40_000)


def test_alone_the_larger_town_wins() -> None:
    assert chosen(Question((BIG, SMALL))) == [1]


def test_a_country_in_the_article_draws_its_town() -> None:
    assert chosen(Question((BIG, SMALL)), Question((state(9, "BBB"),))) == [2, 9]


def test_a_given_country_draws_its_town_where_the_sizes_are_near() -> None:
    close = town(3, "BBB", lat=20.0, people=200_000)
    assert chosen(Question((BIG, close)), countries=("BBB",)) == [3]


def test_neighbours_draw_each_other() -> None:
    beside = town(4, "CCC", lat=20.1, people=300_000)
    close = town(3, "BBB", lat=20.0, people=200_000)
    assert chosen(Question((BIG, close)), Question((beside,))) == [3, 4]


def test_a_container_decides() -> None:
    assert chosen(Question((BIG, SMALL), containers=(state(9, "BBB"),))) == [2]


def test_the_kind_asked_for_decides_between_near_equals() -> None:
    region = GazetteerRow(5, "R", "admin", "ADM1", 0.0, 0.0, ("AAA",), None, 0, 10.0, 5, (), True)
    rows = (BIG, region)
    assert chosen(Question(rows, kind="admin")) == [5]
    assert chosen(Question(rows, kind="settlement")) == [1]


def test_nothing_to_choose_from_is_none_and_no_question_no_answer() -> None:
    assert chosen(Question(())) == [None]
    assert chosen(Question(()), Question((BIG,))) == [None, 1]
    assert choose_senses(()) == ()


def test_a_hamlet_scores_lower_than_a_town() -> None:
    (large,) = choose_senses([Question((BIG,))])
    (small,) = choose_senses([Question((town(6, "AAA", people=0),))])
    assert large is not None
    assert small is not None
    assert small.score < 0.5 < large.score


@given(st.lists(st.lists(st.integers(1, 40), min_size=0, max_size=5, unique=True), max_size=8))
def test_scores_are_probabilities_and_answers_repeat(groups: list[list[int]]) -> None:
    questions = [
        Question(tuple(town(n, "AAA" if n % 2 else "BBB", lat=float(n), people=n * 1000) for n in group))
        for group in groups
    ]
    answers = choose_senses(questions)
    assert answers == choose_senses(questions)
    for question, answer in zip(questions, answers, strict=True):
        assert (answer is None) == (not question.rows)
        if answer is not None:
            assert answer.row in question.rows
            assert 0.0 <= answer.score <= 1.0


def region(number: int, country: str, *, radius_km: float = 220.0) -> GazetteerRow:
    return GazetteerRow(
        number, f"R{number}", "admin", "ADM1", 0.0, 0.0, (country,), f"R{number}", 10**6, radius_km, number, (), True
    )  # fmt: skip


def test_a_neighbour_in_a_list_draws_what_is_of_its_class() -> None:
    either = Question((state(1, "GGG"), region(2, "AAA")))
    other = Question((region(3, "AAA"),))
    assert chosen(either, other) == [1, 3]
    assert chosen(Question(either.rows, beside=other.rows), other) == [2, 3]


def test_a_country_before_a_country_is_in_a_list_and_not_a_town_of_it() -> None:
    town_of_that_name = town(2, "BBB", people=5_000)
    question = Question((state(1, "AAA"), town_of_that_name), containers=(state(9, "BBB"),))
    assert chosen(question, Question((state(9, "BBB"),))) == [1, 9]


def test_a_town_before_its_region_is_that_town_even_if_a_country_has_the_name() -> None:
    question = Question((state(1, "AAA"), town(2, "BBB", admin1="R3")), containers=(region(3, "BBB"),))
    assert chosen(question, Question((region(3, "BBB"),))) == [2, 3]


def test_of_two_pairs_of_namesakes_those_side_by_side_are_meant() -> None:
    larger = (town(1, "AAA", people=90_000), town(2, "AAA", lat=5.0, people=60_000))
    county = (region(3, "AAA", radius_km=20.0), town(4, "AAA", lat=5.05, people=400))
    assert chosen(Question(larger), Question(county[1:])) == [2, 4]
