"""Time expressions and their days: sentences of our own, each with the day of its report and what must come out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.annotate.dates import find_dates, read_dates
from khronika.annotate.dates.find import DATE_TABLES
from khronika.annotate.dates.match import makes_sense, match
from khronika.annotate.dates.pieces import cut
from khronika.annotate.dates.tables import Rule, load_rules, load_words
from khronika.language import engines
from khronika.language.record import Analysis, Sentence
from khronika.model import Document, Interval, Mention, Paragraph

# A Wednesday.
ANCHOR = date(2024, 9, 18)


def plain(text: str, language: str = "en", anchor: date | None = ANCHOR) -> Analysis:
    """Give a text as one sentence without a tree, so that only its words tell."""
    return analysis(text, language, anchor, (Sentence(0, len(text), language, ()),))


def parsed(text: str, language: str = "en", anchor: date | None = ANCHOR) -> Analysis:
    """Give a text as its language's engine analyses it."""
    engine = engines.engine(language)
    return analysis(text, language, anchor, tuple(engine.analyse(text, engine.segment(text))))


def analysis(text: str, language: str, anchor: date | None, sentences: tuple[Sentence, ...]) -> Analysis:
    paragraphs = (Paragraph("paragraph", 0, len(text)),)
    document = Document(
        id="d", source="d", media_type="text/plain", sha256="", text=text, language=language, paragraphs=paragraphs
    )
    return Analysis(document, text, sentences, anchor)


def told(mentions: list[Mention]) -> list[tuple[str, str | None, str | None, str]]:
    """Give text, bounds and precision of each mention."""
    return [(m.text, *bounds(m.value), m.value.precision) for m in mentions if isinstance(m.value, Interval)]


def bounds(interval: Interval) -> tuple[str | None, str | None]:
    return interval.start and interval.start.isoformat(), interval.end and interval.end.isoformat()


