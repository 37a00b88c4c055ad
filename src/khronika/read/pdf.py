"""PDF files: lines joined to paragraphs across pages, running heads dropped."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from khronika.errors import UnreadableError
from khronika.read import html
from khronika.read.blocks import Piece
from khronika.read.draft import Draft, Known
from khronika.read.lines import split_blocks
from khronika.read.names import split_authors
from khronika.read.source import Source, digest

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
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


def _page(page) -> list[str]:
    text = page.get_textpage()
    try:
        return [line.rstrip() for line in text.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    finally:
        text.close()
        page.close()


def _reason(error: str) -> str:
    if "assword" in error:
        return "a PDF with a password: save it without one"
    return f"a broken PDF ({error}): fetch it again or save it anew"


def join_pages(pages: list[list[str]]) -> list[Piece]:
    """Join pages of lines to paragraphs: hyphens at line ends go, so do running heads and page numbers."""
    running = _running(pages)
    text = ""
    for lines in pages:
        kept = "\n".join(line for line in lines if _shape(line) not in running and not re.fullmatch(r"\W*\d{1,4}\W*", line.strip()))
        kept = kept.strip("\n")
        text += _seam(text, kept) + kept if kept else ""
    text = _HYPHEN.sub("", text)
    return [Piece(" ".join(text[block[0].start : block[-1].end].split())) for block in split_blocks(text)]


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


def _seam(before: str, after: str) -> str:
    """Say how two pages join: in one paragraph where the first ends in the middle of a sentence."""
    if not before:
        return ""
    return "\n\n" if _END.search(before[-6:]) or not after[:1].islower() else "\n"


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
