"""Dictionary forms, made by the rule that the network chose for a word."""

import re
from functools import lru_cache

_RULE = re.compile(r"([=l])(?:(\d+)\+(.*))?")


@lru_cache(maxsize=65536)
def apply(word: str, rule: str) -> str:
    """Apply a rule: `=` keeps the word, `l` lowers it, `l3+y` lowers it, cuts three letters and adds "y".

    A rule that would leave nothing keeps the word in lower case.
    """
    match = _RULE.fullmatch(rule)
    if match is None:
        return word
    base = word.lower() if match[1] == "l" else word
    cut = int(match[2] or 0)
    if cut > len(base) or (cut == len(base) and not match[3]):
        return word.lower()
    return base[: len(base) - cut] + (match[3] or "")
