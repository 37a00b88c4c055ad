"""An organisation's name taken apart: telling words, words of its kind, and the letters it is shortened to."""

import re
from functools import cache, lru_cache

from msgspec import Struct
from rigour.names import remove_org_types

from khronika import lexicon
from khronika.resolve.actors.tables import rows
from khronika.resolve.actors.words import Word, word

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
INSIDE = re.compile(r"[«„“\"]([^»“”\"]{2,})[»”“\"]")
BRACKETS = re.compile(r"\(([^()]{2,12})\)")
SHORTEST = 2


class OrganisationName(Struct, frozen=True):
    """A name as its telling words, the kinds of its other words ("union", "company"), and its acronym.

    `acronym` is the name itself where it is one; `initials` what its words may be shortened to, with and without
    small words.
    """

    text: str
    core: frozenset[str]
    words: tuple[Word, ...]
    kinds: frozenset[str]
    acronym: str | None
    initials: frozenset[str]
    quoted: str | None = None

    def __hash__(self) -> int:
        """Hash by the text alone, which tells all the rest: names are looked up by the million."""
        return hash(self.text)

    @property
    def key(self) -> str:
        """Give what equal names have in common."""
        return self.acronym or " ".join(sorted(self.core)) or " ".join(one.plain for one in self.words)


@lru_cache(200_000)
def parse_organisation(text: str) -> OrganisationName:
    """Take an organisation's name apart."""
    bare = BRACKETS.sub(" ", text)
    inside = INSIDE.search(bare)
    pieces = WORD.findall(remove_org_types(bare.casefold(), replacement=" ") or bare) or WORD.findall(bare)
    words = tuple(word(piece) for piece in pieces)
    full = [one for one in words if one.text not in small_words()]
    core = frozenset(stem(one) for one in full if kind_of(one.text) is None)
    kinds = frozenset(kind for one in full if (kind := kind_of(one.text)) is not None)
    return OrganisationName(text, core, words, kinds, _acronym(bare), _initials(words, full),
                            inside.group(1) if inside else None)  # fmt: skip


def stem(one: Word) -> str:
    """Give a telling word as it sounds, without the endings of number and case."""
    sound = one.sounds[0] if one.sounds else one.plain or one.text
    bare = re.sub(r"(s|ov|ev|am|ami|ah|oi|oe|ie|aia|ogo|omu|im|ih|iei|a|i|u|e|o)$", "", sound)
    return bare if len(bare) > 3 else sound


def _acronym(text: str) -> str | None:
    """Give the letters of a name that is but an acronym: CGT, КТС, U.N."""
    letters = re.sub(r"[.\s]", "", text.strip('«»"“” '))
    if not (2 <= len(letters) <= 7 and letters.isalpha() and sum(map(str.isupper, letters)) >= 2):
        return None
    return letters.casefold() if letters.isupper() or letters[1:].isupper() else None


def _initials(words: tuple[Word, ...], full: list[Word]) -> frozenset[str]:
    found = {"".join(one.text[0] for one in some) for some in (words, full) if len(some) > SHORTEST - 1}
    latin = {"".join(one.plain[:1] for one in some) for some in (words, full) if len(some) > SHORTEST - 1}
    return frozenset(found | latin)


@cache
def small_words() -> frozenset[str]:
    """Give the words that shortening leaves out."""
    return frozenset(row["word"] for row in rows("small_words"))


@lru_cache(100_000)
def kind_of(text: str) -> str | None:
    """Give the kind of body that a word tells of, in any language: union, company, court."""
    return _kinds().get(lexicon.fold(text)) or _kinds().get(_singular(text))


def _singular(text: str) -> str:
    return re.sub(r"(ies|es|s|ы|и|а|ов|у|ом|е)$", "", lexicon.fold(text))


@cache
def _kinds() -> dict[str, str]:
    """Map a word to the kind of body it tells of: the lexicon's heads of organisations' names, and more languages'."""
    found = {row["word"]: row["kind"] for row in rows("bodies")}
    for language in lexicon.languages():
        for lemma, entry in lexicon.load(language).words("organisations").items():
            if entry.note != "abbreviation" and " " not in lemma:
                found.setdefault(lemma, entry.meaning or "body")
    return {**{_singular(name): kind for name, kind in found.items()}, **found}
