"""Values put into words."""

from datetime import date

import pytest

from khronika.errors import LanguageError
from khronika.model import Interval, Place
from khronika.wording import word_interval, word_place, word_quantity

INTERVALS = [
    (Interval.day(date(2024, 3, 4)), "4 March 2024", "4 марта 2024 года"),
    (Interval(date(2024, 3, 3), date(2024, 3, 6), "range"), "3–5 March 2024", "3–5 марта 2024 года"),
    (Interval(date(2024, 2, 28), date(2024, 3, 3), "range"), "28 February 2024 to 2 March 2024",
     "28 февраля 2024 года — 2 марта 2024 года"),
    (Interval(date(2024, 4, 29), date(2024, 5, 6), "week"), "week of 29 April 2024", "неделя с 29 апреля 2024 года"),
    (Interval.month(2024, 5), "May 2024", "май 2024 года"),
    (Interval(date(2023, 12, 1), date(2024, 3, 1), "season"), "winter 2023", "зима 2023 года"),
    (Interval(date(2024, 4, 1), date(2024, 7, 1), "quarter"), "quarter 2 of 2024", "2-й квартал 2024 года"),
    (Interval.year(2020), "2020", "2020 год"),
    (Interval(date(1990, 1, 1), date(2000, 1, 1), "decade"), "the 1990s", "1990-е годы"),
    (Interval(date(2024, 5, 1), None, "open"), "since 1 May 2024", "с 1 мая 2024 года"),
    (Interval(None, date(2024, 5, 1), "open"), "until 30 April 2024", "до 30 апреля 2024 года"),
    (Interval(), "unknown", "неизвестно"),
]  # fmt: skip


@pytest.mark.parametrize(("interval", "english", "russian"), INTERVALS)
def test_an_interval_is_told_with_the_precision_it_has(interval: Interval, english: str, russian: str) -> None:
    assert word_interval(interval) == english
    assert word_interval(interval, "ru") == russian


@pytest.mark.parametrize(
    ("low", "high", "approximate", "english", "russian"),
    [
        (26, 26, False, "26", "26"),
        (300, 300, True, "about 300", "около 300"),
        (50, 70, True, "50–70", "50–70"),
        (50, None, True, "at least 50", "не менее 50"),
        (None, 70, True, "at most 70", "не более 70"),
        (None, None, False, "unknown", "неизвестно"),
        (20_000, 20_000, False, "20\u202f000", "20\u202f000"),
    ],
)
def test_a_quantity_is_told_with_its_bounds(
    low: int | None, high: int | None, approximate: bool, english: str, russian: str
) -> None:
    assert word_quantity(low, high, approximate=approximate) == english
    assert word_quantity(low, high, approximate=approximate, language="ru") == russian


def test_what_is_counted_follows_the_number() -> None:
    assert word_quantity(5, 5, of="actor") == "5 actor"


def test_a_place_is_told_with_region_and_country_each_once() -> None:
    assert word_place(Place("Lille", "FR", "Hauts-de-France")) == "Lille, Hauts-de-France, FR"
    assert word_place(Place("Berlin", "DE", "Berlin")) == "Berlin, DE"
    assert word_place(Place("nowhere known")) == "nowhere known"


def test_a_language_without_words_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageError, match="want one of en, ru"):
        word_interval(Interval(), "xx")
