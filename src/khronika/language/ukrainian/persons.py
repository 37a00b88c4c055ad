"""A person's name in the nominative: «Олену Іваненко» → «Олена Іваненко», in agreement with case and gender."""

from collections.abc import Sequence

from pymorphy3.analyzer import Parse

from khronika.language.compact.words import plain
from khronika.language.record import Token
from khronika.language.ukrainian.dictionary import NAME_PARTS, parse
from khronika.language.ukrainian.names import forms_of

NOMINATIVE = "nomn"


def nominative_person(tokens: Sequence[Token]) -> str:
    """Give a name's words in the nominative, spaced as in the text; as it stands where its case is not told."""
    told = [readings for token in tokens if (readings := forms_of(plain(token.text)))]
    common = frozenset.intersection(*told) if told else frozenset()
    if not common or any(case == NOMINATIVE for case, _ in common):
        forms = [token.text for token in tokens]
    else:
        case, gender = min(common)
        forms = [_nominative(token.text, case, gender) for token in tokens]
    spaced = [" " if at and tokens[at - 1].end < token.start else "" for at, token in enumerate(tokens)]
    return "".join(space + form for space, form in zip(spaced, forms, strict=True))


def _nominative(word: str, case: str, gender: str) -> str:
    """Give one word of a name in the nominative; initials and what cannot be read so stay."""
    if len(word) < 3 or not word[0].isupper():
        return word
    readings = [one for one in parse(plain(word)) if _stands(one, case, gender)]
    named = [one for one in readings if any(part in str(one.tag) for part in NAME_PARTS.values())]
    if not (named or readings):
        return word
    reading = (named or readings)[0]
    inflected = reading.inflect({NOMINATIVE})
    form = str(inflected.word if inflected else reading.normal_form)
    return "-".join(part.capitalize() for part in form.split("-"))


def _stands(reading: Parse, case: str, gender: str) -> bool:
    return bool(reading.tag.case == case and reading.tag.gender == gender and reading.tag.number != "plur")