ENGLISH = [
    # Absolute.
    ("Miners marched on 3 March 2024.", "3 March 2024", "2024-03-03", "2024-03-04", "day"),
    ("Miners marched on Monday, March 3rd, 2025.", "Monday, March 3rd, 2025", "2025-03-03", "2025-03-04", "day"),
    ("The log reads 2024-03-02 in one place.", "2024-03-02", "2024-03-02", "2024-03-03", "day"),
    ("The form of 25/03/2024 was lost.", "25/03/2024", "2024-03-25", "2024-03-26", "day"),
    ("The form of 03/25/2024 was lost.", "03/25/2024", "2024-03-25", "2024-03-26", "day"),
    ("The form of 03/04/2024 was lost.", "03/04/2024", "2024-01-01", "2025-01-01", "year"),
    ("The form of 05.04.2024 was lost.", "05.04.2024", "2024-04-05", "2024-04-06", "day"),
    ("It closed in March 2020.", "March 2020", "2020-03-01", "2020-04-01", "month"),
    ("It closed in early March 2020.", "early March 2020", "2020-03-01", "2020-04-01", "month"),
    ("It closed at the end of May 2020.", "the end of May 2020", "2020-05-01", "2020-06-01", "month"),
    ("It closed in mid-2020.", "mid-2020", "2020-01-01", "2021-01-01", "year"),
    ("It closed in 1987.", "1987", "1987-01-01", "1988-01-01", "year"),
    ("It closed in the spring of 2020.", "the spring of 2020", "2020-03-01", "2020-06-01", "season"),
    ("It closed in winter 2020.", "winter 2020", "2020-12-01", "2021-03-01", "season"),
    ("It closed in the third quarter of 2019.", "the third quarter of 2019", "2019-07-01", "2019-10-01", "quarter"),
    ("It closed in the first half of 2019.", "the first half of 2019", "2019-01-01", "2019-07-01", "range"),
    ("Strikes were rare in the late 1990s.", "the late 1990s", "1990-01-01", "2000-01-01", "decade"),
    ("Strikes were rare in the '80s.", "the '80s", "1980-01-01", "1990-01-01", "decade"),
    ("Strikes were rare in the 19th century.", "the 19th century", "1800-01-01", "1900-01-01", "century"),
    ("They met in nineteen ninety-six.", "nineteen ninety-six", "1996-01-01", "1997-01-01", "year"),
    # Feasts.
    ("They rallied on May Day.", "May Day", "2024-05-01", "2024-05-02", "day"),
    ("They rallied at Christmas 2021.", "Christmas 2021", "2021-12-25", "2021-12-26", "day"),
    ("They rallied on Good Friday 2024.", "Good Friday 2024", "2024-03-29", "2024-03-30", "day"),
    ("They rallied on Labor Day.", "Labor Day", "2024-09-02", "2024-09-03", "day"),
    # From the day of the report.
    ("Guards beat him yesterday.", "yesterday", "2024-09-17", "2024-09-18", "day"),
    ("Guards beat him late yesterday.", "late yesterday", "2024-09-17", "2024-09-18", "day"),
    ("Guards beat him last night.", "last night", "2024-09-17", "2024-09-18", "day"),
    ("Guards beat him this morning.", "this morning", "2024-09-18", "2024-09-19", "day"),
    ("Guards beat him last week.", "last week", "2024-09-09", "2024-09-16", "week"),
    ("Guards beat him earlier this month.", "earlier this month", "2024-09-01", "2024-10-01", "month"),
    ("Guards beat him late last year.", "late last year", "2023-01-01", "2024-01-01", "year"),
    ("Guards beat him two days ago.", "two days ago", "2024-09-16", "2024-09-17", "day"),
    ("Guards beat him nearly three weeks ago.", "nearly three weeks ago", "2024-08-26", "2024-09-02", "week"),
    ("Guards beat him a year ago.", "a year ago", "2023-01-01", "2024-01-01", "year"),
    ("Guards beat him on Monday morning.", "Monday morning", "2024-09-16", "2024-09-17", "day"),
    ("Guards beat him on Wednesday.", "Wednesday", "2024-09-18", "2024-09-19", "day"),
    ("Guards beat him last Friday.", "last Friday", "2024-09-13", "2024-09-14", "day"),
    ("Guards beat him in August.", "August", "2024-08-01", "2024-09-01", "month"),
    ("Guards beat him last October.", "last October", "2023-10-01", "2023-11-01", "month"),
    ("Guards beat him in June last year.", "June last year", "2023-06-01", "2023-07-01", "month"),
    ("Guards beat him last summer.", "last summer", "2024-06-01", "2024-09-01", "season"),
    ("Guards beat him on Sept. 3.", "Sept. 3", "2024-09-03", "2024-09-04", "day"),
    ("Guards beat him on the 3rd of July.", "the 3rd of July", "2024-07-03", "2024-07-04", "day"),
    ("They will meet next Wednesday.", "next Wednesday", "2024-09-25", "2024-09-26", "day"),
    ("They will meet on Friday.", "Friday", "2024-09-20", "2024-09-21", "day"),
    ("They will meet tomorrow evening.", "tomorrow evening", "2024-09-19", "2024-09-20", "day"),
    ("They will meet in January.", "January", "2025-01-01", "2025-02-01", "month"),
    ("Ten were hurt over the past three days.", "the past three days", "2024-09-15", "2024-09-19", "range"),
    # Ranges and open ends.
    ("The camp stood from 3 to 5 March 2024.", "from 3 to 5 March 2024", "2024-03-03", "2024-03-06", "range"),
    ("The camp stood 3–5 March 2024.", "3–5 March 2024", "2024-03-03", "2024-03-06", "range"),
    ("The camp stood May 3-5.", "May 3-5", "2024-05-03", "2024-05-06", "range"),
    ("The camp stood between March and May 2023.", "between March and May 2023", "2023-03-01", "2023-06-01", "range"),
    ("The camp stood from 1994 to 2000.", "from 1994 to 2000", "1994-01-01", "2001-01-01", "range"),
    ("It stood from 30 April 2024 to 2 May 2024.", "from 30 April 2024 to 2 May 2024", "2024-04-30", "2024-05-03",
     "range"),
    ("They have been on strike since May.", "since May", "2024-05-01", None, "open"),
    ("They have been on strike since 3 May 2023.", "since 3 May 2023", "2023-05-03", None, "open"),
    ("He is held until Friday.", "until Friday", None, "2024-09-14", "open"),
    ("He was held until 2019.", "until 2019", None, "2019-01-01", "open"),
    ("He was held until the end of May 2020.", "until the end of May 2020", None, "2020-06-01", "open"),
    # No days.
    ("He was held for three months.", "three months", None, None, "unknown"),
    ("They picket every Friday.", "every Friday", None, None, "unknown"),
    ("They are now free.", "now", None, None, "unknown"),
]  # fmt: skip

