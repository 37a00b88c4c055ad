"""What the words of a report say of a prosecution: articles, places of detention, sentences, whether a minor."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

# Where people are held, by the names that such places have.
_HOLDING = re.compile(
    r"\b(?:СИЗО|ИВС|ИК|ЛИУ|КП)(?:\s*(?:-|№|No\.?)\s*\d+)?(?!\w)|"
    r"(?:следственн\w+ изолятор\w*|спецпри[её]мник\w*|"
    r"исправительн\w+ колони\w+|колони\w+ (?:общего|строгого) режима)(?:\s*№\s*\d+)?|"
    r"\b(?:SIZO|IK)(?:[- ]?\d+)?\b|"
    r"\b(?:pre-?trial detention (?:cent(?:re|er)|facility)|remand (?:prison|cent(?:re|er))|penal colony|"
    r"correctional colony|detention cent(?:re|er))(?: No\.? ?\d+)?",
)
_PRISON = re.compile(r"\b(?:[A-Z][\w-]+ ){1,3}(?:Prison|Jail|Detention Cent(?:re|er))\b")
_SUSPENDED = re.compile(r"suspend|probation|conditional|community|service|условн|отсрочк|обязательн|исправительн\w+ работ|"
                        r"принудительн\w+ работ|ограничени\w+ свобод", re.IGNORECASE)  # fmt: skip
_MINOR = re.compile(
    r"\b(?:[5-9]|1[0-7])[- ]?(?:year[- ]old|летн\w+)|\baged? (?:[5-9]|1[0-7])\b|\bunderage\b|\bminors?\b|\bteenage\w*|"
    r"несовершеннолетн\w+|подрост\w+|школьни\w+",
    re.IGNORECASE,
)
_ADULT = re.compile(r"\b(?:1[89]|[2-9]\d)[- ]?(?:year[- ]old|летн\w+)|\baged? (?:1[89]|[2-9]\d)\b", re.IGNORECASE)
_MINOR_AFTER = re.compile(r"(?:[5-9]|1[0-7])(?!\d)\W*$")
_ADULT_AFTER = re.compile(r"(?:1[89]|[2-9]\d)(?!\d)\W*$")
_PARTS = re.compile(r"[.;,()—–]\s*|\b(?:and|with|и|с|вместе)\b")
_ARTICLE = re.compile(r"\d+(?:\.\d+)*")
TERMS = frozenset({"day", "week", "month", "year"})
NEAR = 60


def holding_places(quotes: Iterable[str]) -> Iterator[str]:
    """Yield the places of detention that quotes name."""
    for quote in quotes:
        for pattern in (_HOLDING, _PRISON):
            yield from (found.group().strip() for found in pattern.finditer(quote))


def is_minor(names: Iterable[str], quotes: Iterable[str]) -> bool | None:
    """Say whether the words beside a person's name make them a minor; None where no word says.

    >>> is_minor(["Anna Vetrova"], ["Police held 16-year-old Anna Vetrova."])
    True
    """
    beside = [text for name in names for quote in quotes for text in _beside(name, quote)]
    if any(_MINOR.search(text) or _MINOR_AFTER.match(text) for text in beside):
        return True
    return False if any(_ADULT.search(text) or _ADULT_AFTER.match(text) for text in beside) else None


def _beside(name: str, quote: str) -> Iterator[str]:
    """Yield what stands right before a name, and an apposition behind it; what "and" or "with" parts is another's."""
    for found in re.finditer(re.escape(name), quote):
        before, after = quote[max(0, found.start() - NEAR) : found.start()], quote[found.end() : found.end() + NEAR]
        yield _PARTS.split(before)[-1]
        if after[:2].strip()[:1] in {",", "(", "—", "–"}:
            yield _PARTS.split(after.lstrip(" ,(—–"))[0]


def is_term(sentence: dict[str, Any]) -> bool:
    """Say whether a sentence takes somebody's liberty: a term that is not suspended."""
    return sentence.get("unit") in TERMS and not _SUSPENDED.search(sentence["name"])


def article(text: str) -> str:
    """Give what two tellings of one article have in common: its number, or its words where it has none.

    >>> article("part 1 of article 318"), article("ст. 318 ч. 1")
    ('318', '318')
    """
    numbers = _ARTICLE.findall(text)
    return str(max(numbers, key=lambda number: float(number.split(".")[0]))) if numbers else text.casefold()
