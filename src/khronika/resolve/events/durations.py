"""How long an event is told to have lasted: "a three-day stoppage", "stopped for an hour", «на час остановились»."""

import re
from collections.abc import Mapping

HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0}
Patterns = tuple[re.Pattern[str], re.Pattern[str]]
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
    "twelve": 12, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10,
    "один": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3, "трех": 3, "четыре": 4, "четырёх": 4,
    "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "десять": 10, "десяти": 10,
    "одно": 1, "дві": 2, "дво": 2, "двох": 2, "трьох": 3, "чотири": 4, "п'ять": 5, "п’ять": 5, "шість": 6, "сім": 7,
}  # fmt: skip
UNITS = (
    ("minute", r"minute|минут|хвилин"),
    ("hour", r"hour|heure|час|годин"),
    ("day", r"day|jour|дн|день|сут|доб|ден"),
    ("week", r"week|semaine|недел|тижд|тижн"),
    ("month", r"month|mois|месяц|месяч|місяц|місяч"),
)
_UNIT = {
    "en": r"minutes?|hours?|days?|weeks?|months?",
    "fr": r"minutes?|heures?|jours?|semaines?|mois",
    "ru": r"минут\w*|час(?:а|ов|ы)?|сут(?:ки|ок)|день|дня|дней|недел\w+|месяц\w*",
    "uk": r"хвилин\w*|годин\w*|доб\w+|день|дні|днів|тижд\w+|тижн\w+|місяц\w+",
}
_ADJECTIVE = {
    "en": r"(?=\w+-)(?:(?P<number>\d+|[a-z]+)-)?(?P<unit>minute|hour|day|week|month)(?:-long)?",
    "ru": r"(?P<number>\d+-?|[а-яё]+?)?(?P<unit>минутн|часов|дневн|суточн|недельн|месячн)\w+",
    "uk": r"(?P<number>\d+-?|[а-яіїєґ'’]+?)?(?P<unit>хвилинн|годинн|денн|добов|тижнев|місячн)\w+",
}


def _compiled(language: str) -> Patterns:
    """Give what stands right before a trigger, and what stands behind it or before it in its clause."""
    before = _ADJECTIVE.get(language)
    of_time = {"en": "for", "fr": r"de|d['’]|pendant|durant", "ru": "на", "uk": "на"}[language]
    number = r"(?:(?P<number>\d+|\w+) )?"
    return (
        re.compile(rf"(?<![\w-]){before}(?: [\w-]+)?\s+$" if before else r"(?!)", re.IGNORECASE),
        re.compile(rf"\b(?:{of_time})\s*{number}(?P<unit>{_UNIT[language]})\b", re.IGNORECASE),
    )


_PATTERNS: Mapping[str, Patterns] = {language: _compiled(language) for language in _UNIT}
REACH = 40  # characters before a Slavic verb
CLAUSE = re.compile(r"[^.;:!?]{0,60}")


def lasted(before: str, behind: str, language: str) -> float | None:
    """Give for how many hours the event of a trigger lasted, of the text before it and behind it; None untold.

    >>> lasted("a three-day ", " was called off", "en"), lasted("", " for an hour", "en"), lasted("the ", " went", "en")
    (72.0, 1.0, None)
    """
    if language not in _PATTERNS:
        return None
    right_before, around = _PATTERNS[language]
    clause = CLAUSE.match(behind)
    found = [right_before.search(before), around.search(clause[0] if clause else "")]
    if language in ("ru", "uk"):
        found.append(around.search(before[-REACH:]))
    return next((hours for match in found if match and (hours := _hours(match)) is not None), None)


def _hours(found: re.Match[str]) -> float | None:
    """Give the hours of a number and a unit; an unknown word before the unit is no number."""
    written = (found["number"] or "").strip("-").casefold()
    number = 1 if not written else int(written) if written.isdecimal() else NUMBERS.get(written)
    unit = found["unit"].casefold()
    name = next((name for name, pattern in UNITS if re.match(pattern, unit)), None)
    return None if number is None or name is None else number * HOURS[name]
