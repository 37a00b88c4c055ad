"""What a person is called beside the name: titles, offices, trades, callings, by the words of the lexicon."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from khronika import lexicon

BEFORE = re.compile(r"((?:[^\W\d_]+[- ]){1,4})$")
AFTER = re.compile(r"^,? ?(?:\d+,)? ?(?:an? |the )?((?:[^\W\d_]+[- ]){0,3}[^\W\d_]+)")
AGE_BEFORE = re.compile(r"\b(\d{1,2})(?:-year-old|[- ]лет\w+|[- ]річн\w+)(?: [^\W\d_]+){0,2} $", re.IGNORECASE)
AGE_AFTER = re.compile(r"(?:, (?:aged )?| \()(\d{1,2})(?=[,)]| (?:years|года?|лет|років)\b)", re.IGNORECASE)
ENDING = re.compile(r"(ами|ями|ого|ему|ому|ой|ей|ою|ом|ем|ам|ям|ах|ях|ов|ев|ым|им|ий|ый|ая|ую|s|[аяуюыиеьй])$")


def roles_beside(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the role words right before a name, and those of an apposition right behind it, in small letters."""
    before = BEFORE.search(text[max(0, start - 60) : start])
    if before:
        words = before.group(1).casefold().split()
        at = next((i for i in range(len(words)) if all(role_kind(word) for word in words[i:])), len(words))
        if words[at:]:
            yield " ".join(words[at:])
    after = AFTER.match(text[end : end + 80])
    if after and text[end : end + 1] == ",":
        words = after.group(1).casefold().split()
        told = [word for word in words if role_kind(word)]
        if told and role_kind(words[-1]):
            yield " ".join(words[words.index(told[0]) :])


def age_beside(text: str, start: int, end: int) -> int | None:
    """Give the age told right before or behind a name: "34-year-old", «34-летний», ", 34,"."""
    before = AGE_BEFORE.search(text[max(0, start - 40) : start])
    after = AGE_AFTER.match(text[end : end + 24])
    found = before or after
    return int(found.group(1)) if found else None


@lru_cache(50_000)
def role_kind(word: str) -> str | None:
    """Give the class of a word for what somebody is, in any language of the lexicon: government, lawyer, workers."""
    return _roles().get(lexicon.fold(word)) or _roles().get(bare(word))


def bare(word: str) -> str:
    """Give a word without the ending of case and number."""
    folded = lexicon.fold(word)
    cut = ENDING.sub("", folded)
    return cut if len(cut) > 3 else folded


@cache
def _roles() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in lexicon.languages():
        for table in ("titles", "roles", "groups"):
            for lemma, entry in lexicon.load(language).words(table).items():
                if " " not in lemma:
                    found.setdefault(lemma, entry.meaning or table)
                    found.setdefault(bare(lemma), entry.meaning or table)
    return found
