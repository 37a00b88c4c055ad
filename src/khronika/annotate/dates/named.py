"""Readings of what the calendar names: days, months, seasons, quarters and feasts, in a year told or fitting."""

from datetime import date, timedelta

from khronika.annotate.dates.calendar import around, feast, months
from khronika.annotate.dates.context import LONG, UNKNOWN, Context, Parts
from khronika.annotate.dates.years import told_year
from khronika.model import Interval

# Days after which an expression without a year is hardly of the year its verb tells, or of this year's quarter.
FAR, NEAR = 300, 60
FAR_BACK = 270
# A month this near may be meant though the verb tells of the past, which tenses of reports often only seem to do.
SOON = 21
YEARS_AROUND = range(-5, 6)
STEP_BACK = 120  # days a history may go back to tell something over again


def read_calendar(parts: Parts, context: Context) -> Interval | None:
    """Read a day, month, season, quarter or half by its name, with a year or in the year that fits the sense."""
    year = told_year(parts, context)
    if year is not None:
        return in_year(parts, year, context)
    if context.anchor is None:
        return in_year(parts, context.year, context) if context.year else UNKNOWN
    if "month" in parts.values and parts.first("day", "nth", "ordinal") and context.tells_of_old():
        return in_year(parts, context.year, context)
    shift = parts.shift() if parts.unit() != "year" else None
    if shift is None and context.history and (told := _told_next(parts, context)) is not None:
        return told
    return nearest(parts, context, shift)


def _told_next(parts: Parts, context: Context) -> Interval | None:
    """Give the instance that a history means: one little before what it told last, else the next one behind that."""
    told = context.reference
    if told is None or told.start is None or told.precision in LONG:
        return in_year(parts, context.year, context)
    if told.precision == "year":
        return in_year(parts, told.start.year, context)
    found = (in_year(parts, told.start.year + n, context) for n in (-1, 0, 1))
    return next((c for c in found if c and c.start and (told.start - c.start).days <= STEP_BACK), None)


def in_year(parts: Parts, year: int | None, context: Context) -> Interval | None:
    """Give what is named in one year; None where the calendar has no such day."""
    if year is None:
        return None
    try:
        return _in_year(parts, year, context)
    except ValueError:
        return None


def _in_year(parts: Parts, year: int, context: Context) -> Interval | None:
    month, day = parts.number("month"), parts.number("day", "nth", "ordinal")
    if rule := parts.first("feast"):
        found = feast(rule, year)
        return Interval.day(found - timedelta(1) if "eve" in parts.values else found)
    if month and day and "u_quarter" not in parts.values:
        return Interval.day(date(year, month, day))
    if month:
        return Interval.month(year, month)
    if (season := parts.number("season")) is not None:
        return months(year, season + (6 if season < 7 else -6) if context.south else season, 3, "season")
    if "u_quarter" in parts.values and day:
        return months(year, day * 3 - 2, 3, "quarter") if 1 <= day <= 4 else None
    if ("half" in parts.values or "half_of" in parts.values) and day:
        return months(year, day * 6 - 5, 6, "range") if 1 <= day <= 2 else None
    return Interval.year(year)


def last_before(parts: Parts, day: date, context: Context) -> Interval | None:
    """Give the last instance that does not begin after a day, of that day's year or the one before."""
    found = in_year(parts, day.year, context)
    return found if not found or not found.start or found.start <= day else in_year(parts, day.year - 1, context)


def nearest(parts: Parts, context: Context, shift: int | None) -> Interval | None:
    """Give the instance that fits the sense: the last one begun for the past, the next one not over for the future."""
    anchor = context.now
    assert anchor is not None
    found = [c for c in (in_year(parts, anchor.year + n, context) for n in YEARS_AROUND) if c]
    if weekday := parts.number("weekday"):
        found = [c for c in found if c.start and c.start.isoweekday() == weekday] or found
    begun = [c for c in found if c.start and c.start <= anchor]
    ahead = [c for c in found if c.end and c.end > anchor]
    if shift is not None and shift < 0:
        over = [c for c in begun if c.end and c.end <= anchor]
        return over[-1] if over else None
    if shift == 0:
        return next((c for c in found if c.start and c.start.year == anchor.year), None)
    if shift is not None:
        return next((c for c in ahead if c.start and c.start > anchor), None)
    if context.since and context.future is False and begun:
        return begun[-1]  # what has gone on since then has begun
    if weekday:
        return min(found, key=lambda c: abs((c.start or anchor) - anchor), default=None)
    return _fitting(begun[-1] if begun else None, ahead[0] if ahead else None, anchor, context.future)


def _fitting(past: Interval | None, coming: Interval | None, anchor: date, future: bool | None) -> Interval | None:
    """Choose by what the verb tells; where it tells nothing the past one, unless the other is far nearer."""
    if past is None or coming is None or past == coming:
        return past or coming
    assert past.start and coming.start
    back, on = (anchor - past.start).days, (coming.start - anchor).days
    if past.precision == "quarter":
        return coming if future and back > FAR_BACK else past
    if future is None:
        return coming if back > 2 * on else past
    if future:
        return past if on > FAR and back < NEAR else coming
    if past.precision == "month" and back > FAR and on > SOON:
        return past
    return coming if back > (FAR_BACK if past.precision == "day" else FAR) else past


def read_day_of_month(parts: Parts, context: Context) -> Interval | None:
    """Read "on the 12th", "the sixth of the month": of the month told before, else of the report's."""
    told = context.reference
    month = told.start if told and told.precision in ("day", "month") else context.anchor
    if month is None:
        return UNKNOWN
    day = parts.values.get("nth") or parts.values["ordinal"]
    return in_year(Parts({"month": (str(month.month),), "nth": day}), month.year, context)


def read_week_of(parts: Parts, context: Context) -> Interval | None:
    """Read "the week of 6 March"."""
    day = read_calendar(parts, context)
    return around("week", day.start) if day and day.start else UNKNOWN
