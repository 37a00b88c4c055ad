"""TempEval-3 and its like: texts with TIMEX3 inline; spans that touch, and the interval of days that is meant.

An expression that names no interval (a duration, a set, "now") is neither asked for nor punished.
"""

import html
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer, EntityRow
from khronika.evaluate.gold import Article, archive_texts
from khronika.evaluate.measure import Score, best_pairs, shared, union_share
from khronika.evaluate.report import Measure, f1

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
Days = tuple[date, date]


class Timex(Struct, frozen=True):
    """A gold time expression."""

    start: int
    end: int
    value: str

    @property
    def days(self) -> Days | None:
        """Give the half-open days that are meant, None where none are."""
        return days_of(self.value)


class Text(Struct, frozen=True):
    """A gold text with its day of creation."""

    id: str
    created: str
    text: str
    timexes: list[Timex]


def texts(path: Path) -> list[Text]:
    """Read the gold texts."""
    return [
        read_timeml(PurePosixPath(name).name.removesuffix(suffix), page)
        for suffix in (".tml", ".key.xml")
        for name, page in archive_texts(path, suffix).items()
    ]


def read_timeml(id: str, page: str) -> Text:
    """Read one TimeML page; tags other than TIMEX3 are dropped, their words stay.

    Raises:
        ArgumentError: the page has no creation day or no text.
    """
    created = re.search(r'<(?:DCT|DATETIME)>.*?\bvalue="(\d{4}-\d\d-\d\d)', page, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", page, re.DOTALL)
    if not created or not body:
        raise ArgumentError(f"{id}: no TimeML text with its day of creation")
    text, opened, found = "", [], []
    for part in re.split(r"(<[^>]*>)", body[1]):
        if part.startswith("<TIMEX3") and not part.endswith("/>"):
            value = re.search(r'\bvalue="([^"]*)"', part)
            opened.append((len(text), value[1] if value else ""))
        elif part == "</TIMEX3>":
            start, told = opened.pop()
            found.append(Timex(start, len(text), told))
        elif not part.startswith("<"):
            text += html.unescape(part)
    return Text(id, created[1], text, found)


def days_of(value: str) -> Days | None:
    """Give the days of a TIMEX3 value: a day, week, month, season, quarter, half, year, decade or century."""
    value = value.partition("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        first = date(int(match[1]), int(match[2]), int(match[3]))
        return first, first + timedelta(1)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return first, first + timedelta(7)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return _months(int(match[1]), SEASONS[match[2]], 3)
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        length = 3 if match[2] == "Q" else 6
        return _months(int(match[1]), 1 + (int(match[3]) - 1) * length, length)
    if re.fullmatch(r"\d{2,4}", value) and int(value):
        years = 10 ** (4 - len(value))
        return _months(int(value) * years, 1, 12 * years)
    return None


def _months(year: int, month: int, length: int) -> Days:
    after = year * 12 + month - 1 + length
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    language = "uk" if "wikiwars_ua" in path.name else "en"
    return [Article(text.id, text.text, text.created, language) for text in texts(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score spans and intervals."""
    every, spans, intervals = Score(), Score(), Score()
    for text, answered in zip(texts(path), answers, strict=True):
        found = [entity for entity in answered.entities if entity.kind == "date"]
        pairs = best_pairs(text.timexes, found, touch)
        every.add(len(pairs), len(found), len(text.timexes))
        dated = [(timex, entity) for timex, entity in pairs if timex.days]
        asked = [entity for entity in found if not _touches_only_undated(entity, text.timexes)]
        wanted = sum(timex.days is not None for timex in text.timexes)
        spans.add(len(dated), len(asked), wanted)
        right = sum(timex.days == (entity.value.start, entity.value.end) for timex, entity in dated)
        intervals.add(right, len(asked), wanted)
    return [f1("all TIMEX3, touching", every), f1("dates, touching", spans), f1("dates, interval F1", intervals)]


def touch(timex: Timex, entity: EntityRow) -> float:
    return union_share((timex.start, timex.end), (entity.start, entity.end))


def _touches_only_undated(entity: EntityRow, timexes: Sequence[Timex]) -> bool:
    near = [timex for timex in timexes if shared((timex.start, timex.end), (entity.start, entity.end))]
    return bool(near) and not any(timex.days for timex in near)
