"""Days to places on paper, and which unit a stretch of days is drawn in."""

from datetime import date

from msgspec import Struct

from khronika.store.columns.counting import Unit
from khronika.web import chronicle_labels as labels

LONG, SHORT = 3 * 366, 124  # days: more are drawn by year, fewer by day, what is between by month


def unit_of(days: int) -> Unit:
    """Give the unit in which so many days are drawn."""
    return "year" if days > LONG else "day" if days <= SHORT else "month"


class Scale(Struct, frozen=True):
    """Days `first` to `last` (ordinals, half-open) on a stretch from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Give the place of a day's beginning, no further out than the stretch."""
        share = (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1)
        return round(self.left + share * (self.right - self.left), 1)


def code_of(start: int, unit: Unit) -> str:
    """Give a bin as an address says it: 2024, 2024-03 or 2024-03-12."""
    text = date.fromordinal(start).isoformat()
    return {"year": text[:4], "month": text[:7], "day": text}[unit]


def label_of(start: int, unit: Unit) -> str:
    """Tell a bin in words."""
    day = date.fromordinal(start)
    if unit == "day":
        return labels.when(day.isoformat(), date.fromordinal(start + 1).isoformat(), "day")
    return labels.month(code_of(start, unit))
