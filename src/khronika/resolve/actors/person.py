"""A person's name taken apart: given name, patronymic, surname, initials, small words, sex as far as told."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from khronika.resolve.actors import known
from khronika.resolve.actors.words import CYRILLIC, Word, word

Sex = Literal["m", "f"]
PATRONYMIC = re.compile(r".{2,}(ович|евич|[иі]ч|овна|евна|[иі]чна|івна|ївна|инична|ovich|ovych|evich|evych|ovitch"
                        r"|evitch|owitsch|ovna|evna|ivna|yivna|ichna)$")  # fmt: skip
HER_PATRONYMIC = re.compile(r"(вна|чна|vna|chna)$")
# A woman's surname by its ending, and a man's: only where the pair is regular.
HERS = re.compile(r"(ова|ева|ёва|єва|ина|ына|іна|ая|ська|цька|ova|eva|ina|yna|skaya|skaia|tskaya|ska|cka)$")
HIS = re.compile(r"(ов|ев|ёв|єв|ин|ын|ін|ий|ый|(?<!ов|ев|ин|ын)ой|ov|ev|yov|in|yn|sky|skiy|skyi|skyy|skij|ski)$")
SURNAME = re.compile(r"(enko|ov|ev|ova|eva|sky|skyi|ski|ska|skaya|vich|chuk|yan|ian|dze|shvili|son|sen)$")
# An adjective's ending is the man's in one, the woman's in the other form of the same surname.
UNGENDERED = re.compile(r"(ska|cka|aya|aia|a|ая|а|ої|ой|iy|ij|yi|yy|y|i|ий|ый|ой)$")
SUFFIXES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "мл", "ст", "младший", "старший"})
# A capital inside a word begins another, but not in McAlloway and DeWitt.
RUN_TOGETHER = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bFitz)"
                          r"(?<=[a-zа-яёіїє])(?=[A-ZА-ЯЁІЇЄ][a-zа-яёіїє])")  # fmt: skip
COMPOUND = "ʘ"  # a letter that no name has, between the halves of a compound surname
JOINT = re.compile(r"[-‐‑–]")


class PersonName(Struct, frozen=True):
    """A name as words in the order told; `surname`, `given`, `patronymic` index into them, None where not known.

    `halves` are those of a compound surname, which is one word.
    """

    text: str
    words: tuple[Word, ...]
    small: frozenset[str] = frozenset()
    given: int | None = None
    patronymic: int | None = None
    surname: int | None = None
    sex: Sex | None = None
    suffix: str | None = None
    halves: tuple[Word, ...] = ()

    @property
    def is_full(self) -> bool:
        """Say whether a given name and a surname are told, both in full."""
        return len([one for one in self.words if not one.is_initial]) > 1


@lru_cache(400_000)
def parse_person(text: str) -> PersonName:
    """Take a person's name apart; what stands before a comma is the surname."""
    turned = _turn_comma(_split_joined(text))
    pieces = re.findall(r"[^\W_]+(?:['’ʼ`][^\W_]+)*|(?<=\w)\.", JOINT.sub(" ", _keep_compounds(turned)))
    words, small, suffix = _words([piece.replace(COMPOUND, "") for piece in pieces])
    halves = tuple(word(half) for piece in pieces if COMPOUND in piece for half in piece.split(COMPOUND))
    if not words:
        words = tuple(word(piece) for piece in pieces if piece != ".")
    patronymic = _find_patronymic(words)
    surname = _find_surname(words, patronymic, comma="," in text)
    given = _find_given(words, patronymic, surname)
    sex = _sex(words, given, patronymic, surname)
    return PersonName(text, words, small, given, patronymic, surname, sex, suffix, halves)


def _keep_compounds(text: str) -> str:
    """Mark the hyphen of a surname made of two: the last word, its halves beginning with capitals."""
    *before, last = text.split() or [""]
    halves = [half for half in JOINT.split(last) if half]
    is_surname = bool(before) or not known.is_given(word(halves[0] if halves else ""))
    if is_surname and len(halves) == 2 and all(len(half) > 2 and half[0].isupper() for half in halves):
        return " ".join((*before, COMPOUND.join(halves)))
    return text


