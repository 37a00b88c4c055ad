"""Readings of what goes from one day, month or year to another."""

from khronika.annotate.dates.context import Context, Parts
from khronika.annotate.dates.figures import read_numeric
from khronika.annotate.dates.named import in_year, last_before, read_calendar
from khronika.model import Interval


def read_range(parts: Parts, context: Context) -> Interval | None:
    """Read "3–5 March", "from 1994 to 2000": from the first to the last that is named."""
    days, names, years = parts.numbers("day", "nth", "ordinal"), parts.numbers("month"), parts.numbers("year")
    if not names and len(years) == 2:
        return _between(Interval.year(years[0]), Interval.year(years[1]))
    if not names:
        return None
    if not days and len(names) < 2:
        return None
    year = {"year": (str(years[-1]),)} if years else _shifted_year(parts)
    first, last = ({"month": (str(name),)} for name in (names[0], names[-1]))
    if len(days) == 2:
        first, last = first | {"day": (str(days[0]),)}, last | {"day": (str(days[1]),)}
    end = read_calendar(Parts(last | year), context)
    return _between(last_before(Parts(first), end.start, context), end) if end and end.start else end


def read_days_to(parts: Parts, context: Context) -> Interval | None:
    """Read "27–28.05.2024": from a day to the date that names its month and year."""
    last = read_numeric(parts, context)
    if last is None or last.start is None or last.precision != "day":
        return None
    first = Parts({"month": (str(last.start.month),), "day": (str(parts.number("day", "nth")),)})
    return _between(in_year(first, last.start.year, context), last)


def _shifted_year(parts: Parts) -> dict[str, tuple[str, ...]]:
    return {kind: parts.values[kind] for kind in ("deictic", "u_year") if kind in parts.values}


def _between(first: Interval | None, last: Interval | None) -> Interval | None:
    if not first or not last or not first.start or not last.end or last.end <= first.start:
        return None
    return Interval(first.start, last.end, "range")


def read_years(parts: Parts, context: Context) -> Interval | None:
    """Read "1998-99"."""
    first, last = parts.number("year") or 0, parts.number("day", "figure") or 0
    if first < 1500 or not first % 100 < last < 100:
        return None
    return _between(Interval.year(first), Interval.year(first - first % 100 + last))
