"""A spot: a run of words that may name a place."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from khronika.gazetteer import Candidate
from khronika.gazetteer.keys import fold
from khronika.language.record import NameKind

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
ADJECTIVAL = frozenset({"adjective", "demonym"})


class Word(Struct, frozen=True):
    """A word of the text without its possessive ending, `folded` for look-up; with it `full`, up to `full_end`."""

    start: int
    end: int
    text: str
    folded: str
    full: str
    full_end: int


class Spot(Struct):
    """A run of words that may name a place, with the places it may mean and what the engine calls it.

    `first` and `last` bound it in the sentence's `words` (half-open). `tag` is the kind of the engine's name around
    it, and `name` where that stands in the text.
    """

    start: int
    end: int
    text: str
    key: str
    candidates: list[Candidate]
    tag: NameKind | None
    name: tuple[int, int]
    words: Sequence[Word]
    first: int
    last: int
    inside: int | None = None  # index of the spot that holds it: "Texas" for the "Paris" in "Paris, Texas"

    @property
    def is_whole(self) -> bool:
        """Say whether the engine's name is no longer than this."""
        return self.start <= self.name[0] and self.name[1] <= self.end + len("'s")

    @property
    def is_adjectival(self) -> bool:
        """Say whether the words can only be an adjective of place or a demonym."""
        return bool(self.candidates) and all(c.form in ADJECTIVAL for c in self.candidates)

    @property
    def is_word(self) -> bool:
        """Say whether a common word is all that the name is, but for lesser names of places."""
        forms = {c.form for c in self.candidates}
        return "word" in forms and forms <= {"word", "alternate"}


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a stretch of text into words for look-up."""
    found = []
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        form, bare, full = _forms(match[0])
        found.append(Word(first, first + len(form), form, bare, full, last))
    return found


@lru_cache(maxsize=20_000)
def _forms(form: str) -> tuple[str, str, str]:
    """Give a word without its possessive ending, that folded, and the whole word folded."""
    full = fold(form.replace(".", "") if "." in form else form)
    if "'" not in form and "’" not in form:
        return form, full, full
    bare = _POSSESSIVE.sub("", form)
    return bare, fold(bare), full