def _split_joined(text: str) -> str:
    """Part what was run together: "AlisherUsmanov", "J.-C.", "A.B.Ivanov"."""
    spaced = re.sub(r"\.(?=\S)", ". ", text)
    return RUN_TOGETHER.sub(" ", spaced)


def _turn_comma(text: str) -> str:
    before, comma, after = text.partition(",")
    return f"{after.strip()} {before.strip()}" if comma and after.strip() and before.strip() else text


def _words(pieces: Sequence[str]) -> tuple[tuple[Word, ...], frozenset[str], str | None]:
    found: list[Word] = []
    small: set[str] = set()
    suffix = None
    for at, piece in enumerate(pieces):
        one = word(piece)
        form = known.particle(one)
        if piece == ".":
            continue
        if one.text in SUFFIXES and at:
            suffix = one.text[:1].translate(str.maketrans("мс", "js"))
        elif form is not None and len(pieces) > 1 and not (len(piece) == 1 and piece.isupper()):
            small.add(form)
        elif len(pieces) > 1 and known.is_title(piece):
            continue
        elif piece.isupper() and len(piece) == 2 and len(pieces) == 2 and not at and piece.isascii() and _bare(piece):
            found.extend(word(letter) for letter in piece)
        elif not found or one.text != found[-1].text:
            found.append(one)
    return tuple(found), frozenset(small), suffix


def _bare(piece: str) -> bool:
    """Say whether two capitals can only be initials: JC, not Xi or Bo."""
    return not any(letter in "aeiouy" for letter in piece.casefold())


def _find_patronymic(words: Sequence[Word]) -> int | None:
    """Give the patronymic's place: a word with its ending behind a given name, not the last unless the first."""
    if len(words) < 2:
        return None
    for at, one in enumerate(words):
        if at and PATRONYMIC.match(one.text) and (known.is_given(words[at - 1]) or len(words) > 2):
            last_of_two = len(words) == 2 and known.is_common_surname(one)
            if not last_of_two and (at < len(words) - 1 or len(words) > 2 or not _may_be_surname(one)):
                return at
    return None


def _may_be_surname(one: Word) -> bool:
    """Say whether a patronymic's ending may as well be a surname's: Абрамович, but not Иванович behind Иван."""
    return not HER_PATRONYMIC.search(one.text)


def _find_surname(words: Sequence[Word], patronymic: int | None, *, comma: bool) -> int | None:
    full = [at for at, one in enumerate(words) if not one.is_initial and at != patronymic]
    if not full:
        return None
    if len(full) == 1:
        alone = words[full[0]]
        has_more = len(words) > 1
        return full[0] if (has_more and patronymic is None) or not known.is_given(alone) else None
    if patronymic is not None and patronymic == len(words) - 1 and len(full) == 2:
        return full[0]  # «Иванов Иван Иванович»
    first, last = words[full[0]], words[full[-1]]
    if not comma and len(full) == 2 and known.is_given(last) and _is_surname_first(first):
        return full[0]
    return full[-1]


def _is_surname_first(first: Word) -> bool:
    """Say whether a first word before a given name is the surname: in Cyrillic what is no given name, else by sight."""
    if known.is_given(first):
        return False
    return bool(CYRILLIC.search(first.text)) or known.is_common_surname(first) or bool(SURNAME.search(first.text))


def _find_given(words: Sequence[Word], patronymic: int | None, surname: int | None) -> int | None:
    return next((at for at in range(len(words)) if at not in (patronymic, surname)), None)


def _sex(words: Sequence[Word], given: int | None, patronymic: int | None, surname: int | None) -> Sex | None:
    """Tell the sex by the patronymic, else the given name, else a surname's ending."""
    if patronymic is not None:
        return "f" if HER_PATRONYMIC.search(words[patronymic].text) else "m"
    if given is not None and len(sexes := known.sexes(words[given].text)) == 1:
        return "f" if "f" in sexes else "m"
    return surname_sex(words[surname]) if surname is not None else None


def surname_sex(one: Word) -> Sex | None:
    """Tell the sex by a surname's ending where the ending is a woman's or a man's: Ковалёва, Ковалёв."""
    if not (CYRILLIC.search(one.text) or len(one.text) > 5):
        return None
    if HERS.search(one.text):
        return "f"
    return "m" if HIS.search(one.text) and CYRILLIC.search(one.text) else None
