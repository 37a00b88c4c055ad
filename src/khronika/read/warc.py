"""Web archives."""
from collections.abc import Iterator

from khronika.read.source import Source


def split(source: Source) -> Iterator[Source]:
    yield source