RUSSIAN = [
    ("Митинг прошёл 3 марта 2024 года.", "3 марта 2024 года", "2024-03-03", "2024-03-04", "day"),
    ("Митинг прошёл 03.03.2024 у мэрии.", "03.03.2024", "2024-03-03", "2024-03-04", "day"),
    ("Митинг прошёл в среду, 4 сентября.", "в среду, 4 сентября", "2024-09-04", "2024-09-05", "day"),
    ("Митинг прошёл в августе.", "августе", "2024-08-01", "2024-09-01", "month"),
    ("Митинг прошёл в марте 2020 года.", "марте 2020 года", "2020-03-01", "2020-04-01", "month"),
    ("Митинг прошёл в сентябре прошлого года.", "сентябре прошлого года", "2023-09-01", "2023-10-01", "month"),
    ("Митинг прошёл в начале апреля.", "начале апреля", "2024-04-01", "2024-05-01", "month"),
    ("Митинг прошёл в конце прошлого года.", "конце прошлого года", "2023-01-01", "2024-01-01", "year"),
    ("Митинг прошёл весной 2012 года.", "весной 2012 года", "2012-03-01", "2012-06-01", "season"),
    ("Митинг прошёл в третьем квартале 2019 года.", "третьем квартале 2019 года", "2019-07-01", "2019-10-01",
     "quarter"),
    ("Завод открыли в 1987 году.", "1987 году", "1987-01-01", "1988-01-01", "year"),
    ("Завод открыли в 90-х.", "90-х", "1990-01-01", "2000-01-01", "decade"),
    ("Завод открыли в конце 1980-х годов.", "конце 1980-х годов", "1980-01-01", "1990-01-01", "decade"),
    ("Завод открыли в XIX веке.", "XIX веке", "1800-01-01", "1900-01-01", "century"),
    ("Завод открыли в двадцатом веке.", "двадцатом веке", "1900-01-01", "2000-01-01", "century"),
    ("Акция прошла в День Победы.", "День Победы", "2024-05-09", "2024-05-10", "day"),
    ("Акция прошла 8 марта.", "8 марта", "2024-03-08", "2024-03-09", "day"),
    ("Его задержали вчера вечером.", "вчера вечером", "2024-09-17", "2024-09-18", "day"),
    ("Его задержали позавчера.", "позавчера", "2024-09-16", "2024-09-17", "day"),
    ("Его задержали накануне.", "накануне", "2024-09-17", "2024-09-18", "day"),
    ("Его задержали утром.", "утром", "2024-09-18", "2024-09-19", "day"),
    ("Его задержали в прошлую среду.", "прошлую среду", "2024-09-11", "2024-09-12", "day"),
    ("Его задержали в среду.", "среду", "2024-09-18", "2024-09-19", "day"),
    ("Его задержали на прошлой неделе.", "прошлой неделе", "2024-09-09", "2024-09-16", "week"),
    ("Его задержали неделю назад.", "неделю назад", "2024-09-09", "2024-09-16", "week"),
    ("Его задержали два дня назад.", "два дня назад", "2024-09-16", "2024-09-17", "day"),
    ("Суд состоится в пятницу.", "пятницу", "2024-09-20", "2024-09-21", "day"),
    ("Суд состоится завтра.", "завтра", "2024-09-19", "2024-09-20", "day"),
    ("Суд состоится через неделю.", "через неделю", "2024-09-23", "2024-09-30", "week"),
    ("Лагерь стоял с 3 по 5 марта.", "с 3 по 5 марта", "2024-03-03", "2024-03-06", "range"),
    ("Лагерь стоял 3–5 марта 2023 года.", "3–5 марта 2023 года", "2023-03-03", "2023-03-06", "range"),
    ("Лагерь стоял с мая по июль 2023 года.", "с мая по июль 2023 года", "2023-05-01", "2023-08-01", "range"),
    ("Лагерь стоял с 1994 по 2000 год.", "с 1994 по 2000 год", "1994-01-01", "2001-01-01", "range"),
    ("Лагерь стоит с мая 2023 года.", "с мая 2023 года", "2023-05-01", None, "open"),
    ("Его оставили под стражей до конца мая 2023 года.", "до конца мая 2023 года", None, "2023-06-01", "open"),
    ("За последние три дня задержаны десять человек.", "последние три дня", "2024-09-15", "2024-09-19", "range"),
    ("Его держали три месяца.", "три месяца", None, None, "unknown"),
    ("Пикеты проходят по пятницам.", "пятницам", None, None, "unknown"),
    ("Сейчас он на свободе.", "Сейчас", None, None, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), ENGLISH)
