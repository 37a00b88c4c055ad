"""Put a document's text together from the pieces a format gives, and remember which piece is what."""

from msgspec import Struct

from khronika.model import Paragraph, ParagraphKind


class Piece(Struct, frozen=True):
    """A paragraph as a format gives it; `strong` where all of it is bold."""

    text: str
    kind: ParagraphKind = "paragraph"
    strong: bool = False


def join(pieces: list[Piece]) -> tuple[str, tuple[Paragraph, ...], frozenset[int]]:
    """Give the text (pieces parted by empty lines), its paragraphs, and the starts of those that are bold."""
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for piece in pieces:
        parts.append(piece.text)
        paragraphs.append(Paragraph(piece.kind, at, at + len(piece.text)))
        at += len(piece.text) + 2
    strong = frozenset(paragraph.start for paragraph, piece in zip(paragraphs, pieces, strict=True) if piece.strong)
    return "\n\n".join(parts), tuple(paragraphs), strong
