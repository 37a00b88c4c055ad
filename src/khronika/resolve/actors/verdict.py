"""What two persons' names say of each other: one name, a shorter form of it, or names of two people."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from khronika.resolve.actors import known
from khronika.resolve.actors.compare import FORM, compare_words, likeness, patronymics_clash
from khronika.resolve.actors.person import UNGENDERED, PersonName
from khronika.resolve.actors.words import CYRILLIC, Word, bones, word

Kind = Literal["same", "sound", "form", "edited", "initial", "surname", "clash"]
ALIKE = 0.75  # from here names that differ in letters may be told of one person
NEAR = 0.7
HALF = 0.5  # how alike a transcribed word must look, its consonants being equal
BONES = 3  # consonants that must be equal


class Verdict(Struct, frozen=True):
    """How two names agree, and in words why not where they clash; `hard` where no spelling can explain it."""

    kind: Kind
    why: str = ""
    hard: bool = False


@lru_cache(400_000)
def judge(a: PersonName, b: PersonName) -> Verdict:
    """Judge two names; a clash is never linked, whatever is told of the two."""
    if fault := _contradiction(a, b):
        return Verdict("clash", fault, hard=True)
    if a.surname is None or b.surname is None:
        return _without_surname(a, b)
    kind = surnames_agree(a, b)
    if kind is None:
        return _turned(a, b)
    if a.given is None or b.given is None:
        return Verdict("surname" if kind != "edited" else "clash", "only the surname is told")
    given = _given_agree(a, b)
    if given is None or (kind == "edited" and given == "initial"):
        return Verdict("clash", "other given names")
    if "edited" in (kind, given) and likeness(a.text, b.text) < ALIKE:
        return Verdict("clash", "names too unlike")
    order: tuple[Kind, ...] = ("edited", "initial", "form", "sound", "same")
    return Verdict(min((kind, given), key=order.index))


def _contradiction(a: PersonName, b: PersonName) -> str:
    if patronymics_clash(a, b):
        return "other patronymics"
    if a.suffix != b.suffix and a.suffix and b.suffix:
        return "the elder and the younger"
    if a.sex and b.sex and a.sex != b.sex and a.sex_is_sure and b.sex_is_sure:
        return "a woman's and a man's name"
    return ""


def sexes_differ(a: PersonName, b: PersonName) -> bool:
    """Say whether the endings of two surnames are a woman's and a man's."""
    return bool(a.sex and b.sex and a.sex != b.sex)


def _without_surname(a: PersonName, b: PersonName) -> Verdict:
    """Judge names one of which is a given name alone: the same word is one name, and tells little."""
    if len(a.words) == len(b.words) == 1 and compare_words(a.words[0], b.words[0])[0] >= FORM:
        return Verdict("surname", "only a given name is told")
    shared = any(compare_words(x, y)[0] >= FORM for x in a.words for y in b.words if not (x.is_initial or y.is_initial))
    return Verdict("surname", "only a given name is told") if shared and len(a.words) != len(b.words) else CLASH


CLASH = Verdict("clash", "other names")


def surnames_agree(a: PersonName, b: PersonName) -> Kind | None:
    """Say how two surnames agree; Ковалёв and Ковалёва do, where no sex speaks against it."""
    if a.surname is None or b.surname is None:
        return None
    x, y = a.words[a.surname], b.words[b.surname]
    found = _words_agree(x, y)
    if found in ("same", "sound"):
        return found
    return _declined(x, y) or _half(a.halves, y) or _half(b.halves, x) or found


def _half(halves: tuple[Word, ...], other: Word) -> Kind | None:
    """Say whether a surname is one half of a compound one: Quill, Quill-Feather."""
    return (
        "form"
        if any(_words_agree(half, other) in ("same", "sound") or _declined(half, other) for half in halves)
        else None
    )


@lru_cache(200_000)
def _words_agree(a: Word, b: Word) -> Kind | None:
    if a.is_initial or b.is_initial:
        return None
    found, _, kind = compare_words(a, b)
    if kind == "letters":
        return "same"
    if kind in ("sound", "form"):
        return "sound" if kind == "sound" else None
    if _is_transcribed(a, b) and found >= HALF:
        return "form"
    return "edited" if found >= NEAR and len(a.plain) > 3 and len(b.plain) > 3 else None


def _declined(a: Word, b: Word) -> Kind | None:
    """Say whether two surnames are forms of one by case or sex: Шевченку, Зеленская."""
    return "form" if set(stems(a)) & set(stems(b)) else None


def _is_transcribed(a: Word, b: Word) -> bool:
    """Say whether a word in Cyrillic has the consonants of one in Latin: Куиллмор, Quillmore."""
    return (
        bool(CYRILLIC.search(a.text)) != bool(CYRILLIC.search(b.text))
        and len(a.bones) >= BONES
        and not _all_bones(a).isdisjoint(_all_bones(b))
    )


def _all_bones(one: Word) -> set[str]:
    return {bones(sound) for sound in (*one.sounds, *one.transcribed)}


@lru_cache(200_000)
def stems(one: Word) -> tuple[str, ...]:
    """Give what is left of a surname without the endings of sex and case, as it sounds."""
    text = one.text
    if not CYRILLIC.search(text):
        bare = UNGENDERED.sub("", text)
        return word(bare).sounds if len(bare) > 3 and bare.endswith(("ov", "ev", "in", "yn", "sk", "tsk")) else ()
    endings = [end for end in CASES if text.endswith(end) and len(text) - len(end) >= SHORTEST]
    bare_forms = {text, *(text[: -len(end)] for end in endings)}
    return tuple(sorted({sound for bare in bare_forms for sound in word(bare).sounds}))


# Endings of the cases and sexes of names; what remains is compared as it sounds.
CASES = ("ого", "ому", "ими", "ой", "ою", "ым", "им", "ом", "ем", "ый", "ий", "ая", "ую", "ей", "ею", "а", "у", "е",
         "ю", "я", "о", "і", "и", "ы", "й", "ь")  # fmt: skip
SHORTEST = 3  # letters that are left of a name without its ending


def _given_agree(a: PersonName, b: PersonName) -> Kind | None:
    if a.given is None or b.given is None:
        return None
    x, y = a.words[a.given], b.words[b.given]
    found, _, kind = compare_words(x, y)
    if kind == "letters":
        return "same" if not x.is_initial else "initial"
    if kind in ("sound", "form", "initial"):
        return "sound" if kind == "sound" else ("form" if kind == "form" else "initial")
    if _declined(x, y) or (_is_transcribed(x, y) and found >= HALF):
        return "form"
    if bool(known.given_ids(x.text)) and bool(known.given_ids(y.text)):
        return None  # two known given names that are no forms of one name: Angelo, Angela
    return "edited" if found >= NEAR else _middle(a, b)


def _middle(a: PersonName, b: PersonName) -> Kind | None:
    """Say whether the given name of one is another's second: Boris Johnson, Alexander Boris Johnson."""
    for name, other in ((a, b), (b, a)):
        if name.given is None or len(other.words) < 3:
            continue
        for at, one in enumerate(other.words):
            if at not in (other.surname, other.patronymic, other.given):
                agrees = compare_words(one, name.words[name.given])
                if agrees[0] >= FORM and agrees[2] != "initial":
                    return "edited"
    return None


def _turned(a: PersonName, b: PersonName) -> Verdict:
    """Judge names of two words told in another order: Tavell Borin."""
    if len(a.words) == len(b.words) == 2 and all(
        compare_words(x, y)[0] >= FORM and compare_words(x, y)[2] != "initial"
        for x, y in zip(a.words, reversed(b.words), strict=True)
    ):
        return Verdict("form", "told in another order")
    return CLASH


def skeletons(name: PersonName) -> frozenset[str]:
    """Give what a surname is found by: the consonants of each reading, without endings, and of each half."""
    if name.surname is None:
        return frozenset()
    return frozenset(bone for one in (name.words[name.surname], *name.halves) for bone in _skeletons(one))


@lru_cache(200_000)
def _skeletons(one: Word) -> frozenset[str]:
    return frozenset(bones(sound) for sound in (*one.sounds, *one.transcribed, *stems(one)) if sound)
