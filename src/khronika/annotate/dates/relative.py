"""Readings of what counts from the day of the report: "yesterday", "last week", "on Friday", "two days ago"."""

from datetime import date, timedelta

from khronika.annotate.dates.anaphoric import counted
from khronika.annotate.dates.calendar import around, step, weekday_near
from khronika.annotate.dates.context import UNKNOWN, Context, Parts
from khronika.annotate.dates.named import read_calendar
from khronika.model import Interval

WEEK = 7  # days


def read_weekday(parts: Parts, context: Context) -> Interval | None:
    """Read a weekday: of last, this or next week, or the nearest one that fits the sense."""
    anchor, weekday = context.anchor, parts.number("weekday")
    if anchor is None or weekday is None:
        return UNKNOWN
    if (back := parts.number("anaphor", "that", "after_that", "before_that")) is not None:
        return _weekday_from(context.reference, weekday, back)
    shift = parts.shift()
    if shift is None:
        framed = _in_frame(context.frame, weekday)
        return Interval.day(framed or weekday_near(anchor, weekday, bool(context.future)))
    if shift == 0:
        return Interval.day(anchor + timedelta(weekday - anchor.isoweekday()))
    return Interval.day(weekday_near(anchor + timedelta(shift), weekday, shift > 0))


def _in_frame(frame: Interval | None, weekday: int) -> date | None:
    """Give the only such weekday of the week that the report's heading names."""
    if frame is None or frame.start is None or frame.end is None or (frame.end - frame.start).days > WEEK:
        return None
    day = weekday_near(frame.start, weekday, future=True)
    return day if day < frame.end else None


def read_night(parts: Parts, context: Context) -> Interval | None:
    """Read "the night from Monday to Tuesday", «у ніч на вівторок»: both days."""
    day = read_calendar(parts, context) if "month" in parts.values else _last_weekday(parts, context)
    if day is None or day.start is None or day.end is None:
        return day
    return Interval(day.start - timedelta(1), day.end, "range")


def _last_weekday(parts: Parts, context: Context) -> Interval | None:
    return read_weekday(Parts({"weekday": parts.values["weekday"][-1:]}), context)


def _weekday_from(told: Interval | None, weekday: int, shift: int) -> Interval:
    """Read "the previous Friday", "that Friday": counted from the last dated expression."""
    if told is None or told.start is None or told.precision != "day":
        return UNKNOWN
    return Interval.day(weekday_near(told.start + timedelta(shift), weekday, shift > 0))


def read_day(parts: Parts, context: Context) -> Interval | None:
    """Read yesterday, today, tonight, tomorrow, "this morning", "last night"."""
    shift = parts.number("today", "deictic_day", "deictic")
    if context.anchor is None or shift is None:
        return UNKNOWN
    return Interval.day(context.anchor + timedelta(shift))


def read_unit(parts: Parts, context: Context) -> Interval | None:
    """Read "last week", "earlier this month", "next year"."""
    unit = parts.unit()
    if context.now is None or unit is None:
        return UNKNOWN
    return around(unit, step(context.now, unit, parts.shift() or 0))


def read_named_unit(parts: Parts, context: Context) -> Interval | None:
    """Read a word that names a unit and how far off it lies: «торік» is last year."""
    unit, _, shift = (parts.first("named_unit") or "").partition(":")
    return around(unit, step(context.anchor, unit, int(shift))) if context.anchor else UNKNOWN


def read_ago(parts: Parts, context: Context) -> Interval | None:
    """Read "two weeks ago": as exact as its unit."""
    return counted(parts, context.anchor, -1)


def read_ahead(parts: Parts, context: Context) -> Interval | None:
    """Read "two weeks from now"."""
    return counted(parts, context.anchor, 1)


def read_weekend(parts: Parts, context: Context) -> Interval | None:
    """Read "at the weekend": the last one begun, or the next."""
    if context.anchor is None:
        return UNKNOWN
    return around("weekend", weekday_near(context.anchor, 6, bool(context.future)))


def read_stretch(parts: Parts, context: Context) -> Interval | None:
    """Read "the past three months": up to the day of the report."""
    unit, count = parts.unit(), parts.count()
    if context.anchor is None or unit is None or count is None or unit == "hour":
        return UNKNOWN
    back = (parts.number("stretch") or -1) < 0
    ends = sorted((context.anchor, step(context.anchor, unit, -count if back else count)))
    return Interval(ends[0], ends[1] + timedelta(1), "range")
