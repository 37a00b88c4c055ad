"""Word documents: paragraphs in their order, tables as rows."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from khronika.errors import UnreadableError
from khronika.model import ParagraphKind
from khronika.read import html
from khronika.read.blocks import Piece
from khronika.read.draft import Draft, Known
from khronika.read.names import split_authors
from khronika.read.source import Source, digest

Part = Any  # a part of a Word document; python-docx tells no types
_STYLES: dict[str, ParagraphKind] = {
    "Caption": "caption",
    "Heading": "heading",
    "List": "item",
    "Subtitle": "standfirst",
    "Title": "title",
}


def read(source: Source) -> Iterator[Draft]:
    """Give the document's paragraphs, headings, list items and table rows; core properties are its metadata.

    Raises:
        UnreadableError: the file is broken, locked or empty.
    """
    from docx import Document  # slow to import
    from docx.opc.exceptions import OpcError

    data = source.read()
    try:
        document = Document(BytesIO(data))
        pieces = list(_pieces(document))
        known = _known(document.core_properties)
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError, SyntaxError) as error:
        reason = " ".join(str(error).split())[:120]
        raise UnreadableError(
            f"a broken Word document ({reason}): open it in a word processor and save it again"
        ) from error
    if not pieces:
        raise UnreadableError("a Word document without text: give its text")
    yield html.draft_of(source, pieces, known=known, sha256=digest(data), encoding=None)


def _pieces(document: Part) -> Iterator[Piece]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from _piece(" | ".join(_cells(row)), "row")
        else:
            for part in block.text.split("\n"):
                yield from _piece(part, _kind(block), strong=_is_strong(block))


def _cells(row: Part) -> list[str]:
    """Give the texts of a row's cells; a merged cell, which comes once a column, counts once."""
    cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
    return [text for text in cells.values() if text]


def _piece(text: str, kind: ParagraphKind, *, strong: bool = False) -> Iterator[Piece]:
    if text := " ".join(text.split()):
        yield Piece(text, kind, strong)


def _kind(paragraph: Part) -> ParagraphKind:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    return next((kind for start, kind in _STYLES.items() if style.startswith(start)), "paragraph")


def _is_strong(paragraph: Part) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _known(properties: Part) -> Known:
    created = properties.created
    return Known(
        title=(properties.title or "").strip() or None,
        authors=tuple(split_authors(properties.author or "")) if properties.author not in ("python-docx", None) else (),
        published=created.date() if isinstance(created, datetime) and created.year > 2013 else None,
        language=(properties.language or "").split("-")[0].lower() or None,
    )
