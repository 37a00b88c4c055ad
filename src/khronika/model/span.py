"""Where words stand in a text: half-open spans in code points."""

from msgspec import Struct

from khronika.errors import ValueFormatError


class Span(Struct, frozen=True, order=True):
    """The words `text` at `start <= x < end`, in code points of a document's text."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span whose bounds do not fit its words."""
        if self.start < 0 or self.end < self.start:
            raise ValueFormatError(f"not a span: {self.start}:{self.end} (want 0 <= start <= end)")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Cut the span out of a text."""
        return cls(start, end, text[start:end])


def overlap(a: Span, b: Span) -> bool:
    """Say whether two spans share a character."""
    return a.start < b.end and b.start < a.end
