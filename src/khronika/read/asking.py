"""Who asks and who answers in an interview: what its head says of them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from khronika.read.cues import UPPER, rows, words
from khronika.read.russian_names import nominative

_WORD = rf"(?:[{UPPER}][\w’'-]*\w['’]?|[{UPPER}]\.)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:de|da|di|do|du|del|della|der|den|van|von|la|le|el|al|bin|ibn)|\s+{_WORD}){{1,3}}")
_PHRASE_END = re.compile(
    r"\s(?:about|on|over|regarding|concerning|in|at|after|before|why|how|who|whose|which)\s"
    r"|\s(?:об?|про|после|о том|которы\w+)\s|[,.;:?!(\n]"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s+")


class Asking(Struct, frozen=True):
    """The one who asks and the one who answers; None where nothing says so."""

    interviewer: str | None = None
    interviewee: str | None = None


def people_in(text: str) -> list[str]:
    """Give what looks like persons' full names in a text, in order, each once."""
    found: dict[str, None] = {}
    for match in _NAME.finditer(text):
        name = _POSSESSIVE.split(match[0])[-1]
        name = re.sub(r"['’]s?$", "", name)
        if (
            " " in name
            and words("organisation").isdisjoint(name.casefold().split())
            and not text[: match.start()].rstrip().lower().endswith(" the")
        ):
            found.setdefault(" ".join(name.split()))
    return list(found)


def find_asking(texts: Sequence[str], authors: Sequence[str]) -> Asking:
    """Read title, standfirst, byline and first paragraphs for who asks whom.

    The byline's author asks where nothing else tells.
    """
    asks, answers = None, None
    for text in texts:
        for found in _told(text, authors):
            asks, answers = asks or found.interviewer, answers or found.interviewee
    if answers is None:
        named = [name for text in texts for name in people_in(text) if name not in authors and name != asks]
        answers = named[0] if len(set(named)) == 1 else None
    others = [name for name in authors if not _same(name, answers)]
    return Asking(asks or (others[0] if len(others) == 1 else None), answers)


def _told(text: str, authors: Sequence[str]) -> Iterator[Asking]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            found = {
                name: _person(value, authors, last=name in "ayw") for name, value in match.groupdict().items() if value
            }
            if {"x", "v"} & match.groupdict().keys():
                yield _decide(found, match.groupdict(), authors)
            else:
                yield Asking(found.get("q"), found.get("a"))


def _decide(found: dict[str, str | None], words: dict[str, str], authors: Sequence[str]) -> Asking:
    """Say which of two asks: an author asks, so does one named with a publication; else it is as the verb has it."""
    subject, other = found.get("x") or found.get("v"), found.get("y") or found.get("w")
    if subject is None or other is None:
        return Asking(None, other or subject)
    if (subject in authors) != (other in authors):
        return Asking(subject, other) if subject in authors else Asking(other, subject)
    with_publication = _POSSESSIVE.search(words.get("y") or words.get("w") or "")
    answers = "x" in words or with_publication or "," in words["v"]
    return Asking(other, subject) if answers else Asking(subject, other)


def _person(phrase: str, authors: Sequence[str], *, last: bool) -> str | None:
    names = people_in(_PHRASE_END.split(phrase, maxsplit=1)[0] if last else phrase)
    if not names:
        return None
    known = [name for name in names if name in authors]
    return nominative(known[0] if known else names[-1] if last else names[0])


@cache
def _patterns() -> list[re.Pattern[str]]:
    phrase = {role: f"(?P<{role}>[^.?!\\n]{{3,160}})" for role in "aqvwxy"}
    subject = {role: f'(?P<{role}>(?<![^\\s(«"])[^.?!\\n]{{3,200}}?)' for role in "aqvwxy"}
    found = []
    for order, _, pattern in sorted(rows("interview.tsv", 3), key=lambda row: int(row[0])):
        if order.isdigit():
            parts = re.split(r"\{(\w)\}", pattern)
            first = subject if not parts[0] else phrase
            filled = [(first if at == 1 else phrase)[part] if at % 2 else part for at, part in enumerate(parts)]
            found.append(re.compile("".join(filled)))
    return found


def _same(name: str, other: str | None) -> bool:
    return other is not None and name.split()[-1].casefold() == other.split()[-1].casefold()
