"""Cut a paragraph into sentences by a language's lists of words; line breaks inside hard-wrapped text are white space,
blank lines are not."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

Words = Mapping[str, frozenset[str]]
LONGEST_WORD = 40

_END = re.compile(
    r"[.!?…]+(?:[\"'”’»)\]]|[ \u00a0\u202f]»)*(?:\s?\[\d+\])*(?=\s)|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-–—*•·▪]|\d{1,2}[.)])[ \t])"
)
_NEXT = re.compile(r"\s*(?:[-–—][ ]?)?[\"'“‘«(\[¿¡]*")
_WORD = re.compile(r"[\w’'-]+")


def read_words(path: Path) -> Words:
    """Read a language's words that tell whether a period ends a sentence (`words.toml`)."""
    with path.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def segment(text: str, words: Words) -> list[tuple[int, int]]:
    """Give half-open spans of the sentences of a paragraph, without the white space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    has_capitals = not text.islower()  # old newswire may come wholly in small letters
    for match in _END.finditer(text):
        if text[match.start()] == "\n" or _ends(text, start, match, has_capitals, words):
            _keep(found, text, start, match.end())
            start = match.end()
    _keep(found, text, start, len(text))
    return found


def _keep(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        at = start + piece.index(bare[0])
        found.append((at, at + len(bare)))


def _ends(text: str, start: int, match: re.Match[str], has_capitals: bool, words: Words) -> bool:
    """Say whether a mark before white space ends a sentence; a small letter follows only in small-letter texts."""
    opened = _NEXT.match(text, match.end())
    at = opened.end() if opened else match.end()
    if at >= len(text):
        return True
    following = text[at]
    if has_capitals and following.islower():
        return False
    mark = match.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    if text[start : match.start()].strip().isdigit():
        return False
    return _period_ends(_last_word(text, start, match.start()), mark, _word_at(text, at), words)


def _last_word(text: str, start: int, end: int) -> str:
    """Give the word that ends at a place: letters and digits, with single points, & and hyphens between them."""
    first, at = max(start, end - LONGEST_WORD), end
    while at > first:
        joins = text[at - 1] in ".&-" and at < end and text[at].isalnum() and text[at - 2 : at - 1].isalnum()
        if not (joins or text[at - 1].isalnum()):
            break
        at -= 1
    return text[at:end]


def _word_at(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found.group() if found else ""


def _period_ends(before: str, mark: str, after: str, words: Words) -> bool:
    """Decide about one period by the words on its sides; a closing quote or bracket after it settles for an end."""
    low = before.lower()
    if low in words["never_last"] and mark == ".":
        return False
    if low in words["before_numbers"] and after[:1].isdigit():
        return False
    if low in words["may_be_last"] or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", before):
        return after.lower() in words["starters"] or (len(mark) > 1 and mark[-1] not in ")]")
    if len(before) == 1 and before.isalpha() and before.isupper():
        return (len(after) > 1 and after.lower() in words["starters"]) or not after[:1].isalpha()
    return True
