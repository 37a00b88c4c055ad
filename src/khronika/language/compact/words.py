"""What the network sees of a word: the word itself if common, its ends, its look, its readings, a word vector."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

SUFFIXES, PREFIXES = (1, 2, 3, 4), (2, 3)
MOST_READINGS = 12
FIRST = 10  # added to the look of a sentence's first word
LOOKS = 2 * FIRST
_QUOTES = str.maketrans("’ʼ`‘“”„«»", "''''" + '"' * 5)


class Vocabulary(Struct, frozen=True):
    """What the network has numbers for; 0 is everything else. Affixes are marked: `-er`, `re-`."""

    words: Mapping[str, int]
    affixes: Mapping[str, int]
    readings: Mapping[str, int]


class Row(Struct, frozen=True):
    """One word in numbers."""

    word: int
    affixes: tuple[int, ...]
    look: int
    readings: tuple[int, ...]
    vector: int


def plain(word: str) -> str:
    """Write a word as the vocabulary has it: small letters, plain quotes and apostrophes, digits as 0 to 9."""
    return word.lower().translate(_QUOTES)


def affixes_of(word: str) -> list[str]:
    """Give a plain word's ends and beginnings; a shorter word stands for itself."""
    return [f"-{word[-size:]}" for size in SUFFIXES] + [f"{word[:size]}-" for size in PREFIXES]


def look_of(word: str) -> int:
    """Class a look: 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 digits, 6 digits with letters, 7 mIxed, 8 signs."""
    letters = [letter for letter in word if letter.isalpha()]
    if any(letter.isdigit() for letter in word):
        return 6 if letters else 5
    if not letters:
        return 8
    capitals = sum(letter.isupper() for letter in letters)
    if not capitals:
        return 1
    if capitals == len(letters):
        return 3 if capitals > 1 else 4
    return 2 if letters[0].isupper() else 7


def row_of(word: str, vocabulary: Vocabulary, readings: Sequence[str], vector: int = 0, known_as: str = "") -> Row:
    """Put a word into numbers; `known_as` is the word or lemma under which the vocabulary may have it."""
    low = plain(word)
    told = [vocabulary.readings.get(reading, 0) for reading in readings[:MOST_READINGS]]
    return Row(
        vocabulary.words.get(known_as or low, 0),
        tuple(vocabulary.affixes.get(affix, 0) for affix in affixes_of(low)),
        look_of(word),
        tuple(number for number in told if number),
        vector,
    )