def test_an_english_expression_has_its_words_and_days(
    text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    assert told(find_dates(plain(text))) == [(words, start, end, precision)]


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), RUSSIAN)
def test_a_russian_expression_has_its_words_and_days(
    text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    assert told(find_dates(plain(text, "ru"))) == [(words, start, end, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the mayor's office.",
        "A second officer fell.",
        "The 44-year-old teacher was fined.",
        "The march for freedom was banned.",
        "He paid $1990 in fines.",
        "About twenty thousand came.",
        "The fall of the wall was filmed.",
        "The spring broke.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert find_dates(plain(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Охрана окружающей среды подорожала.", []),
        ("В возрасте 52 лет он начал голодовку.", []),
        ("Первые ряды пустовали.", []),
    ],
)
def test_russian_words_that_only_look_like_dates_are_left_alone(text: str, expected: list[Mention]) -> None:
    assert find_dates(plain(text, "ru")) == expected


@pytest.mark.parametrize(
    ("text", "language", "bounds_of_last"),
    [
        ("He was arrested on 3 May 2023. The next day he was freed.", "en", ("2023-05-04", "2023-05-05")),
        ("He was arrested on 3 May 2023. Two days later he was freed.", "en", ("2023-05-05", "2023-05-06")),
        ("He was arrested in 1998. That year the mine closed.", "en", ("1998-01-01", "1999-01-01")),
        ("He was arrested on 3 May 2023. He was freed yesterday.", "en", ("2024-09-17", "2024-09-18")),
        ("Его задержали 3 мая 2023 года. На следующий день его отпустили.", "ru", ("2023-05-04", "2023-05-05")),
        ("Его задержали 3 мая 2023 года. В тот же день его отпустили.", "ru", ("2023-05-03", "2023-05-04")),
        ("Его задержали 3 мая 2023 года. Накануне у него был обыск.", "ru", ("2023-05-02", "2023-05-03")),
    ],
)
def test_only_anaphoric_expressions_count_from_the_one_before(
    text: str, language: str, bounds_of_last: tuple[str, str]
) -> None:
    last = find_dates(plain(text, language))[-1].value
    assert isinstance(last, Interval)
    assert bounds(last) == bounds_of_last


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("The minister said on Tuesday that the talks will resume on Friday.", "en", ["2024-09-17", "2024-09-20"]),
        ("Police broke up a rally on Saturday.", "en", ["2024-09-14"]),
        ("The union plans to strike on Monday.", "en", ["2024-09-23"]),
        ("The union announced a rally to be held on Sunday.", "en", ["2024-09-22"]),
        ("Nurses were detained on Thursday and freed on Friday.", "en", ["2024-09-12", "2024-09-13"]),
        ("The hearing is scheduled for Monday.", "en", ["2024-09-23"]),
        ("The court banned the march planned for Sunday.", "en", ["2024-09-22"]),
        ("The union called a rally for Sunday.", "en", ["2024-09-22"]),
        ("Суд запретил пикет, назначенный на воскресенье.", "ru", ["2024-09-22"]),
        ("Профсоюз собирает митинг на воскресенье.", "ru", ["2024-09-22"]),
        ("В ночь на воскресенье полиция разогнала лагерь.", "ru", ["2024-09-14"]),
        ("В субботу полиция разогнала митинг.", "ru", ["2024-09-14"]),
        ("Профсоюз объявил, что митинг пройдёт в субботу.", "ru", ["2024-09-21"]),
    ],
)
def test_a_bare_weekday_points_where_its_verb_points(text: str, language: str, start: list[str]) -> None:
    found = find_dates(parsed(text, language))
    assert [bounds(m.value)[0] for m in found if isinstance(m.value, Interval)] == start


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("The two unions merged in November.", "en", "2023-11-01"),
        ("The two unions will merge in November.", "en", "2024-11-01"),
        ("The mill has not paid its weavers since November.", "en", "2023-11-01"),
        ("The mayor promised new flats by spring.", "en", "2025-03-01"),
        ("В ноябре два союза пекарей объединились.", "ru", "2023-11-01"),
        ("В ноябре два союза пекарей проведут съезд.", "ru", "2024-11-01"),
        ("С ноября пекарня не платит рабочим.", "ru", "2023-11-01"),
        ("Мэр пообещал жильцам новые дома к весне.", "ru", "2025-03-01"),
    ],
)
def test_a_bare_month_or_season_lies_where_its_verb_points(text: str, language: str, start: str) -> None:
    (found,) = find_dates(parsed(text, language))
    assert isinstance(found.value, Interval)
    assert bounds(found.value)[0] == start


