"""What a sequence of words means: one reading for each kind of expression, from its parts to half-open days."""

from collections.abc import Callable, Mapping

from khronika.annotate.dates import anaphoric, figures, named, relative, stretches, years
from khronika.annotate.dates.context import UNKNOWN, Context, Parts
from khronika.model import Interval

Reading = Callable[[Parts, Context], Interval | None]


def read_age(parts: Parts, context: Context) -> Interval | None:
    """Refuse ages: "52 years old" tells no time."""
    return None


def read_nothing(parts: Parts, context: Context) -> Interval | None:
    """Read durations, sets and vague times: they name no days."""
    return UNKNOWN


# The readings that rules.tsv may name. None says that the words are no expression of time after all.
READINGS: Mapping[str, Reading] = {
    "after": anaphoric.read_after,
    "age": read_age,
    "ago": relative.read_ago,
    "ahead": relative.read_ahead,
    "anaphor": anaphoric.read_anaphor,
    "before": anaphoric.read_before,
    "calendar": named.read_calendar,
    "century": years.read_century,
    "clock": anaphoric.read_clock,
    "day": relative.read_day,
    "day_of_month": named.read_day_of_month,
    "day_and_month": figures.read_day_and_month,
    "days_to": stretches.read_days_to,
    "decade": years.read_decade,
    "eve": anaphoric.read_eve,
    "iso": figures.read_iso,
    "latest": anaphoric.read_latest,
    "named_unit": relative.read_named_unit,
    "night": relative.read_night,
    "nothing": read_nothing,
    "numeric": figures.read_numeric,
    "range": stretches.read_range,
    "spoken_year": years.read_spoken_year,
    "stretch": relative.read_stretch,
    "through": anaphoric.read_through,
    "unit": relative.read_unit,
    "week_of": named.read_week_of,
    "weekday": relative.read_weekday,
    "weekend": relative.read_weekend,
    "year_ago": anaphoric.read_year_ago,
    "years": stretches.read_years,
}


def read(reading: str, parts: Parts, context: Context) -> Interval | None:
    """Read the parts of an expression; what lies beyond the calendar's years names no days."""
    try:
        return READINGS[reading](parts, context)
    except (OverflowError, ValueError):
        return UNKNOWN
