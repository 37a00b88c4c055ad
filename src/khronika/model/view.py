"""A repaired text that maps back: what is analysed, beside the words as they came in.

Repairs (mojibake, hyphenation, link markup) never touch a document's text. They make a view: another text and, for
each of its characters, where that character stands in the original.
"""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

Noun = TypeVar("Noun")


class View(Struct, frozen=True):
    """`text` as analysed; `offsets[i]` is the place of its character i in the original (None: the same).

    `offsets` has `len(text)` entries and rises.
    """

    original: str
    text: str
    offsets: Sequence[int] | None = None

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the view to the span of the original that holds the same words."""
        if self.offsets is None:
            return start, end
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.original)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def restore(self, noun: Noun) -> Noun:
        """Give the noun with every span in it, however deep, moved from the view to the original."""
        return noun if self.offsets is None else self._moved(noun)

    def _moved(self, noun: Noun) -> Noun:
        if isinstance(noun, tuple):
            return tuple(self._moved(item) for item in noun)  # type: ignore[return-value]  # same types, item by item
        if not isinstance(noun, Struct):
            return noun
        changes = {name: self._moved(getattr(noun, name)) for name in noun.__struct_fields__}
        start, end = changes.get("start"), changes.get("end")
        if isinstance(start, int) and isinstance(end, int):
            changes["start"], changes["end"] = self.bounds(start, end)
            words = "quote" if "quote" in changes else "text"
            if isinstance(changes.get(words), str):
                changes[words] = self.original[changes["start"] : changes["end"]]
        return msgspec.structs.replace(noun, **changes)
