"""Time expressions: their words, and the half-open days they mean."""

from khronika.annotate.dates.find import find_dates

__all__ = ["find_dates"]
