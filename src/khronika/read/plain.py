"""Plain text and Markdown: the text as it stands in the file."""

from collections.abc import Iterator

from khronika.read.draft import Draft
from khronika.read.encoding import decode
from khronika.read.source import Source, digest


def read(source: Source) -> Iterator[Draft]:
    """Give the file's text untouched: line ends and non-breaking spaces stay, offsets point into it."""
    data = source.read()
    found = decode(data)
    yield Draft(
        id=source.id,
        source=source.name,
        media_type=source.media_type,
        sha256=digest(data),
        text=found.text,
        encoding=found.encoding,
        known=source.known,
        warnings=found.warnings,
    )