def test_without_the_day_of_the_report_relative_expressions_have_no_days() -> None:
    found = told(find_dates(plain("On Friday he recalled 3 May 2019 and last week.", anchor=None)))
    assert found == [
        ("Friday", None, None, "unknown"),
        ("3 May 2019", "2019-05-03", "2019-05-04", "day"),
        ("last week", None, None, "unknown"),
    ]


def test_without_the_day_of_the_report_a_year_told_before_is_kept() -> None:
    found = told(find_dates(plain("It began on 3 May 2019 and ended on 7 May.", anchor=None)))
    assert found[1] == ("7 May", "2019-05-07", "2019-05-08", "day")


HISTORY = {
    "en": (
        (
            "The mill closed in 1904. In March 1905 the weavers struck. On 6 May the guards came; on 8 May, two days "
            "later, they fired. In January the strike was over. The list, kept secret until 1990, names 40. "
            "On 3 July 1906 the town rose. By the end of the year all was quiet."
        ),
        {"6 May": "1905-05-06", "8 May": "1905-05-08", "January": "1906-01-01", "the end of the year": "1906-01-01"},
    ),
    "ru": (
        (
            "В 1904 году закрыли фабрику. В марте 1905 года ткачи бастовали. 6 мая пришла стража, 8 мая она стреляла. "
            "В январе стачку прекратили. 3 июля 1906 года город восстал. Следующей весной всё стихло. "
            "В 1911 году фабрику открыли снова."
        ),
        {"6 мая": "1905-05-06", "8 мая": "1905-05-08", "январе": "1906-01-01", "Следующей весной": "1907-03-01"},
    ),
    "uk": (
        (
            "У 1904 році закрили фабрику. У березні 1905 року ткачі застрайкували. 6 травня прийшла варта, "
            "8 травня вона стріляла. У січні страйк припинили. 3 липня 1906 року місто повстало. У 1907 все стихло."
        ),
        {"6 травня": "1905-05-06", "8 травня": "1905-05-08", "січні": "1906-01-01"},
    ),
}


