"""A sentence as the pieces that speak of time: words, figures and marks with a kind and a value."""

import re
from collections.abc import Iterator

from msgspec import Struct

from khronika.annotate.dates.tables import PHRASE, Word, Words

PIECE = re.compile(
    r"""(?P<word>[^\W\d_](?:\.[^\W\d_]\b)+\.?|[^\W\d_]+(?:['’ʼ][яюєїЯЮЄЇ][^\W\d_]*)*(?:\.(?=[\s,)\d]|$))?)
      | (?P<iso>\d{4}-\d\d-\d\d)(?!\d)
      | (?P<numeric>\d{1,2}(?P<between>[./])\d{1,2}(?P=between)(?:\d{4}|\d\d)|\d{1,2}\.\ \d{1,2}\.\ \d{4})(?![\d./]\d)
      | (?P<daymonth>(?:(?<![^\n])|(?<=\n[-–—•*]\ ))\d{1,2}\.\d\d\.(?=\s|$))
      | (?P<clock>\d{1,2}:\d\d(?!\d)|\d{1,2}\s?h(?:\s?\d\d)?\b)
      | (?P<decade>(?:['’]|\d\d)\d0(?:['’]?s\b|-(?:е|х|м|ми|ых|ые|і|ті|их|тих|ми)\b))
      | (?P<tens>\d0(?:['’]?s\b|-(?:е|х|м|ми|ых|ые|і|ті|их|тих)\b))
      | (?P<nth>\d{1,3}(?:st|nd|rd|th|er|re|e|ème|-?(?:го|й|му|м|ое|я|ю|те|ше|ге|є|ме|а|та|ту|тя|тє|ій))\b)
      | (?P<nineteen>\d{4}-(?:го|й|му|м|ом|ый|ий|ті)\b)
      | (?P<short>['’]\d\d\b)
      | (?P<digits>(?:\d{1,3}(?:[.,\u00a0\u202f\u2009\x20]\d{3}(?!\d))+|\d+)(?:[.,]\d+)?)
      | (?P<possessive>['’]s\b)
      | (?P<mark>[-–—,($£€%§№\#/])""",
    re.VERBOSE,
)
MARKS = {"-": "dash", "–": "dash", "—": "dash", ",": "comma", "(": "open", "/": "slash"}


def straight(form: str) -> str:
    """Write a word with the straight apostrophe of the tables."""
    return form if form.isascii() else form.replace("’", "'").replace("ʼ", "'")


class Piece(Struct, frozen=True):
    """A word, figure or mark at `start <= x < end` of the text; kind "" is of no interest."""

    start: int
    end: int
    kind: str
    value: str


# A stretch of words of no interest.
BLANK = Piece(0, 0, "", "")


def cut(text: str, start: int, end: int, words: Words) -> list[Piece]:
    """Cut a stretch of text into pieces, phrases of the table as one, words of no interest as BLANK."""
    pieces: list[Piece] = []
    has_phrases = False
    idle = words.idle
    for found in PIECE.finditer(text, start, end):
        if found.lastgroup != "word":
            piece = _other(found, found.lastgroup or "")
        else:
            piece = BLANK if found[0] in idle else _word(found, words)
        if piece is not BLANK:
            pieces.append(piece)
            has_phrases = has_phrases or piece.kind == PHRASE or _begins(text, piece, words)
        elif not pieces or pieces[-1] is not BLANK:
            pieces.append(piece)
    return list(_phrases(text, pieces, words)) if has_phrases else pieces


def _begins(text: str, piece: Piece, words: Words) -> bool:
    return text[piece.start : piece.end].lower() in words.phrases


def _word(found: re.Match[str], words: Words) -> Piece:
    form, known = straight(found[0]), words.single
    word = known.get(form) or known.get(form.lower())
    if word is not None:
        return Piece(found.start(), found.end(), word.kind, word.value)
    if form[-1] == "." and (word := known.get(form[:-1]) or known.get(form[:-1].lower())):
        return Piece(found.start(), found.end() - 1, word.kind, word.value)
    words.remember_idle(found[0])
    return BLANK


def _other(found: re.Match[str], kind: str) -> Piece:
    form, start, end = found[0], found.start(), found.end()
    if kind == "digits":
        return Piece(start, end, _figure(form), "".join(form.split()))
    if kind == "mark":
        return Piece(start, end, MARKS.get(form, "sign"), form)
    return Piece(start, end, "year", form[:4]) if kind == "nineteen" else Piece(start, end, kind, form)


def _figure(form: str) -> str:
    if not form.isdigit():
        return "figure"
    if 1 <= int(form) <= 31 and len(form) <= 2:
        return "day"
    return "year" if len(form) == 4 and 1000 <= int(form) < 2100 else "figure"


def _phrases(text: str, pieces: list[Piece], words: Words) -> Iterator[Piece]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        first = straight(text[piece.start : piece.end].lower())
        found = _phrase(text, pieces, at, words.phrases[first]) if first in words.phrases else None
        if found:
            word, size = found
            yield Piece(piece.start, pieces[at + size - 1].end, word.kind, word.value)
            at += size
        else:
            yield piece
            at += 1


def _phrase(
    text: str, pieces: list[Piece], at: int, choices: tuple[tuple[tuple[str, ...], Word], ...]
) -> tuple[Word, int] | None:
    for rest, word in choices:
        after = pieces[at + 1 : at + 1 + len(rest)]
        if tuple(text[p.start : p.end].lower() for p in after) == rest:
            return word, 1 + len(rest)
    return None
