"""Names of authors as people write them: given name first, no shouting."""

import re
from collections.abc import Iterable

from khronika.read.cues import words
from khronika.read.russian_names import CYRILLIC, is_surname_first

_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична)$", re.IGNORECASE)


def split_authors(told: str | Iterable[object]) -> list[str]:
    """Split what stands in a byline or a column into names, each as people write it.

    `FUENTES Federico, MEDVEDEV Kirill` gives two names; `Fuentes, Federico` one; so does `Иванов Пётр`.
    """
    if not isinstance(told, str):
        return [name for part in told if isinstance(part, str) for name in split_authors(part)]
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", told)
    text = re.sub(
        r"^\s*(?:by|from|text by|words by|author|автор(?:ы)?|текст|подготовил[аи]?)\b\s*:?\s*", "", text, flags=re.I
    )
    parts = [part for part in re.split(r"\s*(?:;|\||&|\s+and\s+|\s+и\s+|/)\s*", text) if part.strip()]
    names: list[str] = []
    for part in parts:
        names.extend(_by_comma(part))
    return list(dict.fromkeys(name for name in names if name))


def _by_comma(part: str) -> list[str]:
    pieces = [piece.strip(" .,\t\r\n") for piece in part.split(",")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces):
        return [as_written(f"{pieces[1]} {pieces[0]}")]
    return [
        as_written(piece)
        for piece in pieces
        if len(pieces) == 1 or not piece[0].islower() or piece.split()[0] in words("particle")
    ]


def as_written(name: str) -> str:
    """Turn one name round and down: `FUENTES Federico` and `Иванов Пётр` put the surname last, in small letters."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip() if len(name) <= 4 else _lower(name.strip())
    return " ".join(_lower(part) for part in _turn(parts))


def _turn(parts: list[str]) -> list[str]:
    loud = [len(part) > 1 and part.isupper() and "." not in part for part in parts]
    first = next((i for i, part in enumerate(parts) if part not in words("particle")), 0)
    if loud[first] and not all(loud[first:]):
        count = next(i for i, is_loud in enumerate(loud) if i > first and not is_loud)
        return parts[count:] + parts[:count]
    if len(parts) == 3 and _PATRONYMIC.search(parts[-1]):
        return [*parts[1:], parts[0]]
    if len(parts) == 2 and CYRILLIC.search(parts[0]) and is_surname_first(*parts):
        return [parts[1], parts[0]]
    return parts


def _lower(word: str) -> str:
    if not word.isupper() or len(word) < 2 or "." in word:
        return word
    if word.lower() in words("particle"):
        return word.lower()
    word = "".join(part.capitalize() for part in re.split(r"([-'’ ])", word))
    return re.sub(r"^(Mc)([a-z])", lambda match: match[1] + match[2].upper(), word)
