"""How intervals, places and numbers are put into words for people, in English and Russian."""

from khronika.wording.dates import word_date, word_interval
from khronika.wording.places import word_place
from khronika.wording.quantities import word_quantity

__all__ = ["word_date", "word_interval", "word_place", "word_quantity"]