@pytest.mark.parametrize("language", HISTORY)
def test_a_history_has_a_calendar_of_its_own(language: str) -> None:
    text, expected = HISTORY[language]
    starts = {words: start for words, start, _, _ in told(find_dates(plain(text, language)))}
    assert {words: starts[words] for words in expected} == expected


def test_a_report_that_recalls_old_years_counts_from_its_own_day() -> None:
    text = "Weavers struck in 1905, 1911, 1923 and 1934. They struck again on Monday. On 6 May guards had fired."
    assert told(find_dates(plain(text)))[-1][:2] == ("6 May", "2024-05-06")


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("The camp stood from 3 to 5 March 2021.", "en", [("3", "2021-03-03"), ("5 March 2021", "2021-03-05")]),
        ("The camp stood from March 28 to April 2, 2021.", "en",
         [("March 28", "2021-03-28"), ("April 2, 2021", "2021-04-02")]),
        ("The camp stood between May and July 2023.", "en", [("May", "2023-05-01"), ("July 2023", "2023-07-01")]),
        ("Лагерь стоял с 1994 по 2000 год.", "ru", [("1994", "1994-01-01"), ("2000 год", "2000-01-01")]),
        ("Лагерь стоял в 1998–99 годы.", "ru", [("1998", "1998-01-01"), ("99 годы", "1999-01-01")]),
        ("Табір стояв 27–28.05.2024.", "uk", [("27", "2024-05-27"), ("28.05.2024", "2024-05-28")]),
        ("Le camp a tenu du 3 au 5 mars 2021.", "fr", [("3", "2021-03-03"), ("5 mars 2021", "2021-03-05")]),
        ("The camp has stood since May 2023.", "en", [("since May 2023", "2023-05-01")]),
    ],
)  # fmt: skip
def test_the_two_ends_of_a_stretch_are_expressions_of_their_own(
    text: str, language: str, ends: list[tuple[str, str]]
) -> None:
    dates = read_dates(plain(text, language))
    assert [(words, start) for words, start, _, _ in told(dates.apart)] == ends
    assert len(dates.whole) == 1


def test_slashed_dates_are_read_as_the_text_shows_elsewhere() -> None:
    found = told(find_dates(plain("Forms of 25/03/2024 and 03/04/2024.")))
    assert [start for _, start, _, _ in found] == ["2024-03-25", "2024-04-03"]


def test_seasons_turn_round_in_the_south() -> None:
    found = find_dates(plain("It closed in the summer of 2020."), south=True)
    assert told(found) == [("the summer of 2020", "2020-12-01", "2021-03-01", "season")]


@pytest.mark.parametrize("count", ["5000", "9999", "99999999999", "ninety million"])
def test_a_time_beyond_the_calendar_has_no_days(count: str) -> None:
    for text in (f"The ice melted {count} years ago.", f"They froze for the past {count} years."):
        assert all(isinstance(m.value, Interval) and m.value.end is None for m in find_dates(plain(text)) if m.value)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("17.12. Суд в Омске оштрафовал пекаря.", "ru", [("2023-12-17", "2023-12-18")]),
        ("УИК 1804: вброс бюллетеней.", "ru", []),
        ("Гражданка Франции, 1990 г. р., задержана 15 июня.", "ru", [("2024-06-15", "2024-06-16")]),
        ("Вечером его отпустили.", "ru", [("2024-09-18", "2024-09-19")]),
        ("Пикет прошёл 3 мая. Полиция молчала. Вечером его разогнали.", "ru",
         [("2024-05-03", "2024-05-04"), ("2024-05-03", "2024-05-04")]),
        ("Спустя час его отпустили.", "ru", [(None, None)]),
        ("В ночь на среду подожгли военкомат.", "ru", [("2024-09-17", "2024-09-19")]),
        ("The teacher has been held since 4 November.", "en", [("2023-11-04", None)]),
        ("Trial is set for 14 March.", "en", [("2025-03-14", "2025-03-15")]),
    ],
)  # fmt: skip
def test_what_reports_leave_out(text: str, language: str, told: list[tuple[str | None, str | None]]) -> None:
    assert [bounds(m.value) for m in find_dates(parsed(text, language)) if isinstance(m.value, Interval)] == told


