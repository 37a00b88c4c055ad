"""Ukrainian nouns and adjectives in the nominative: «учасників» → «учасники»."""

from functools import lru_cache

from khronika.language.compact.words import plain
from khronika.language.record import Token
from khronika.language.ukrainian.dictionary import parse

CASES = {"Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Voc": "voct"}


def in_nominative(token: Token, head: Token) -> str:
    """Give a word's nominative in the number of the noun that it is or belongs to; capitals stay."""
    case = CASES.get(head.feats.get("Case", "Nom"))
    if case is None or (token.text.isupper() and len(token.text) > 1) or not token.text[-1:].isalpha():
        return token.text
    number = "plur" if head.feats.get("Number") == "Plur" else "sing"
    form = _nominative(plain(token.text), case, number)
    return form.capitalize() if token.text[:1].isupper() else form


@lru_cache(20_000)
def _nominative(word: str, case: str, number: str) -> str:
    same_case = {"gent", "accs"} if case in ("gent", "accs") else {case}
    readings = parse(word)
    if any("nomn" in str(one.tag) and number in str(one.tag) for one in readings[:1]):
        return word
    for one in readings:
        if one.tag.case is not None and str(one.tag.case) in same_case:
            in_number = number in str(one.tag) or (number == "sing" and "plur" not in str(one.tag))
            wanted = {"nomn", "plur"} if number == "plur" else {"nomn"}
            inflected = one.inflect(wanted) if in_number else None
            if inflected is not None:
                return str(inflected.word)
    return word
