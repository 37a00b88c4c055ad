"""Readings of years, decades and centuries, in figures and in words."""

from khronika.annotate.dates.calendar import months
from khronika.annotate.dates.context import Context, Parts
from khronika.annotate.number_words import compose
from khronika.model import Interval

SPAN_OF_YEARS = range(1000, 2100)


def told_year(parts: Parts, context: Context) -> int | None:
    """Give the year an expression names, in figures, words or as "last year"."""
    if (year := parts.number("year")) is not None:
        return year
    if short := parts.first("short"):
        return full_year(int(short[1:]))
    if "u_year" in parts.values and (shift := parts.shift()) is not None and context.now:
        return context.now.year + shift
    if "u_year" in parts.values and (back := parts.number("anaphor")) is not None and context.reference:
        return context.reference.start.year + back if context.reference.start else None
    if spoken := parts.values.get("number"):
        return spoken_year([int(word) for word in spoken])
    return None


def full_year(short: int) -> int:
    """Give the year of two figures: 30 and more are of the last century."""
    return short + (1900 if short >= 30 else 2000)


def read_spoken_year(parts: Parts, context: Context) -> Interval | None:
    """Read "nineteen ninety-six", "two thousand"."""
    year = spoken_year([int(word) for word in parts.values["number"]])
    return Interval.year(year) if year else None


def spoken_year(words: list[int]) -> int | None:
    """Give the year that number words say, None where they say another number."""
    if words[:2] == [2, 1000]:
        return 2000 + (compose(words[2:]) or 0) if compose(words) in SPAN_OF_YEARS else None
    rest = compose(words[1:]) if len(words) > 1 else None
    return words[0] * 100 + rest if rest and 17 <= words[0] <= 20 and 10 <= rest < 100 else None


def read_decade(parts: Parts, context: Context) -> Interval | None:
    """Read "the 1990s", "the nineties"."""
    digits = "".join(c for c in parts.first("decade", "tens", "nineties", "year") or "" if c.isdigit())
    year = int(digits) if len(digits) == 4 else full_year(int(digits))
    return months(year, 1, 120, "decade") if year % 100 or "2000" <= digits <= "2099" else None


def read_century(parts: Parts, context: Context) -> Interval | None:
    """Read "the 20th century": the years 1900 to 1999, as TimeML counts them."""
    number = parts.number("ordinal", "nth", "day", "roman")
    return months(number * 100 - 100, 1, 1200, "century") if number and 1 < number < 22 else None
