"""What a dictionary in OpenCorpora's tags says of a word, written alike for Ukrainian and Russian.

The network is trained on both languages: it sees tags, not words, but for those that govern a sentence.
"""

from collections.abc import Iterable
from functools import cache

FULL, COARSE = 7, 5  # how many readings are told whole, and how many by part and case alone
PARTS = {"ADJS": "ADJF", "PRTF": "ADJF", "PRTS": "ADJF", "COMP": "ADVB", "INFN": "VERB"}
SHORT = frozenset({"ADJS", "PRTS"})  # Russian only; in Ukrainian they are nominatives
TOLD = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "INFN": "infn", "PRTF": "part", "PRTS": "part"}
# The grammemes that are told of each part of speech, in this order.
KEPT: dict[str, tuple[str, ...]] = {
    "NOUN": ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "sing", "plur", "anim", "Name", "Surn", "Patr",
    "Abbr"),
    "ADJF": ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "sing", "plur", "pssv", "actv"),
    "NPRO": ("nomn", "gent", "datv", "accs", "ablt", "loct", "sing", "plur", "1per", "2per", "3per"),
    "NUMR": ("nomn", "gent", "datv", "accs", "ablt", "loct"),
    "VERB": ("infn", "past", "pres", "futr", "impr", "Impe", "sing", "plur", "1per", "2per", "3per"),
}  # fmt: skip
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct", "voct"})
SINGULAR = frozenset({"masc", "femn", "neut", "ms-f"})


def readings_of(tags: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Tell a word's readings, given as grammemes with the part of speech first: some whole, then by case alone."""
    told = [_told(tag) for tag in tags if tag and tag[0]]
    whole = list(dict.fromkeys(reading for reading, _ in told))[:FULL]
    coarse = list(dict.fromkeys(reading for _, reading in told))[:COARSE]
    return (*whole, *coarse)


@cache
def _told(tag: tuple[str, ...]) -> tuple[str, str]:
    grammemes = {TOLD.get(one, one) for one in tag}
    if tag[0] in SHORT:
        grammemes.add("nomn")
    part = PARTS.get(tag[0], tag[0])
    if "plur" not in grammemes and grammemes & SINGULAR:
        grammemes.add("sing")
    kept = [one for one in KEPT.get(part, ()) if one in grammemes]
    case = [one for one in kept if one in CASES or part == "VERB"]
    return "+".join((part, *kept)), ":".join((part, *case[:1]))


def grammemes_of(tag: str) -> tuple[str, ...]:
    """Split a tag as pymorphy3 writes it (`NOUN,anim,masc sing,nomn`) into its grammemes, the part of speech first."""
    return tuple(tag.replace(" ", ",").split(","))
