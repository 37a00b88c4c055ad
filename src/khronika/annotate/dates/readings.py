"""What a sequence of words means: one reading for each kind of expression, from its parts to half-open days."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from khronika.annotate.dates.calendar import around, feast, months, step, weekday_near
from khronika.annotate.number_words import compose
from khronika.model import Interval

UNKNOWN = Interval()
# Days after which an expression without a year is hardly of the year its verb tells, or of this year's quarter.
FAR, NEAR = 300, 60
FAR_BACK = 270
SPAN_OF_YEARS = range(1000, 2100)


class Context(Struct, frozen=True):
    """What an expression is read against: the day of the report, the last dated expression, where time points.

    `distance` counts the sentences since that expression, `year` is the last one named, `future` what the verb tells,
    `month_first` how the text writes slashed dates.
    """

    anchor: date | None
    reference: Interval | None = None
    year: int | None = None
    future: bool | None = None
    month_first: bool | None = None
    south: bool = False
    distance: int = 0

    def near(self) -> Interval | None:
        """Give the last dated expression if it is a day told in this sentence or the one before."""
        told = self.reference
        return told if told and told.precision == "day" and self.distance < 2 else None


class Parts(Struct, frozen=True):
    """The values of the matched words by kind, in order."""

    values: Mapping[str, tuple[str, ...]]

    def first(self, *kinds: str) -> str | None:
        """Give the first value of the first of these kinds that is there."""
        return next((self.values[kind][0] for kind in kinds if kind in self.values), None)

    def number(self, *kinds: str) -> int | None:
        """Give the same as a number."""
        found = self.first(*kinds)
        return None if found is None else int(found.rstrip("-stndrhгойямуеюы"))

    def numbers(self, *kinds: str) -> list[int]:
        """Give all values of these kinds as numbers."""
        return [int(v.rstrip("-stndrhгойямуеюы")) for kind in kinds for v in self.values.get(kind, ())]

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
        return self.number("deictic", "coming", "current")


Reading = Callable[[Parts, Context], Interval | None]


def read_calendar(parts: Parts, context: Context) -> Interval | None:
    """Read a day, month, season, quarter or half by its name, with a year or in the year that fits the sense."""
    year = told_year(parts, context)
    if year is not None:
        return in_year(parts, year, context)
    if context.anchor is None:
        return in_year(parts, context.year, context) if context.year else UNKNOWN
    shift = parts.shift() if parts.unit() != "year" else None
    return nearest(parts, context, shift)


def told_year(parts: Parts, context: Context) -> int | None:
    """Give the year an expression names, in figures, words or as "last year"."""
    if (year := parts.number("year")) is not None:
        return year
    if short := parts.first("short"):
        return full_year(int(short[1:]))
    if "u_year" in parts.values and (shift := parts.shift()) is not None and context.anchor:
        return context.anchor.year + shift
    if "u_year" in parts.values and (back := parts.number("anaphor")) is not None and context.reference:
        return context.reference.start.year + back if context.reference.start else None
    if spoken := parts.values.get("number"):
        return spoken_year([int(word) for word in spoken])
    return None


def full_year(short: int) -> int:
    """Give the year of two figures: 30 and more are of the last century."""
    return short + (1900 if short >= 30 else 2000)


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
    if "half" in parts.values and day:
        return months(year, day * 6 - 5, 6, "range") if 1 <= day <= 2 else None
    return Interval.year(year)


def nearest(parts: Parts, context: Context, shift: int | None) -> Interval | None:
    """Give the instance that fits the sense: the last one begun for the past, the next one not over for the future."""
    anchor = context.anchor
    assert anchor is not None
    found = [c for c in (in_year(parts, anchor.year + n, context) for n in (-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5)) if c]
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
    return coming if back > (FAR_BACK if past.precision == "day" else FAR) else past


def read_weekday(parts: Parts, context: Context) -> Interval | None:
    """Read a weekday: of last, this or next week, or the nearest one that fits the sense."""
    anchor, weekday = context.anchor, parts.number("weekday")
    if anchor is None or weekday is None:
        return UNKNOWN
    if (back := parts.number("anaphor", "that")) is not None:
        return _weekday_from(context.reference, weekday, back)
    shift = parts.shift()
    if shift is None:
        return Interval.day(weekday_near(anchor, weekday, bool(context.future)))
    if shift == 0:
        return Interval.day(anchor + timedelta(weekday - anchor.isoweekday()))
    return Interval.day(weekday_near(anchor + timedelta(shift), weekday, shift > 0))


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
    if context.anchor is None or unit is None:
        return UNKNOWN
    return around(unit, step(context.anchor, unit, parts.shift() or 0))


def read_latest(parts: Parts, context: Context) -> Interval | None:
    """Read "the quarter" of a company's report: the one told last, else the last one over; a year back if so told."""
    told = context.reference if context.reference and context.reference.precision == "quarter" else None
    if told is None and context.anchor:
        told = around("quarter", step(context.anchor, "quarter", -1))
    if told is None or told.start is None:
        return UNKNOWN
    return around("quarter", step(told.start, "year", -1 if "year_ago" in parts.values else 0))


def read_ago(parts: Parts, context: Context) -> Interval | None:
    """Read "two weeks ago": as exact as its unit."""
    return _counted(parts, context.anchor, -1)


def read_ahead(parts: Parts, context: Context) -> Interval | None:
    """Read "two weeks from now"."""
    return _counted(parts, context.anchor, 1)


