"""What an expression of time is read from: its own words by kind, and what was told before it."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from khronika.annotate.number_words import compose
from khronika.model import Interval

UNKNOWN = Interval()
LONG = frozenset({"decade", "century"})
OLD = 10  # years before the report from which on a story of old has its own calendar
# What may follow the figures of an ordinal.
ORDINAL_ENDINGS = "-stndrhèemгойямуеюытшєіа"


class Context(Struct, frozen=True):
    """What an expression is read against: the day of the report, the last dated expression, where time points.

    `day` is the last expression that names one day. `distance` counts the sentences since the last dated expression, a
    new paragraph as several, `year` is the last one named, `frame` the day or week that the report's heading names,
    `future` what the verb tells, `since` whether something began then, `month_first` how the text writes slashed dates,
    `history` whether the whole text tells of years long past; `told_of_old` and `told_of_now` count what shows that.
    """

    anchor: date | None
    reference: Interval | None = None
    day: Interval | None = None
    year: int | None = None
    future: bool | None = None
    since: bool = False
    month_first: bool | None = None
    south: bool = False
    distance: int = 0
    frame: Interval | None = None
    history: bool = False
    told_of_old: int = 0
    told_of_now: int = 0

    def near(self, reach: int = 2) -> Interval | None:
        """Give the last dated expression if it is a day told within so many sentences, else the heading's day."""
        told, frame = self.reference, self.frame
        if told and told.precision == "day" and self.distance < reach:
            return told
        return frame if frame and frame.precision == "day" else None

    @property
    def now(self) -> date | None:
        """Give the day that "this year" and "the next month" count from: in a history the one told last."""
        return self.reference.start if self.history and self.reference and self.reference.start else self.anchor

    def tells_of_old(self) -> bool:
        """Say whether a text is in the midst of telling of a year long past, by the last expression and sentence."""
        if self.anchor is None or self.year is None or self.reference is None or self.reference.start is None:
            return False
        is_old = self.anchor.year - self.year >= OLD and self.reference.start.year == self.year
        return is_old and self.distance < 2 and not self.future


class Parts(Struct, frozen=True):
    """The values of the matched words by kind, in order."""

    values: Mapping[str, tuple[str, ...]]

    def first(self, *kinds: str) -> str | None:
        """Give the first value of the first of these kinds that is there."""
        return next((self.values[kind][0] for kind in kinds if kind in self.values), None)

    def number(self, *kinds: str) -> int | None:
        """Give the same as a number."""
        found = self.first(*kinds)
        return None if found is None else int(found.rstrip(ORDINAL_ENDINGS))

    def numbers(self, *kinds: str) -> list[int]:
        """Give all values of these kinds as numbers."""
        return [int(v.rstrip(ORDINAL_ENDINGS)) for kind in kinds for v in self.values.get(kind, ())]

    def unit(self) -> str | None:
        """Give the unit of time that is named, in the singular."""
        return next((v[0] for kind, v in self.values.items() if kind.startswith("u_") or kind == "units"), None)

    def count(self) -> int | None:
        """Give how many units are told; None where that is left vague."""
        if digits := self.first("day", "year", "figure"):
            return int(digits) if digits.isdigit() else None
        if words := self.values.get("number"):
            return compose([int(word) for word in words])
        if "several" in self.values or ("units" in self.values and not {"a", "couple"} & self.values.keys()):
            return None
        return 2 if "couple" in self.values else 1

    def shift(self) -> int | None:
        """Give which unit from the present one is meant: last -1, this 0, next 1."""
        return self.number("last", "next", "deictic", "coming", "current")
