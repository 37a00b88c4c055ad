"""PDF files: lines joined to paragraphs across pages, running heads dropped."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import Struct

from khronika.errors import UnreadableError
from khronika.read import html
from khronika.read.blocks import Piece
from khronika.read.draft import Draft, Known
from khronika.read.names import split_authors
from khronika.read.source import Source, digest

Page = Any  # a page of the document; pypdfium2 tells no types
Rect = tuple[float, float, float, float]

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"[-•·▪●◦‣]\s|\(?\d{1,3}[.)]\s")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\ufffe\x02]\n(?=[a-zа-яё])")


def read(source: Source) -> Iterator[Draft]:
    """Give the text of all pages as one.

    Raises:
        UnreadableError: the file is broken, locked by a password, or holds pictures of pages only.
    """
    import pypdfium2  # slow to import

    data = source.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_reason(str(error))) from error
    try:
        pages = [_page(document[number]) for number in range(len(document))]
        known = _known(document.get_metadata_dict())
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_reason(str(error))) from error
    finally:
        document.close()
    pieces = join_pages(pages)
    if not pieces:
        raise UnreadableError("a PDF without text (pictures of pages): run text recognition on it first")
    yield html.draft_of(source, pieces, known=known, sha256=digest(data), encoding=None)


class Box(Struct):
    """A line of a page: its text, left and right edge, baseline and height, in points."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def _page(page: Page) -> list[str]:
    """Give a page's lines in their order, with an empty one where the gap or indent of a new paragraph stands."""
    words = page.get_textpage()
    try:
        boxes = _boxes(
            [(words.get_text_bounded(*rect), rect) for rect in (words.get_rect(i) for i in range(words.count_rects()))]
        )
    finally:
        words.close()
        page.close()
    gaps = [a.bottom - b.bottom for a, b in pairwise(boxes) if a.bottom > b.bottom]
    usual = min(median(gaps), 1.9 * median(box.height for box in boxes)) if gaps else 0.0
    lines: list[str] = []
    for before, box in zip([None, *boxes], boxes, strict=False):
        if before is not None and _begins(before, box, usual):
            lines.append("")
        lines.append(box.text)
    return lines


def _boxes(pieces: list[tuple[str, Rect]]) -> list[Box]:
    """Join pieces that stand on one line."""
    boxes: list[Box] = []
    for raw, (left, bottom, right, top) in pieces:
        text = " ".join(raw.replace("\ufffe", "-").split()) if raw else ""
        if not text:
            continue
        last = boxes[-1] if boxes else None
        if last and abs(last.bottom - bottom) < 0.6 * last.height and left >= last.right - 1:
            apart = " " if left - last.right > 0.15 * last.height or raw[:1].isspace() else ""
            last.text, last.right = last.text + apart + text, right
        else:
            boxes.append(Box(text, left, right, bottom, top - bottom))
    return boxes


def _begins(before: Box, box: Box, usual: float) -> bool:
    """Say whether a line begins a paragraph: after a wide gap, in another size, or indented after a sentence."""
    gap = before.bottom - box.bottom
    if (usual and gap > 1.3 * usual) or abs(before.height - box.height) > 0.4 * max(before.height, box.height):
        return True
    return gap > 0 and 6 < box.left - before.left < 60 and bool(_END.search(before.text[-6:]))


def _reason(error: str) -> str:
    if "assword" in error:
        return "a PDF with a password: save it without one"
    return f"a broken PDF ({error}): fetch it again or save it anew"


def join_pages(pages: list[list[str]]) -> list[Piece]:
    """Join pages of lines to paragraphs: hyphens at line ends go, so do running heads and page numbers."""
    running = _running(pages)
    paragraphs: list[str] = []
    for lines in pages:
        kept = [line for line in lines if _shape(line) not in running and not _PAGE_NUMBER.fullmatch(line)]
        for number, paragraph in enumerate(_paragraphs(kept)):
            if number == 0 and paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] += f"\n{paragraph}"
            else:
                paragraphs.append(paragraph)
    return [Piece(" ".join(_HYPHEN.sub("", paragraph).split())) for paragraph in paragraphs]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield runs of lines: up to an empty one, one that was not full, or one that begins a list item."""
    longest = max(map(len, lines), default=0)
    run: list[str] = []
    for line in [*lines, ""]:
        if run and (not line or _ITEM.match(line) or _had_room(run[-1], line, longest)):
            yield "\n".join(run)
            run = []
        run += [line] if line else []


def _had_room(line: str, following: str, longest: int) -> bool:
    """Say whether the next line's first word would have fitted into a line, in letters of unlike width."""
    return len(line) + 1 + len(following.split()[0]) < 0.8 * longest


def _goes_on(before: str, after: str) -> bool:
    """Say whether a page's first paragraph goes on with the last of the page before."""
    return after[0].islower() and not _END.search(before[-6:])


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Find the lines that stand at the top or bottom of most pages, whatever number they carry."""
    if len(pages) < 3:
        return frozenset()
    edges = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    return frozenset(shape for shape, count in edges.items() if count >= max(3, len(pages) / 2))


def _edges(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return filled[:2] + filled[-2:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip()).casefold()


def _known(fields: dict[str, str]) -> Known:
    created = re.match(r"D:(\d{4})(\d\d)(\d\d)", fields.get("CreationDate", ""))
    try:
        day = date(*(int(part) for part in created.groups())) if created else None
    except ValueError:
        day = None
    title = fields.get("Title", "").strip()
    return Known(
        title=title if " " in title else None,
        authors=tuple(split_authors(fields.get("Author", ""))),
        published=day,
    )
