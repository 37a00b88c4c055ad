"""Readings of dates in figures alone."""

from msgspec.structs import replace

from khronika.annotate.dates.context import Context, Parts
from khronika.annotate.dates.named import in_year, read_calendar
from khronika.annotate.dates.years import full_year
from khronika.model import Interval


def read_numeric(parts: Parts, context: Context) -> Interval | None:
    """Read 03.03.2024 (the day first) and 03/13/2024 (unknown where both could be the month, unless others show it)."""
    form = parts.first("numeric") or ""
    mark = "/" if "/" in form else "."
    first, second, year = map(int, form.split(mark))
    year = year if year > 99 else full_year(year)
    month_first = mark == "/" and (second > 12 or (first <= 12 and bool(context.month_first)))
    if mark == "/" and first <= 12 and second <= 12 and first != second and context.month_first is None:
        return Interval.year(year)
    day, month = (second, first) if month_first else (first, second)
    return in_year(Parts({"month": (str(month),), "day": (str(day),)}), year, context) if month <= 12 else None


def read_day_and_month(parts: Parts, context: Context) -> Interval | None:
    """Read 17.12. at the head of a line, the day first: a chronicle tells what was."""
    day, month = (parts.first("daymonth") or "").split(".")[:2]
    told = Parts({"month": (str(int(month)),), "day": (str(int(day)),)})
    past = replace(context, future=False, since=True)
    return read_calendar(told, past) if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def read_iso(parts: Parts, context: Context) -> Interval | None:
    """Read 2024-03-03."""
    year, month, day = map(int, (parts.first("iso") or "").split("-"))
    return in_year(Parts({"month": (str(month),), "day": (str(day),)}), year, context) if 1 <= month <= 12 else None
