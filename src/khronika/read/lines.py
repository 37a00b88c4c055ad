"""A text's lines and which of them belong together: paragraphs by blank lines, by lines, or hard-wrapped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

_END = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_SIGN = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?"  # what channels begin their posts and lists with
_ITEM = re.compile(rf"(?:[-*•·▪●◦‣]|(?:{_SIGN})+|\(?\d{{1,3}}[.)]|[a-zа-я]\))[ \t]+(?=\S)")
_START = re.compile(r"\s|[-*•#>|—–]|\d{1,3}[.)]\s")


class Line(Struct, frozen=True):
    """A line's bounds without surrounding white space; `indent` is what stood before."""

    start: int
    end: int
    indent: int


def split_blocks(text: str) -> Iterator[list[Line]]:
    """Yield the paragraphs of a text as their lines: one line each, or the lines of a hard-wrapped paragraph.

    A paragraph that breaks off in the middle of a sentence goes on in the next if that begins with a small letter (so
    do those that a page break parts).
    """
    before: list[Line] = []
    for block in _chunks(text):
        if before and _goes_on(text, before[-1], block[0]):
            before = before + block
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _goes_on(text: str, last: Line, following: Line) -> bool:
    if last.end - last.start < 60 or not text[following.start].islower() or _ITEM.match(text, following.start):
        return False
    return text[last.end - 1].isalnum() or text[last.end - 1] in ",-–—"


def _chunks(text: str) -> Iterator[list[Line]]:
    chunks = list(_filled(text))
    width = max(
        (_longest(chunk) for chunk in chunks if len(chunk) > 1 and _is_wrapped(text, chunk, None)), default=None
    )
    for chunk in chunks:
        yield from _paragraphs(text, chunk, width)


def _filled(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines between empty ones."""
    chunk: list[Line] = []
    for line in _lines(text):
        if line is not None:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines(text: str) -> Iterator[Line | None]:
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            yield Line(at + indent, at + indent + len(stripped), indent)
        else:
            yield None
        at += len(raw) + 1


def _paragraphs(text: str, chunk: list[Line], width: int | None) -> Iterator[list[Line]]:
    if len(chunk) == 1 or not _is_wrapped(text, chunk, width):
        yield from ([line] for line in chunk)
        return
    block = [chunk[0]]
    for line in chunk[1:]:
        if _begins(text, block, line):
            yield block
            block = []
        block.append(line)
    yield block


def _longest(chunk: list[Line]) -> int:
    return max(line.end - line.start for line in chunk)


def _is_wrapped(text: str, chunk: list[Line], width: int | None) -> bool:
    """Say whether lines broke where they were full: long, of like length, and mostly in the middle of a sentence.

    `width` is that of the wrapped paragraphs found elsewhere in the text: lines that are as full are of one paragraph.
    """
    inner = [line.end - line.start for line in chunk[:-1]]
    longest = max(inner)
    if not 40 <= longest <= 130:
        return False
    open_ends = sum(1 for line in chunk[:-1] if not _END.search(text, max(line.start, line.end - 6), line.end))
    if open_ends * 2 < len(inner):
        return False
    if width is not None and all(_is_full(text, line, following, width) for line, following in pairwise(chunk)):
        return True
    full = sum(1 for length in inner if length >= 0.7 * longest)
    small = sum(1 for line in chunk[1:] if text[line.start].islower())
    # In capitals no line begins small; elsewhere titles and captions below each other are no paragraph.
    goes_on = small * 3 >= len(inner) or (len(inner) > 1 and text[chunk[0].start : chunk[-1].end].isupper())
    return goes_on and full * 3 >= len(inner) * 2


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Say whether the next line's first word had no more room in a line."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    length = line.end - line.start
    return width - 3 < length + 1 + len(word) and length <= width + 8


def _begins(text: str, block: list[Line], line: Line) -> bool:
    """Say whether a line of a wrapped chunk begins a paragraph of its own: a list item, or an indented line."""
    if _ITEM.match(text, line.start):
        return True
    return (
        line.indent >= 2 and block[-1].indent < line.indent and len(block) > 0 and block[0].indent != block[-1].indent
    )


def item_start(text: str, line: Line) -> int | None:
    """Give where a list item's words begin, behind its bullet or number; None if the line is no item."""
    match = _ITEM.match(text, line.start)
    return match.end() if match else None


def line_feeds(text: str, line: Line) -> Iterator[int]:
    """Yield the places of the line feeds between a line and the next that is not empty."""
    at = line.end
    while at < len(text) and text[at].isspace():
        if text[at] == "\n":
            yield at
        at += 1
