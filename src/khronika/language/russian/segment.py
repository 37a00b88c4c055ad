"""Paragraph to sentences: razdel, made ready for posts, lists and the abbreviations of courts and police."""

import re
from collections.abc import Iterator

from razdel import sentenize

# After these, with a point, a sentence goes on, unless a number stands before; razdel knows most others.
ABBREVIATIONS = frozenset({
    "адм", "бул", "вл", "г", "гор", "гр", "д", "дер", "им", "кв", "корп", "мкр", "наб", "п", "пгт", "пер", "пл", "пос",
    "пр", "просп", "проф", "респ", "см", "ср", "ст", "стр", "тел", "ул", "ч",
})  # fmt: skip
LONGEST = 1500
_LAST_WORD = re.compile(r"(?:^|[^\d][\s(«\"])([А-Яа-яЁё]{1,5})\.$")
_AND_SO_ON = re.compile(r"\bт\.\s?[дп]\.$")
_STARTS_ITEM = re.compile(r"[-–—•●▪■►*]\s|\d{1,3}[.)]\s|[\U0001F000-\U0001FAFF☀-➿⬀-⯿]")
_BREAKS = (";", ",", " ")


def segment(text: str) -> list[tuple[int, int]]:
    """Split a paragraph into sentences: half-open spans without surrounding white space."""
    found: list[tuple[int, int]] = []
    for start, end in _lines(text):
        sentences = ((start + s.start, start + s.stop) for s in sentenize(text[start:end]))
        for first, last in _joined(text, sentences):
            found += _cut(text, first, last)
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches that a line break surely ends: blank lines, items of a list, lines shorter than the others."""
    longest = max(map(len, text.splitlines()), default=0)
    start, line_start = 0, 0
    for match in re.finditer(r"[ \t\xa0]*(\r\n|\n|\r|\u2028)\s*", text):
        line, after = text[line_start : match.start()], text[match.end() :][:8]
        blank = len(re.findall(r"\r\n|\n|\r|\u2028", match.group())) > 1
        if blank or _ends_line(line.rstrip(), after, longest):
            yield start, match.start()
            start = match.end()
        line_start = match.end()
    yield start, len(text)


def _ends_line(line: str, after: str, longest: int) -> bool:
    if _STARTS_ITEM.match(after):
        return True
    if not after or after[0].islower() or line.endswith((",", "-", "–", "—", "(", "«")):
        return False
    return longest < 55 or len(line) < 0.7 * longest


def _joined(text: str, sentences: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what an abbreviation has split: «ст.» before a number, «ул.» before a name."""
    held: tuple[int, int] | None = None
    for start, end in sentences:
        if held and _goes_on(text[held[0] : held[1]], text[start : start + 1]):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _goes_on(sentence: str, following: str) -> bool:
    word = _LAST_WORD.search(sentence[-8:])
    return (
        word is not None
        and not _AND_SO_ON.search(sentence)
        and word.group(1) in ABBREVIATIONS
        and following not in '«"—–-'
    )


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence at a semicolon, else a comma, else a space, else anywhere."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        at = next((i + 1 for mark in _BREAKS if (i := window.rfind(mark)) > LONGEST // 4), LONGEST)
        yield from _trimmed(text, start, start + at)
        start += at
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
