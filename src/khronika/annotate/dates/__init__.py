"""Time expressions: their words, and the half-open days they mean."""

from khronika.annotate.dates.find import Dates, find_dates, read_dates

__all__ = ["Dates", "find_dates", "read_dates"]
