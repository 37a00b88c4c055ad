"""Names of authors as people write them: given name first, no shouting."""

import re
from collections.abc import Iterable

from khronika.read.russian_names import CYRILLIC, is_surname_first

# Particles that stay small inside a name.
_SMALL = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "du",
        "del",
        "della",
        "der",
        "den",
        "des",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "y",
        "e",
    ]
)
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
    return [as_written(piece) for piece in pieces]


def as_written(name: str) -> str:
    """Turn one name round and down: `FUENTES Federico` and `Иванов Пётр` put the surname last, in small letters."""
    words = name.split()
    if len(words) < 2:
        return name.strip() if len(name) <= 4 else _lower(name.strip())
    return " ".join(_lower(word) for word in _turn(words))


def _turn(words: list[str]) -> list[str]:
    loud = [len(word) > 1 and word.isupper() and "." not in word for word in words]
    particles = next((i for i, word in enumerate(words) if word not in _SMALL), 0)
    if loud[particles] and not all(loud[particles:]):
        count = next(i for i, is_loud in enumerate(loud) if i > particles and not is_loud)
        return words[count:] + words[:count]
    if len(words) == 3 and _PATRONYMIC.search(words[-1]):
        return [*words[1:], words[0]]
    if len(words) == 2 and CYRILLIC.search(words[0]) and is_surname_first(*words):
        return [words[1], words[0]]
    return words


def _lower(word: str) -> str:
    if not word.isupper() or len(word) < 2 or "." in word:
        return word
    if word.lower() in _SMALL:
        return word.lower()
    word = "".join(part.capitalize() for part in re.split(r"([-'’ ])", word))
    return re.sub(r"^(Mc)([a-z])", lambda match: match[1] + match[2].upper(), word)
