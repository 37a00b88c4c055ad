"""Pages: the body by trafilatura, the head by what the page says of itself."""

import re
from collections.abc import Iterator
from html import unescape

from lxml.etree import ParserError
from lxml.html import HtmlElement

from khronika.errors import UnreadableError
from khronika.model import ParagraphKind
from khronika.read.blocks import Piece, join
from khronika.read.draft import Draft, Known
from khronika.read.encoding import declared_encoding, decode
from khronika.read.page import head_lines, page_metadata
from khronika.read.source import Source, digest

_KINDS: dict[str, ParagraphKind] = {
    "head": "heading",
    "item": "item",
    "row": "row",
    "quote": "paragraph",
    "p": "paragraph",
}
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head|nav|footer)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
_BREAK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|tr|section|article|blockquote|table|ul|ol|dd|dt|header|main|hr)\b[^>]*>", re.I
)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_NESTED = re.compile(
    r"<(/?)(?:div|span|section|font|b|i|em|strong|center|blockquote|ul|ol|li|table|tr|td|article)\b", re.I
)
DEEPEST = 200


def read(source: Source) -> Iterator[Draft]:
    """Give the page's article: title, standfirst, lines of the head, body; navigation and adverts left out.

    Raises:
        UnreadableError: the page has no text.
    """
    data = source.read()
    found = decode(data, declared_encoding(data))
    text = found.text.lstrip("\ufeff").replace("\x00", "")
    pieces, known, why = _flat(text, source) if _depth(text) > DEEPEST else _article(text, source)
    if not pieces:
        raise UnreadableError("a page without text: save it as the browser shows it, or give its text")
    yield draft_of(
        source, pieces, known=known, sha256=digest(data), encoding=found.encoding, warnings=(*found.warnings, *why)
    )


def draft_of(
    source: Source, pieces: list[Piece], *, known: Known, sha256: str, encoding: str | None, bare: bool = False,
    warnings: tuple[str, ...] = (),
) -> Draft:  # fmt: skip
    """Make a draft of pieces."""
    text, blocks, strong = join(pieces)
    return Draft(
        id=source.id, source=source.name, media_type=source.media_type, sha256=sha256, text=text, encoding=encoding,
        known=known, blocks=blocks, strong=strong, bare=bare, warnings=warnings,
    )  # fmt: skip


def fragment(text: str) -> list[Piece]:
    """Give the paragraphs of a piece of HTML (a feed's entry, a mail's part), whatever its tags say."""
    broken = _BREAK.sub("\n\n", _HIDDEN.sub(" ", text))
    paragraphs = (" ".join(unescape(_TAG.sub("", part)).split()) for part in re.split(r"\n\s*\n", broken))
    return [Piece(part) for part in paragraphs if part]


def plain(text: str) -> str:
    """Give a short text (a title) without tags and entities."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _NESTED.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _flat(text: str, source: Source) -> tuple[list[Piece], Known, tuple[str, ...]]:
    return fragment(text), source.known, ("nested too deeply: read without its structure",)


def _article(text: str, source: Source) -> tuple[list[Piece], Known, tuple[str, ...]]:
    from trafilatura import bare_extraction, load_html  # slow to import
    from trafilatura.settings import Document

    try:
        tree = load_html(text)
    except (ParserError, ValueError):
        tree = None
    if tree is None:
        return fragment(text), source.known, ("broken HTML: read without its structure",)
    lines = head_lines(tree)
    known = page_metadata(tree, lines, source.known)
    _open_layout(tree)
    body = bare_extraction(tree, fast=True, include_comments=False, include_formatting=True, favor_recall=True)
    pieces = list(_pieces(body.body)) if isinstance(body, Document) and body.body is not None else []
    why = () if pieces else ("no article found: all of the page's text is read",)
    return _with_head(pieces if len(pieces) > 1 else fragment(text), lines, known), known, why


def _open_layout(tree: HtmlElement) -> None:
    """Make divisions of the tables in which old pages lay out their columns, so that their text is no row."""
    for table in list(tree.iter("table")):
        cells = table.xpath("./tr/td | ./tbody/tr/td")
        if any(len(cell.text_content()) > 300 and cell.xpath(".//p | .//h1 | .//br | .//div") for cell in cells):
            for element in [table, *table.xpath("./tbody | ./tr | ./tbody/tr"), *cells]:
                element.tag = "div"


def _with_head(pieces: list[Piece], lines: list[Piece], known: Known) -> list[Piece]:
    """Put the head's lines before the body and its notes behind, each once; title and standfirst are named as such."""
    told = {_key(line.text): line.kind for line in lines}
    title = _key(known.title or "")
    body = [
        Piece(piece.text, told.get(_key(piece.text), piece.kind), piece.strong)
        for piece in pieces
        if _key(piece.text) != title
    ]
    have = {_key(piece.text) for piece in body} | {title}
    fresh = [line for line in lines if _key(line.text) not in have]
    head = [Piece(known.title, "title")] if known.title else []
    notes = [Piece(line.text) for line in fresh if line.kind == "note"]
    return [*head, *(line for line in fresh if line.kind != "note"), *body, *notes]


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _pieces(body: HtmlElement) -> Iterator[Piece]:
    for element in body:
        if element.tag in ("list", "table", "quote") and len(element):
            yield from _pieces(element)
        elif element.tag == "row":
            yield from _piece(" | ".join(filter(None, (_words(cell) for cell in element))), "row")
        else:
            for text, strong in _parts(element):
                yield from _piece(text, _KINDS.get(str(element.tag), "paragraph"), strong=strong)


def _piece(text: str, kind: ParagraphKind, *, strong: bool = False) -> Iterator[Piece]:
    if text:
        yield Piece(text, kind, strong)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _parts(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Part an element at its line breaks, each part with whether it is all bold."""
    words: list[str] = []
    bold = 0
    for text, is_bold in [*_runs(element), (None, False)]:
        if text is not None:
            words.append(text)
            bold += len(text.strip()) if is_bold else 0
            continue
        part = " ".join("".join(words).split())
        yield part, bool(part) and bold >= 0.9 * len(part)
        words, bold = [], 0


def _runs(element: HtmlElement, *, bold: bool = False) -> Iterator[tuple[str | None, bool]]:
    """Yield an element's text in runs, bold or not, with None at line breaks."""
    if element.tag == "lb":
        yield None, bold
    bold = bold or (element.tag == "hi" and element.get("rend") == "#b")
    yield element.text or "", bold
    for child in element:
        yield from _runs(child, bold=bold)
        yield child.tail or "", bold
