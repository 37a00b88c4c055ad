"""A report cut into pieces, so that the words of each field can be marked where they stand."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

WINDOW = 30_000  # characters of a long report that are shown at first, around the passage


class Mark(Struct, frozen=True):
    """Words of the report that mean something: `field` of the card at hand, or another row's `address`.

    `role` names the tint; of marks over one another the one with the lowest `rank` gives it.
    """

    start: int
    end: int
    role: str
    field: str = ""
    address: str = ""
    title: str = ""
    rank: int = 5


class Piece(Struct, frozen=True):
    """A run of text under the same marks."""

    start: int
    text: str
    role: str = ""
    fields: str = ""
    address: str = ""
    title: str = ""
    is_passage: bool = False


class Paragraph(Struct, frozen=True):
    """A line of the report, with where it starts."""

    start: int
    pieces: tuple[Piece, ...]


class Shown(Struct, frozen=True):
    """The report as shown; `before` and `after` count the characters left out."""

    paragraphs: tuple[Paragraph, ...]
    before: int = 0
    after: int = 0


def show(text: str, marks: Iterable[Mark], passage: tuple[int, int], *, whole: bool = False) -> Shown:
    """Cut a report into paragraphs and pieces; of a very long one, the part around the passage."""
    low, high = (0, len(text)) if whole else _window(text, *passage)
    near = sorted((m for m in marks if m.start < high and m.end > low), key=lambda m: (m.start, m.rank))
    paragraphs = tuple(
        Paragraph(start, tuple(_pieces(text, start, end, near, passage))) for start, end in _lines(text, low, high)
    )
    return Shown(paragraphs, low, len(text) - high)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= 2 * WINDOW:
        return 0, len(text)
    low, high = max(0, start - WINDOW // 2), min(len(text), end + WINDOW // 2)
    return text.rfind("\n", 0, low) + 1, high if (line := text.find("\n", high)) < 0 else line


def _lines(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of each line that is not blank."""
    start = low
    while start < high:
        end = text.find("\n", start, high)
        end = high if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _pieces(text: str, start: int, end: int, marks: list[Mark], passage: tuple[int, int]) -> Iterator[Piece]:
    inside = [m for m in marks if m.start < end and m.end > start]
    bounds = {start, end, *(b for b in passage if start < b < end)}
    bounds |= {b for m in inside for b in (m.start, m.end) if start < b < end}
    for a, b in pairwise(sorted(bounds)):
        over = sorted((m for m in inside if m.start <= a and b <= m.end), key=lambda m: m.rank)
        first = over[0] if over else None
        address = next((m.address for m in over if m.address), "") if not (first and first.field) else ""
        yield Piece(
            a, text[a:b],
            role=first.role if first else "",
            fields=" ".join(m.field for m in over if m.field),
            address=address,
            title=next((m.title for m in over if m.title), ""),
            is_passage=passage[0] <= a and b <= passage[1],
        )  # fmt: skip
