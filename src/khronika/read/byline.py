"""Lines of a page's head: who wrote it, when, and where it was published first."""

import re
from datetime import date

from msgspec import Struct

from khronika.model import Publication
from khronika.read.cues import UPPER, cue
from khronika.read.days import find_day
from khronika.read.names import split_authors

_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b\d+\s+min(?:utes?)?\s+read\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b|(?<!\w)(?:пн|вт|ср|чт|пт|сб|вс)\b\.?",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    rf"[{UPPER}][\w.'’-]*|(?:de|da|di|do|du|del|della|der|den|dos|van|von|la|le|el|al|bin|ibn)|[{UPPER}]\."
)
_URL = re.compile(r"https?://[^\s)\]>\"]+")
_PLACE_END = re.compile(r"\s*(?:[.;(]|,?\s+(?:on|by|under|as|with|where|here|в рамках)\s|,\s*(?=\d)|\s+[–—-]\s|$)")
_INTRODUCES = re.compile(
    r"^(?:\s*[:—–-]|\s+(?:on the website of|on the site of|on|in|by|at|from|with"
    r"|на сайте|на портале|в газете|в журнале|на|в|из|у))\s*",
    re.IGNORECASE,
)
# What follows an author: where from, for whom, his post.
_WHERE = re.compile(rf"\s+(?:in|for|at|from|of|для)\s+(?=[«{UPPER}])")
_MAY_TELL = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 250


class Byline(Struct, frozen=True):
    """What one line tells; `cued` where it says so in words (`by`, `Published`), `note` where it names an origin."""

    authors: tuple[str, ...] = ()
    day: date | None = None
    first_day: date | None = None
    origin: Publication | None = None
    cued: bool = False
    note: bool = False


def read_byline(text: str, *, names: tuple[str, ...] = ()) -> Byline | None:
    """Read a line as byline or date line: names, days, notes in brackets and nothing else; None for other lines.

    `Monday 5 May 2025, by DOE Jane (Date first published: 2 May 2025)` tells an author, the page's day and the first.
    """
    if (
        not text
        or len(text) > _LONGEST
        or not (_MAY_TELL.search(text) or cue("byline").match(text) or _key(text) in map(_key, names))
    ):
        return None
    first_day, origin, rest = _take_notes(text)
    found = find_day(rest)
    if found:
        rest = f"{rest[: found.start]} , {rest[found.end :]}"
        second = find_day(rest)
        rest = f"{rest[: second.start]} , {rest[second.end :]}" if second else rest
    rest, dated = _strip_date_words(rest, dated=found is not None)
    cued = re.match(rf"(?:{cue('byline').pattern})\s+(?=\S)", rest, re.IGNORECASE)
    who = rest[cued.end() :] if cued else rest
    who = who.strip(" ,;|·•—–-:\t\r\n*_")
    who = _WHERE.split(who, maxsplit=1)[0] if cued else who
    if not who:
        return (
            Byline((), found.day if found else None, first_day, origin, cued=dated or first_day is not None)
            if found or first_day
            else None
        )
    authors = tuple(split_authors(who)) if _are_names(who, cued=bool(cued)) else ()
    if not authors or not (cued or found or _key(who) in map(_key, names)):
        return None
    return Byline(authors, found.day if found else None, first_day, origin, cued=bool(cued))


def _take_notes(text: str) -> tuple[date | None, Publication | None, str]:
    """Take out notes in brackets: the day first published, the origin."""
    first_day, origin = None, None
    for match in _PARENTHESIS.finditer(text):
        inner = match[1].strip()
        if cue("first_date").match(inner) or cue("origin").match(inner):
            origin = find_origin(inner)
            first_day = first_day or origin.published
    return first_day, origin if origin and (origin.publisher or origin.url) else None, _PARENTHESIS.sub(" ", text)


def _strip_date_words(text: str, *, dated: bool) -> tuple[str, bool]:
    text = _TIME.sub(" ", text)
    plain = _WEEKDAY.sub(" ", text) if dated else text
    stripped = (
        re.sub(rf"^(?:\s|[,:|·•—–-])*(?:{cue('page_date').pattern})\b\s*:?", " ", plain, count=1, flags=re.IGNORECASE)
        if dated
        else plain
    )
    again = (
        re.sub(
            rf"(?:^|(?<=[\s,|·•]))(?:{cue('page_date').pattern})\s*:?\s*(?=[,|·•]|$)",
            " ",
            stripped,
            flags=re.IGNORECASE,
        )
        if dated
        else plain
    )
    return " ".join(again.split()).strip(" ,;|·•—–-:"), stripped != plain


def _are_names(text: str, *, cued: bool) -> bool:
    """Say whether a line is a list of names: words with capitals, few enough, no sentence."""
    parts = [part.strip(" .") for part in re.split(r"\s*(?:,|;|&|\||/|\band\b|\bи\b)\s*", text) if part.strip(" .")]
    if not parts or len(parts) > 8 or re.search(r"[?!]|^the ", text, re.IGNORECASE):
        return False
    words = [part.split() for part in parts]
    good = [bool(part) and len(part) <= 5 and all(_NAME_WORD.fullmatch(word) for word in part) for part in words]
    if cued:
        return good[0] and sum(good) * 2 >= len(good)
    return all(good) and any(len(part) >= 2 for part in words)


def find_origin(text: str) -> Publication:
    """Read a note on the first publication: by whom, on what day, at what address; each None where not told."""
    found = find_day(text)
    url = _URL.search(text)
    rest = (text[: found.start] + text[found.end :] if found else text).strip("()[]*_ ")
    rest = _URL.sub("", rest)
    match = cue("origin").match(rest) or cue("first_date").match(rest)
    return Publication(
        _publisher(rest[match.end() :]) if match else None, found.day if found else None, url[0] if url else None
    )


def _publisher(rest: str) -> str | None:
    introduced = _INTRODUCES.match(rest)
    rest = (rest[introduced.end() :] if introduced else rest).lstrip(" :,—–-")
    again = _INTRODUCES.match(" " + rest)
    rest = rest[again.end() - 1 :] if again and introduced else rest
    name = rest[: match.start()] if (match := _PLACE_END.search(rest)) else rest
    name = re.sub(
        r"^(?:the )?(?:website|site|blog|pages?) of ", "", name.strip(' ,.«»"“”*_()<>[]'), flags=re.IGNORECASE
    )
    return (
        name
        if name and name[:1].isalnum() and len(name) <= 80 and (name[0].isupper() or "." in name or name[0].isdigit())
        else None
    )


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