def test_a_sentence_in_another_language_is_left_alone() -> None:
    assert find_dates(plain("Am 3. März 2024.", "de")) == []


RULES = [(language, rule) for language in ("en", "fr", "ru", "uk") for rule in load_rules(language, "rules.tsv").rules]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.example for _, rule in RULES])
def test_each_rule_reads_its_own_example(language: str, rule: Rule) -> None:
    pieces = cut(rule.example, 0, len(rule.example), load_words(language, *DATE_TABLES))
    rules = load_rules(language, "rules.tsv")
    alone = type(rules)((rule,), rules.letters, rules.fillers)
    assert match(pieces, alone, makes_sense), "the rule does not match its example"


WORDS = st.sampled_from(
    "on in the last next this Friday Monday May March 3 12 2024 1998 since until from to between and week year two "
    "days ago later yesterday early end of quarter third first summer Christmas , - – 1990s 10:30 now every".split()
)
ANCHORS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14), ANCHORS)
def test_spans_are_exact_sorted_and_apart(words: list[str], anchor: date) -> None:
    text = " ".join(words)
    found = find_dates(plain(text, anchor=anchor))
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=150, deadline=None)
@given(ANCHORS, st.integers(-200, 200), st.sampled_from(["on Friday", "last Monday", "next Sunday", "last week"]))
def test_a_report_some_weeks_later_means_days_as_many_weeks_later(anchor: date, weeks: int, words: str) -> None:
    by = timedelta(7 * weeks)
    (first,), (second,) = (find_dates(plain(f"They met {words}.", anchor=day)) for day in (anchor, anchor + by))
    assert isinstance(first.value, Interval) and isinstance(second.value, Interval)
    assert first.value.start and second.value.start == first.value.start + by


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), ANCHORS)
def test_a_full_date_means_the_same_whenever_it_is_told(day: date, anchor: date) -> None:
    for text in (f"on {day:%B} {day.day}, {day.year}", f"on {day.day} {day:%B} {day.year}", f"on {day.isoformat()}"):
        (found,) = find_dates(plain(text, anchor=anchor))
        assert found.value == Interval.day(day)


@pytest.mark.parametrize(("text", "expected"), [
    ("The march in Leeds on the ninth had two subjects.", ["2024-09-09"]),
    ("On the ninth floor he was arrested, and on the second day released.", []),
    ("On the sixth of the month there had been twenty.", ["2024-09-06"]),
    ("On the ninth day of May they struck.", ["2024-05-09"]),
    ("Police came on Friday. The day before, pickets had blocked the gate.", ["2024-09-13", "2024-09-12"]),
    ("Police came on Friday. They had struck the day before the vote.", ["2024-09-13"]),
    ("He spoke before two thousand people. They met in two thousand eight.", ["2008-01-01"]),
    ("He was remanded on 3 September until 18 September; she was freed two days later.", ["2024-09-03", "2024-09-05"]),
    ("It began in October 1984. On 9 November the militia shot. On 5 March 2024 they marched.",
     ["1984-10-01", "1984-11-09", "2024-03-05"]),
])  # fmt: skip
def test_days_in_words_and_days_counted_from_what_was_told(text: str, expected: list[str]) -> None:
    found = find_dates(parsed(text))
    assert [m.value.start.isoformat() for m in found if isinstance(m.value, Interval) and m.value.start] == expected


def test_russian_ordinals_name_days() -> None:
    found = find_dates(parsed("Двенадцатого марта прошёл митинг. Второй март подряд они бастуют.", "ru"))
    assert told(found)[0][:2] == ("Двенадцатого марта", "2024-03-12")
    assert len(told(found)) == 1 or told(found)[1][1] != "2024-03-02"


def test_a_verb_beyond_a_semicolon_tells_no_direction() -> None:
    found = find_dates(parsed("Обвиняемый под арестом с марта; день в изоляторе засчитают за два.", "ru"))
    assert told(found)[0][1] == "2024-03-01"
