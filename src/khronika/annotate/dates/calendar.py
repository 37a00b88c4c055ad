"""Arithmetic of days: the week, month, quarter … around a day, and steps from one to another."""

from datetime import date, timedelta

from khronika.model import Interval, Precision

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
PRECISION: dict[str, Precision] = {"half": "range", "weekend": "range", "hour": "day"}


def months(year: int, month: int, size: int, precision: Precision) -> Interval:
    """Give the interval of `size` months that begins with a month."""
    return Interval(first_of(year, month), first_of(year, month + size), precision)


def first_of(year: int, month: int) -> date:
    """Give the first day of a month; months beyond 12 or before 1 count into other years."""
    index = year * 12 + month - 1
    return date(index // 12, index % 12 + 1, 1)


def around(unit: str, day: date) -> Interval:
    """Give the unit that holds a day: weeks begin on Monday, decades and centuries with the year 0 and 1 of theirs."""
    if unit in ("day", "hour"):
        return Interval.day(day)
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return Interval(monday, monday + timedelta(7), "week")
    if unit == "weekend":
        saturday = day - timedelta(day.weekday()) + timedelta(5)
        return Interval(saturday, saturday + timedelta(2), "range")
    size = MONTHS[unit]
    precision: Precision = PRECISION.get(unit, unit)  # type: ignore[arg-type]  # the other units are precisions
    if size > 12:
        years = size // 12
        return months(day.year - day.year % years, 1, size, precision)
    index = day.year * 12 + day.month - 1
    index -= (index - 2) % 3 if unit == "season" else index % size
    return months(index // 12, index % 12 + 1, size, precision)


def step(day: date, unit: str, number: int) -> date:
    """Go `number` units on from a day, or back; the last day of a shorter month where it has no such day."""
    if unit in ("day", "week", "weekend"):
        return day + timedelta(number * (1 if unit == "day" else 7))
    if unit == "hour":
        return day
    start = first_of(day.year, day.month + number * MONTHS[unit])
    length = (first_of(start.year, start.month + 1) - start).days
    return start.replace(day=min(day.day, length))


def weekday_near(anchor: date, weekday: int, future: bool) -> date:
    """Give the nearest such weekday (Monday is 1), the day itself included, back from a day or on from it."""
    if future:
        return anchor + timedelta((weekday - anchor.isoweekday()) % 7)
    return anchor - timedelta((anchor.isoweekday() - weekday) % 7)


def easter(year: int, orthodox: bool = False) -> date:
    """Give Easter Sunday (Gauss's and Butcher's rules; the Orthodox one in the Gregorian calendar, 1900–2099)."""
    if orthodox:
        lunar = (19 * (year % 19) + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7
        month, day = divmod(lunar + week + 114, 31)
        return date(year, month, day + 1) + timedelta(13)
    golden, (centuries, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(centuries, 4)
    moon = (19 * golden + centuries - leaps - (centuries - (centuries + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date:
    """Give the day of a feast: `12-25`, `easter-2`, `pascha+1`, `nth:11:4:4` (November's fourth Thursday; 0: last)."""
    if rule.startswith("nth:"):
        month, number, weekday = map(int, rule[4:].split(":"))
        if number == 0:
            return weekday_near(first_of(year, month + 1) - timedelta(1), weekday, False)
        return weekday_near(date(year, month, 1), weekday, True) + timedelta(7 * (number - 1))
    for name in ("easter", "pascha"):
        if rule.startswith(name):
            return easter(year, orthodox=name == "pascha") + timedelta(int(rule[6:] or 0))
    return date(year, *map(int, rule.split("-")))
