"""How names are looked up: folded words, and for Russian the stem with its declension.

A toponym stands in the text in any case («в Великих Луках»), and its lemma is often unknown to a dictionary, so each
Russian name is also filed under the stem of its nominative with a letter for its declension. A word of the text is
tried with each ending that it may have, and must find a name of a declension which has that ending.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
LONGEST_NAME = 6
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# One spelling for what reports write in two.
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "ʹ": "'", "`": "'", "ё": "е"})

# Ending -> declensions that have it: m (consonant, -й, -ь), f (-а, -я), n (-о, -е), p (plural), a (adjective).
_ENDINGS: dict[str, str] = {
    "": "mp", "а": "fmn", "я": "fmn", "у": "mnf", "ю": "mnf", "е": "mnf", "и": "fmp", "ы": "fp", "ь": "m", "й": "m",
    "о": "n", "ью": "m", "ой": "fa", "ей": "fap", "ою": "f", "ею": "f", "ом": "mna", "ем": "mna", "ём": "mn",
    "ах": "p", "ях": "p", "ам": "p", "ям": "p", "ами": "p", "ями": "p", "ов": "p", "ев": "p",
    "ый": "a", "ий": "a", "ая": "a", "яя": "a", "ую": "a", "юю": "a", "ое": "a", "ее": "a", "ые": "a", "ие": "a",
    "ого": "a", "его": "a", "ому": "a", "ему": "a", "ым": "a", "им": "a", "ых": "a", "их": "a", "ыми": "a", "ими": "a",
}  # fmt: skip
_NOMINATIVE = (
    ("a", ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")),
    ("f", ("а", "я")), ("n", ("о", "е")), ("p", ("ы", "и")), ("m", ("ь", "й")),
)  # fmt: skip
_SECOND_STEMS = (
    (re.compile(r"ел\|m$"), "л|m"), (re.compile(r"([лн])ец\|m$"), r"\1ьц|m"), (re.compile(r"ец\|m$"), "ц|m"),
    (re.compile(r"[ое]к\|m$"), "к|m"), (re.compile(r"([ая]н)\|n$"), r"\1|p"),
)  # fmt: skip
_SHORTEST_STEM = 2


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Fold one word: case, Latin accents, the kind of apostrophe, ё as е, and Saint as St."""
    word = word.casefold().translate(_APOSTROPHES)
    if not word.isascii() and not is_cyrillic(word):
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
    return _SAME.get(word, word)


def key(name: str) -> str:
    """Give the form under which a name is filed: its folded words with single spaces, without dots and hyphens."""
    return " ".join(fold(match[0]) for match in WORD.finditer(name.replace(".", "")))


def is_cyrillic(text: str) -> bool:
    """Say whether a text holds Cyrillic letters."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


def declined(name: str) -> list[str]:
    """Give the keys of a Russian name's stems, from its nominative: «Великие Луки» gives `велик|a лук|p`.

    There are two where a vowel flees (Орёл, в Орле) or where the genitive plural has no ending (россияне, россиян).
    """
    parts = []
    for word in name.split():
        pieces = [fold(match[0]) for match in WORD.finditer(word.replace(".", ""))]
        bends = 0 if "-на-" in word.casefold() else len(pieces) - 1
        parts += [_nominative_stem(piece) if i == bends else piece for i, piece in enumerate(pieces)]
    filed = " ".join(parts)
    return [filed, *(pattern.sub(stem, filed) for pattern, stem in _SECOND_STEMS if pattern.search(filed))]


def _nominative_stem(word: str) -> str:
    for declension, endings in _NOMINATIVE:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return f"{word[: -len(ending)]}|{declension}"
    return f"{word}|m" if word[-1:] not in "уюэ" else word


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """Give the ways in which a folded word may stand in a stem key, the word itself first."""
    found = [word]
    for cut in range(4):
        ending = word[len(word) - cut :]
        if len(word) - cut >= _SHORTEST_STEM:
            found += [f"{word[: len(word) - cut]}|{declension}" for declension in _ENDINGS.get(ending, "")]
    return tuple(found)


def declined_keys(words: Sequence[str]) -> Iterator[str]:
    """Yield the stem keys under which these folded words of a text may be filed."""
    for combination in product(*map(stems, words)):
        yield " ".join(combination)
