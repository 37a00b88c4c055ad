"""What stands in place of a name that was erased: blocks, as many as letters, in whatever row the name stood."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from khronika.model import Body
from khronika.resolve.named import COVER, NameKeys, cover, find_named

# Fields that hold addresses and paths, in which names stand in small letters.
ADDRESSES = frozenset({"url", "source", "origin", "slot", "id", "document"})
PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


class Cover(Struct, frozen=True):
    """Whose names are covered, whose are not to be taken for them, and whether a surname by itself counts."""

    own: NameKeys
    others: tuple[NameKeys, ...] = ()
    alone: bool = False

    def places(self, text: str, *, caseless: bool = False) -> list[tuple[int, int]]:
        """Give where a text names them."""
        found = find_named(text, self.own, self.others, alone=self.alone, caseless=caseless)
        return [(one.start, one.end) for one in found]

    def words(self, text: str) -> str:
        """Give a text with the names covered."""
        return cover(text, self.places(text))

    def address(self, text: str) -> str:
        """Give an address or path with the names covered; one that names them in %-signs is covered whole."""
        if PERCENT.search(text) and self.places(unquote(text), caseless=True):
            return COVER * len(text)
        return cover(text, self.places(text, caseless=True))

    def names_them(self, text: str) -> bool:
        """Say whether a text names them."""
        return bool(self.places(text))

    def is_name(self, name: str | None) -> bool:
        """Say whether a name is theirs, and nothing but theirs."""
        return bool(name) and not re.search(r"[^\W\d_]", cover(str(name), self.places(str(name))).replace(COVER, ""))

    def rows(self, value: Any, text: str | None = None, *, field: str = "") -> Any:
        """Give a value as JSON tells it with every name in it covered, however deep.

        What has its place in `text`, the covered text of its document, is cut out of that anew.
        """
        if isinstance(value, str):
            return self.address(value) if field in ADDRESSES else self.words(value)
        if isinstance(value, list | tuple):
            return [self.rows(item, text, field=field) for item in value]
        if isinstance(value, Mapping):
            return {name: self.rows(item, text, field=name) for name, item in value.items()} | _cut_anew(value, text)
        return value


def _cut_anew(value: Mapping[str, Any], text: str | None) -> Body:
    start, end = value.get("start"), value.get("end")
    if text is None or not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end <= len(text):
        return {}
    return {name: text[start:end] for name in ("quote", "text") if isinstance(value.get(name), str)}


def changed(rows: Sequence[Any], fields: Sequence[str], change: Callable[[str, Any], Any]) -> list[Any]:
    """Change the fields of rows, and give the rows that are otherwise since."""
    found = []
    for row in rows:
        before = {field: getattr(row, field) for field in fields}
        for field, value in before.items():
            setattr(row, field, change(field, value) if value else value)
        if any(getattr(row, field) != value for field, value in before.items()):
            found.append(row)
    return found
