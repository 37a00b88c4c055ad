"""Intervals are half-open days, and know what they cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.errors import ValueFormatError
from khronika.model import Interval


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "year"),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), "month"),
        ("2026-05-31", date(2026, 5, 31), date(2026, 6, 1), "day"),
        ("2026-05-31T23:10:00+03:00", date(2026, 5, 31), date(2026, 6, 1), "day"),
        ("2026-05-31 08:00", date(2026, 5, 31), date(2026, 6, 1), "day"),
    ],
)
def test_a_date_prefix_is_the_days_it_covers(text: str, start: date, end: date, precision: str) -> None:
    interval = Interval.parse(text)
    assert (interval.start, interval.end, interval.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["2026-5", "May 2026", "", "2026-02-30", "2026-13"])
def test_what_is_no_date_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(ValueFormatError, match=text or "''"):
        Interval.parse(text)


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueFormatError, match="want start < end"):
        Interval(date(2026, 5, 2), date(2026, 5, 2), "day")


@given(st.dates(date(1, 1, 1), date(9998, 1, 1)))
def test_every_day_is_one_day_long_and_reads_back(day: date) -> None:
    interval = Interval.day(day)
    assert interval.start and interval.end and (interval.end - interval.start).days == 1
    assert Interval.parse(day.isoformat()) == interval


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_neighbouring_days_do_not_overlap_and_overlap_is_mutual(one: date, other: date) -> None:
    a, b = Interval.day(one), Interval.day(other)
    assert a.overlaps(b) == b.overlaps(a) == (one == other)
    assert a.overlaps(Interval(other, None, "open")) == (one >= other)
