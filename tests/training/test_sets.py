"""Which data may train weights that are shipped."""

from __future__ import annotations

from training.sets import DEV_SETS, TRAIN_SETS, may_train


def test_non_commercial_and_unclear_genres_are_left_out() -> None:
    left_out = ["GUM_fiction_x-1", "GUM_whow_x-1", "GUM_essay_x-1", "GUM_podcast_x-1"]
    assert not any(map(may_train, left_out))
    assert may_train("GUM_news_x-1")


def test_development_sets_are_not_trained_on_and_licences_are_stated() -> None:
    assert not {data_set.path for data_set in TRAIN_SETS} & set(DEV_SETS.values())
    assert all(data_set.licence for data_set in TRAIN_SETS)
