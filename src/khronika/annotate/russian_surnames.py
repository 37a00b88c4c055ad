"""Surnames that pymorphy3's dictionary does not hold, in the nominative: by their ending, gender and case."""

from collections.abc import Mapping

# Gender → ending in an oblique case → ending in the nominative; the longest that fits is taken.
ENDINGS: Mapping[str, Mapping[str, str]] = {
    "femn": {
        "ской": "ская", "скую": "ская", "цкой": "цкая", "цкую": "цкая", "овой": "ова", "ову": "ова", "евой": "ева",
        "еву": "ева", "ёвой": "ёва", "ёву": "ёва", "иной": "ина", "ину": "ина", "ыной": "ына", "ыну": "ына",
    },
    "masc": {
        "ского": "ский", "скому": "ский", "ским": "ский", "ском": "ский", "цкого": "цкий", "цкому": "цкий",
        "цким": "цкий", "цком": "цкий", "овым": "ов", "евым": "ев", "ёвым": "ёв", "иным": "ин", "ыным": "ын",
        "ова": "ов", "ову": "ов", "ове": "ов", "ева": "ев", "еву": "ев", "еве": "ев", "ёва": "ёв", "ёву": "ёв",
        "ёве": "ёв", "ина": "ин", "ину": "ин", "ине": "ин", "ына": "ын", "ыну": "ын", "ыне": "ын",
    },
}  # fmt: skip
# Case → what a man's surname that ends in a consonant adds; a woman's stays («Анну Корш»).
ADDED: Mapping[str, str] = {"gent": "а", "accs": "а", "datv": "у", "ablt": "ом", "loct": "е"}
CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


def surname_in_nominative(word: str, gender: str, case: str) -> str:
    """Give a surname's nominative; a word whose ending tells nothing stays as it is.

    `gender` is masc or femn, `case` one of pymorphy3's oblique cases.
    """
    endings = ENDINGS.get(gender, {})
    for length in (5, 4, 3):
        nominative = endings.get(word[-length:])
        if nominative is not None and len(word) > length:
            return word[:-length] + nominative
    added = ADDED.get(case, "")
    if gender == "masc" and added and word.endswith(added) and word[: -len(added)][-1:] in CONSONANTS:
        return word[: -len(added)]
    return word
