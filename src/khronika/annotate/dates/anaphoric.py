"""Readings of what counts from an expression before: "the next day", "two weeks later", "a year earlier"."""

from datetime import date, timedelta

from khronika.annotate.dates.calendar import around, step
from khronika.annotate.dates.context import UNKNOWN, Context, Parts
from khronika.model import Interval

OF_A_DAY = 5  # sentences within which a time of day is of the day told
# The kinds of words that say how many units from what was told before.
BACK = ("anaphor", "that", "morrow", "after_that", "before_that", "same", "deictic", "before", "after")


def read_anaphor(parts: Parts, context: Context) -> Interval | None:
    """Read "the next day", "that year", "the same month", counted from the last dated expression."""
    unit, shift = parts.unit() or "day", parts.number(*BACK)
    told = context.reference
    if told is None or told.start is None or shift is None:
        return UNKNOWN
    if unit == "day" and told.precision != "day":
        told = context.day  # "on the 5th … called extremist in January. **The same day** …"
    return around(unit, step(told.start, unit, shift)) if told is not None and told.start is not None else UNKNOWN


def read_before(parts: Parts, context: Context) -> Interval | None:
    """Read "two days earlier", counted back from the last dated expression."""
    return counted(parts, _told_day(context), -1)


def read_after(parts: Parts, context: Context) -> Interval | None:
    """Read "two days later", counted on from the last dated expression."""
    return counted(parts, _told_day(context), 1)


def read_through(parts: Parts, context: Context) -> Interval | None:
    """Read «через неделю»: counted on from what was told just before, else, of what is to come, from the report's day.

    Nothing comes an hour after a day.
    """
    told = None if context.future else context.near()
    if told is None and (context.future is False or parts.unit() == "hour"):
        return UNKNOWN
    return counted(parts, told.start if told else context.now, 1)


def read_eve(parts: Parts, context: Context) -> Interval | None:
    """Read «накануне»: the day before the one told just before, else before the report."""
    told = context.near() or (context.day if context.history else None)
    day = told.start if told else context.anchor
    return Interval.day(day - timedelta(1)) if day else UNKNOWN


def read_clock(parts: Parts, context: Context) -> Interval | None:
    """Read a time of day: of the day told not long before, else of the report's."""
    return context.near(OF_A_DAY) or (Interval.day(context.anchor) if context.anchor else UNKNOWN)


def read_latest(parts: Parts, context: Context) -> Interval | None:
    """Read "the quarter" of a company's report: the one told last, else the last one over; a year back if so told."""
    told = context.reference if context.reference and context.reference.precision == "quarter" else None
    if told is None and context.anchor:
        told = around("quarter", step(context.anchor, "quarter", -1))
    if told is None or told.start is None:
        return UNKNOWN
    return around("quarter", step(told.start, "year", -1 if "year_ago" in parts.values else 0))


def read_year_ago(parts: Parts, context: Context) -> Interval | None:
    """Read "a year ago": of the quarter that is spoken of, else the year before."""
    told = context.reference
    if told and told.precision == "quarter" and told.start and parts.count() == 1:
        return around("quarter", step(told.start, "year", -1))
    return counted(parts, context.anchor, -1)


def _told_day(context: Context) -> date | None:
    return context.reference.start if context.reference else None


def counted(parts: Parts, base: date | None, sign: int) -> Interval | None:
    """Give the unit so many units back (sign -1) or on (1) from a day."""
    unit, count = parts.unit(), parts.count()
    if base is None or unit is None or count is None:
        return UNKNOWN
    return around(unit, step(base, unit, sign * count))
