"""Words as full-text search keeps them: the same form for a report's words and for those that somebody looks for.

A word becomes its lemma where the language has a dictionary, then its stem, in small letters without accents and marks.
The first form is the word's own; further ones are other readings ("left" is of "leave", or stands as it is).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path

import snowballstemmer

from khronika.language.english import lemmas as english
from khronika.language.english.engine import MODEL
from khronika.language.ukrainian.stems import stem as ukrainian_stem
from khronika.morphology import analyser

Forms = tuple[str, ...]
# A word: letters and digits of any script, with what joins their parts within.
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
LONGEST = 60
REMEMBERED = 200_000
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Languages in which a word is looked for when nobody says in which language it is, by script.
CYRILLIC, LATIN = ("ru", "uk"), ("en", "fr", "")
_READINGS = 4


def words_of(text: str) -> Iterator[str]:
    """Give the words of a text, in order."""
    return (match[0] for match in WORD.finditer(text))


def forms(word: str, language: str = "") -> Forms:
    """Give the forms under which a word of a language (ISO 639-1; empty: unknown) is kept, its own first."""
    return forms_of(language)(word)


@cache
def forms_of(language: str) -> Callable[[str], Forms]:
    """Give the function that gives the forms of a language's words, and remembers them."""
    return lru_cache(REMEMBERED)(partial(_forms, language))


def _forms(language: str, word: str) -> Forms:
    if not word.isalpha() and word.isalnum():
        return (_plain(word.casefold()[:LONGEST]),)  # numbers, and names like B6 or 5th
    low = word.casefold()[:LONGEST].replace("ё", "е").replace("’", "'").replace("ʼ", "'")
    lemmas = _LEMMAS.get(language, _itself)(low)
    found = (_plain(_stem(lemma, language)) for lemma in lemmas)
    return tuple(dict.fromkeys(form for form in found if form)) or (_plain(low) or low,)


@lru_cache(REMEMBERED // 10)
def sought(word: str) -> Forms:
    """Give all forms that a word may be kept under, whatever language it is meant in."""
    return tuple(dict.fromkeys(form for language in _languages(word) for form in forms(word, language)))


def own_forms(word: str) -> Forms:
    """Give the form that a word itself is kept under, in each language that it may be meant in."""
    return tuple(dict.fromkeys(forms(word, language)[0] for language in _languages(word)))


def _languages(word: str) -> Sequence[str]:
    return CYRILLIC if any("\u0400" <= letter <= "\u04ff" for letter in word) else LATIN


def _plain(word: str) -> str:
    """Drop accents and every mark, except the breve of й: it is a letter of its own."""
    if word.isascii():
        return "".join(letter for letter in word if letter.isalnum())
    kept = unicodedata.normalize("NFC", "".join(_letters(word)))
    return "".join(letter for letter in kept if letter.isalnum())


def _letters(word: str) -> Iterator[str]:
    for letter in word:
        bare = letter if letter in "йї" else unicodedata.normalize("NFKD", letter)
        yield from (part for part in bare if not unicodedata.combining(part))


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return stemmer(word) if stemmer else word


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    if language == "uk":
        return ukrainian_stem
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return None
    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return stem


def _itself(word: str) -> Forms:
    return (word,)


@cache
def _english_table() -> english.Table:
    return english.read_table(Path(MODEL) / "lemmas.tsv")


def _english(word: str) -> Forms:
    """Give a word's lemma as a verb, where it can be one, before that as a noun and the word itself."""
    word = word.removesuffix("'s").removesuffix("s'")
    table = _english_table()
    told = [table.get((part, word)) for part in ("VERB", "NOUN", "ADJ")]
    ruled = [english.by_rule(word, "VERB"), english.by_rule(word, "NOUN")]
    return tuple(dict.fromkeys(lemma for lemma in (*told, *ruled) if lemma)) or (word,)


def _russian(word: str) -> Forms:
    readings = analyser("ru").parse(word)[:_READINGS]
    return tuple(dict.fromkeys(str(reading.normal_form).replace("ё", "е") for reading in readings)) or (word,)


_LEMMAS: dict[str, Callable[[str], Forms]] = {"en": _english, "ru": _russian}
