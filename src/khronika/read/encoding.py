"""Bytes to text: the encoding that fits, whatever was declared."""

import codecs
import re
from collections import Counter

from msgspec import Struct

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
# The letters that make up most of a Russian or Ukrainian text, and those that hardly ever come.
_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшю ")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


class Decoded(Struct, frozen=True):
    """A text, the encoding in which its bytes were read, and what is doubtful about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def declared_encoding(data: bytes) -> str | None:
    """Give the encoding that a page or XML file declares in its first bytes, if Python knows it."""
    match = _DECLARED.search(data[:4096])
    return _known(match[1].decode("ascii", "replace")) if match else None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text: by byte order mark, as UTF-8, or in the encoding whose letters look like a language."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _legacy(data, _known(declared))


def _nearly_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken, whole = text.count("�"), sum(1 for char in text if char > "\x7f")
    if (broken > 5 and broken * 20 > whole) or broken == whole:
        return None
    return Decoded(text, "utf-8", (f"{broken} broken bytes replaced",))


def _legacy(data: bytes, declared: str | None) -> Decoded:
    high = sum(1 for byte in data[:65536] if byte > 127)
    letters = sum(1 for byte in data[:65536] if byte > 127 or chr(byte).isalpha())
    if high * 3 > letters:
        name = max(CYRILLIC, key=lambda name: _likeness(data[:65536].decode(name, "replace")))
        if _likeness(data[:65536].decode(name, "replace")) > 0.7:
            return _warned(data, name, declared)
    if declared and declared != "utf-8":
        return _warned(data, declared, declared)
    return _warned(data, "cp1252" if high * 5 < letters else _guess(data), declared)


def _warned(data: bytes, name: str, declared: str | None) -> Decoded:
    text = data.decode(name, "replace")
    warnings = (f"declared as {declared}, read as {name}",) if declared and declared != _known(name) else ()
    return Decoded(text, name, warnings)


def _likeness(text: str) -> float:
    """Give the share of a text's non-ASCII characters that are frequent small Cyrillic letters."""
    counts = Counter(char for char in text if char > "\x7f")
    total = sum(counts.values()) or 1
    return sum(count for char, count in counts.items() if char in _FREQUENT) / total


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, and needed for few files

    best = from_bytes(data[:65536]).best()
    return best.encoding if best else "cp1252"


def _known(name: str | None) -> str | None:
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None