def read_year_ago(parts: Parts, context: Context) -> Interval | None:
    """Read "a year ago": of the quarter that is spoken of, else the year before."""
    told = context.reference
    if told and told.precision == "quarter" and told.start and parts.count() == 1:
        return around("quarter", step(told.start, "year", -1))
    return _counted(parts, context.anchor, -1)


def read_before(parts: Parts, context: Context) -> Interval | None:
    """Read "two days earlier", counted back from the last dated expression."""
    return _counted(parts, _told_day(context), -1)


def read_after(parts: Parts, context: Context) -> Interval | None:
    """Read "two days later", counted on from the last dated expression."""
    return _counted(parts, _told_day(context), 1)


def read_through(parts: Parts, context: Context) -> Interval | None:
    """Read «через неделю»: counted on from what was told just before, else from the day of the report."""
    told = None if context.future else context.near()
    return _counted(parts, told.start if told else context.anchor, 1)


def read_eve(parts: Parts, context: Context) -> Interval | None:
    """Read «накануне»: the day before the one told just before, else before the report."""
    told = context.near()
    day = told.start if told else context.anchor
    return Interval.day(day - timedelta(1)) if day else UNKNOWN


def read_weekend(parts: Parts, context: Context) -> Interval | None:
    """Read "at the weekend": the last one begun, or the next."""
    if context.anchor is None:
        return UNKNOWN
    return around("weekend", weekday_near(context.anchor, 6, bool(context.future)))


def _told_day(context: Context) -> date | None:
    return context.reference.start if context.reference else None


def _counted(parts: Parts, base: date | None, sign: int) -> Interval | None:
    unit, count = parts.unit(), parts.count()
    if base is None or unit is None or count is None:
        return UNKNOWN
    return around(unit, step(base, unit, sign * count))


def read_anaphor(parts: Parts, context: Context) -> Interval | None:
    """Read "the next day", "that year", "the same month", counted from the last dated expression."""
    unit, shift = parts.unit() or "day", parts.number("anaphor", "that", "deictic")
    told = context.reference
    if told is None or told.start is None or shift is None:
        return UNKNOWN
    if unit == "day" and told.precision != "day":
        return UNKNOWN
    return around(unit, step(told.start, unit, shift))


def read_stretch(parts: Parts, context: Context) -> Interval | None:
    """Read "the past three months": up to the day of the report."""
    unit, count = parts.unit(), parts.count()
    if context.anchor is None or unit is None or count is None or unit == "hour":
        return UNKNOWN
    back = (parts.number("stretch") or -1) < 0
    ends = sorted((context.anchor, step(context.anchor, unit, -count if back else count)))
    return Interval(ends[0], ends[1] + timedelta(1), "range")


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
    return _between(_before(Parts(first), end, context), end) if end and end.start else end


def _before(parts: Parts, end: Interval, context: Context) -> Interval | None:
    """Give the last instance that begins before an interval does."""
    assert end.start
    found = in_year(parts, end.start.year, context)
    if found and found.start and found.start > end.start:
        return in_year(parts, end.start.year - 1, context)
    return found


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


def read_decade(parts: Parts, context: Context) -> Interval | None:
    """Read "the 1990s", "the nineties"."""
    digits = "".join(c for c in parts.first("decade", "tens", "nineties") or "" if c.isdigit())
    year = int(digits) if len(digits) == 4 else full_year(int(digits))
    return months(year, 1, 120, "decade") if year % 100 or "2000" <= digits <= "2099" else None


def read_century(parts: Parts, context: Context) -> Interval | None:
    """Read "the 20th century": the years 1900 to 1999, as TimeML counts them."""
    number = parts.number("ordinal", "nth", "day", "roman")
    return months(number * 100 - 100, 1, 1200, "century") if number and 1 < number < 22 else None


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


def read_iso(parts: Parts, context: Context) -> Interval | None:
    """Read 2024-03-03."""
    year, month, day = map(int, (parts.first("iso") or "").split("-"))
    return in_year(Parts({"month": (str(month),), "day": (str(day),)}), year, context) if 1 <= month <= 12 else None


def read_clock(parts: Parts, context: Context) -> Interval | None:
    """Read a time of day: the day told just before, else of the report."""
    return context.near() or (Interval.day(context.anchor) if context.anchor else UNKNOWN)


def read_day_of_month(parts: Parts, context: Context) -> Interval | None:
    """Read "on the 12th": of the month told before, else of the report's."""
    told = context.reference
    month = told.start if told and told.precision in ("day", "month") else context.anchor
    if month is None:
        return UNKNOWN
    return in_year(Parts({"month": (str(month.month),), "nth": parts.values["nth"]}), month.year, context)


def read_week_of(parts: Parts, context: Context) -> Interval | None:
    """Read "the week of 6 March"."""
    day = read_calendar(parts, context)
    return around("week", day.start) if day and day.start else UNKNOWN


def read_age(parts: Parts, context: Context) -> Interval | None:
    """Refuse ages: "52 years old" tells no time."""
    return None


def read_nothing(parts: Parts, context: Context) -> Interval | None:
    """Read durations, sets and vague times: they name no days."""
    return UNKNOWN


READINGS: Mapping[str, Reading] = {
    name.removeprefix("read_"): reading for name, reading in list(globals().items()) if name.startswith("read_")
}
