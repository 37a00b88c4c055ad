"""Days, weeks, months and longer intervals in words."""

from datetime import date, timedelta
from typing import Protocol

from khronika.model import Interval
from khronika.wording.table import words


class Dated(Protocol):
    """What has half-open days and a precision: an interval, or when an event was told to be."""

    @property
    def start(self) -> date | None:
        """The first day, None where open or unknown."""

    @property
    def end(self) -> date | None:
        """The day after the last, None where open or unknown."""

    @property
    def precision(self) -> str:
        """How exact the telling was."""


def word_interval(interval: Interval, language: str = "en") -> str:
    """Tell an interval as people do: "4 March 2024", "3–5 March 2024", "since May 2023", "unknown"."""
    return word_date(interval, language)


def word_date(told: Dated, language: str = "en") -> str:
    """Tell when something was, by the precision that is known.

    Raises:
        LanguageError: there are no words in that language.
    """
    if told.start is None and told.end is None:
        return words(language)["unknown"]
    if told.end is None and told.start:
        return words(language)["since"].format(_day(told.start, language))
    if told.start is None and told.end:
        return words(language)["until"].format(_day(told.end - timedelta(1), language))
    assert told.start and told.end
    return _bounded(told.start, told.end, told.precision, language)


def _bounded(start: date, end: date, precision: str, language: str) -> str:
    last = end - timedelta(1)
    if start == last:
        return _day(start, language)
    table = words(language)
    whole = _whole(start, end, precision, language)
    if whole:
        return whole
    if (start.year, start.month) == (last.year, last.month):
        month = _month(start, language, 1)
        return table["days"].format(first=start.day, last=last.day, month=month, year=start.year)
    return table["stretch"].format(_day(start, language), _day(last, language))


def _whole(start: date, end: date, precision: str, language: str) -> str | None:
    table = words(language)
    if precision == "week":
        return table["week"].format(_day(start, language))
    if precision == "month":
        return table["month"].format(month=_month(start, language, 0), year=start.year)
    if precision == "quarter":
        return table["quarter"].format((start.month + 2) // 3, start.year)
    if precision == "season":
        return table[f"season_{start.month:02}"].format(start.year)
    if precision == "year":
        return table["year"].format(start.year)
    return table["decade"].format(start.year) if precision == "decade" else None


def _day(day: date, language: str) -> str:
    return words(language)["day"].format(day=day.day, month=_month(day, language, 1), year=day.year)


def _month(day: date, language: str, case: int) -> str:
    """Give the name of a month: 0 as it stands alone, 1 as it stands after a day."""
    return words(language)[f"month_{day.month:02}"].split("|")[-1 if case else 0]
