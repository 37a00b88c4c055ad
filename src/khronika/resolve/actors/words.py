"""One word of a name: what it is compared by, whatever script, spelling or language it is told in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from msgspec import Struct
from normality import ascii_text
from rigour.text.translit import maybe_ascii

from khronika.resolve.actors.tables import rows

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]", re.IGNORECASE)
LATIN_SYSTEMS = ("english", "french", "german", "slavic", "romance")
MOST = 16  # readings kept of one word
# One letter for letters that copyists and clerks mistake for one another, in the order of the alphabet of sounds.
CLASSES = str.maketrans("SCZczsxfwgkqhdtbp", "ssssssssvkkkkttpp".replace("p", "b"), "aeiouyAEIOUYj")
LETTERLIKE = str.maketrans("013459", "oieasg")


class Word(Struct, frozen=True):
    """A word of a name: folded, in plain Latin letters, as it may sound, and the consonants of that.

    `sounds` holds every reading, sorted; `transcribed` how Cyrillic would write a Latin word down, by an English ear;
    `bones` the consonant classes of the first reading, by which candidates are found.
    """

    text: str
    plain: str
    sounds: tuple[str, ...]
    transcribed: tuple[str, ...]
    bones: str

    @property
    def is_initial(self) -> bool:
        """Say whether the word is but a letter."""
        return len(self.text) == 1 or (len(self.text) == 2 and self.text in DIGRAPH_INITIALS)


DIGRAPH_INITIALS = frozenset({"yu", "ya", "ye", "zh", "kh", "sh", "ch", "ts", "iu", "ia", "ju", "ja"})


@lru_cache(400_000)
def word(text: str) -> Word:
    """Read a word of a name."""
    folded = fold(text)
    plain = to_latin(folded)
    sounds = tuple(sorted(readings(folded, plain)))
    transcribed = () if CYRILLIC.search(folded) else (_loose(_sound(plain, "mute")),)
    return Word(folded, plain, sounds, transcribed, bones(sounds[0] if sounds else plain))


def fold(text: str) -> str:
    """Give a word in small letters, composed, digits within letters read as the letters they look like."""
    small = unicodedata.normalize("NFC", text).casefold()
    if any(letter.isdigit() for letter in small) and any(letter.isalpha() for letter in small):
        small = small.translate(LETTERLIKE)
    return small


def to_latin(folded: str) -> str:
    """Write a word in the letters a to z."""
    latin: str = maybe_ascii(folded)
    if not latin.isascii():
        latin = ascii_text(folded) or latin
    return re.sub(r"[^a-z]", "", latin.casefold())


def bones(sound: str) -> str:
    """Give the consonants of a reading in classes, doubles once; the first vowel of a word that begins with one."""
    skeleton = re.sub(r"(.)\1+", r"\1", sound.translate(CLASSES))
    return ("a" + skeleton) if sound[:1] in "aeiou" else skeleton


def readings(folded: str, plain: str) -> set[str]:
    """Give every way a word may sound, folded: Ševčenko and Chevtchenko meet in ʃevčenko."""
    if CYRILLIC.search(folded):
        found = {_sound(form, "cyrillic") for form in _cyrillic_forms(folded)}
    else:
        found = {_sound(plain, system) for system in LATIN_SYSTEMS} | {plain}
        if plain != folded and LATIN.search(folded):
            marked = unicodedata.normalize("NFC", _sound(folded, "marked"))
            found |= {re.sub(r"[^a-zA-Z]", "", maybe_ascii(marked))}
    return set(sorted({loose for sound in found if (loose := _loose(sound))}, key=lambda x: (len(x), x))[:MOST])


def _cyrillic_forms(folded: str) -> Iterator[str]:
    """Yield a Cyrillic word with ё read as е, йо or о, and Ukrainian and Belarusian г as г and х."""
    northern = not re.search(r"[іїєґў]", folded)
    choices: Mapping[str, tuple[str, ...]] = {"ё": ("е", "йо", "о"), "г": ("г",) if northern else ("г", "х")}
    parts = [choices.get(letter, (letter,)) for letter in folded[:40]]
    for count, form in enumerate(product(*parts)):
        if count == MOST:
            return
        yield "".join(form)


@cache
def _system(name: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Give one pattern that matches any spelling of a system, and the sound of each of its groups."""
    spellings = [(row["pattern"], row["sound"]) for row in rows("sounds") if row["system"] == name]
    return re.compile("|".join(f"({pattern})" for pattern, _ in spellings)), tuple(sound for _, sound in spellings)


def _sound(text: str, system: str) -> str:
    pattern, sounds = _system(system)
    return pattern.sub(lambda found: sounds[(found.lastindex or 1) - 1], text)


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["fold"]) for row in rows("folds"))


def _loose(sound: str) -> str:
    for pattern, written in _folds():
        sound = pattern.sub(written, sound)
    return re.sub(r"[^a-zA-Z]", "", sound)
