"""The reader of relations fitted to the user's own labels: labelled pairs and the shipped last layer → a new one.

It reads no text itself: whoever calls it gives a function that does. Nothing here needs more than numpy.
"""

from __future__ import annotations

from linewatch.fitting.labelled import Labelled, check_numbers, read_labelled
from linewatch.fitting.labels import Vocabulary
from linewatch.fitting.training import Choices, Trained, fit_pairs

__all__ = ["Choices", "Labelled", "Trained", "Vocabulary", "check_numbers", "fit_pairs", "read_labelled"]
