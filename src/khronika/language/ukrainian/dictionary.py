"""pymorphy3's Ukrainian dictionary: readings for the network, and lemmas under what the network says.

A lemma is in small letters, with a plain apostrophe. A passive participle that stands as a predicate or after its noun
has the infinitive («затримані» → «затримати»), as the impersonal form has («затримано» → «затримати»).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pymorphy3.analyzer import Parse

from khronika.language.compact.words import plain
from khronika.language.ukrainian.readings import grammemes_of, readings_of
from khronika.morphology import analyser

REMEMBERED = 60_000
AS_WRITTEN = frozenset({"PUNCT", "SYM", "X"})
# Which of pymorphy3's parts of speech a tag of Universal Dependencies may be, the likeliest first.
PARTS: dict[str, tuple[str, ...]] = {
    "ADJ": ("ADJF", "NUMR", "NOUN"), "ADP": ("PREP",), "ADV": ("ADVB", "PRED", "Prnt", "CONJ"), "AUX": ("VERB", "PRCL"),
    "CCONJ": ("CONJ",), "DET": ("NPRO", "ADJF", "NUMR"), "INTJ": ("INTJ",), "NOUN": ("NOUN", "ADJF"),
    "NUM": ("NUMR", "ADJF", "NOUN"), "PART": ("PRCL", "CONJ"), "PRON": ("NPRO", "ADJF"), "PROPN": ("NOUN", "ADJF"),
    "SCONJ": ("CONJ", "ADVB"), "VERB": ("VERB", "GRND", "PRED"),
}  # fmt: skip
FORMS: dict[tuple[str, str], str] = {
    ("Case", "Nom"): "nomn", ("Case", "Gen"): "gent", ("Case", "Dat"): "datv", ("Case", "Acc"): "accs",
    ("Case", "Ins"): "ablt", ("Case", "Loc"): "loct", ("Case", "Voc"): "voct", ("Number", "Plur"): "plur",
    ("Gender", "Masc"): "masc", ("Gender", "Fem"): "femn", ("Gender", "Neut"): "neut", ("Animacy", "Anim"): "anim",
    ("Animacy", "Inan"): "inan", ("Aspect", "Perf"): "perf", ("Aspect", "Imp"): "impf", ("Tense", "Past"): "past",
    ("Tense", "Pres"): "pres", ("Tense", "Fut"): "futr", ("VerbForm", "Inf"): "infn", ("Mood", "Imp"): "impr",
}  # fmt: skip
# The parts of speech of Universal Dependencies that a word of the dictionary's may be.
MAY_BE: dict[str, frozenset[str]] = {
    "VERB": frozenset({"VERB", "AUX"}), "GRND": frozenset({"VERB"}), "NOUN": frozenset({"NOUN", "PROPN", "NUM"}),
    "ADJF": frozenset({"ADJ", "DET", "NOUN", "PROPN", "VERB", "PRON"}),
    "PREP": frozenset({"ADP"}), "NUMR": frozenset({"NUM", "DET", "ADJ", "ADV"}),
}  # fmt: skip
# Features that are taken from the dictionary's reading; of these, those that it adds where the network has none.
OF_READINGS = frozenset({"Animacy", "Aspect", "Case", "Gender", "Number", "Tense"})
ALWAYS = OF_READINGS - {"Animacy"}
UNINFLECTED = frozenset({"ADP", "ADV", "CCONJ", "INTJ", "PART", "PUNCT", "SCONJ", "SYM", "X"})
NAME_PARTS = {"Giv": "Name", "Sur": "Surn", "Pat": "Patr"}
# The ends of passive participles, and the ends of infinitives that they may be of, the likeliest first.
PARTICIPLES = (
    (re.compile("ований$"), ("увати",)), (re.compile("йований$"), ("ювати",)), (re.compile("аний$"), ("ати",)),
    (re.compile("яний$"), ("яти", "іяти")), (re.compile("джений$"), ("дити", "джити", "діти")),
    (re.compile("щений$"), ("стити", "тити")),
    (re.compile("чений$"), ("чити", "тити", "кти")), (re.compile("жений$"), ("зити", "жити", "гти")),
    (re.compile("шений$"), ("шити", "сити")), (re.compile("лений$"), ("лити", "ити")),
    (re.compile("ений$"), ("ити", "ти", "нути", "іти")),
    (re.compile("єний$"), ("їти",)), (re.compile("тий$"), ("ти",)),
)  # fmt: skip


@lru_cache(REMEMBERED)
def parse(word: str) -> tuple[Parse, ...]:
    """Give the readings of a plain word, the likeliest first."""
    return tuple(analyser("uk").parse(word))


def readings(word: str) -> tuple[str, ...]:
    """Give a plain word's readings for the network; none for what holds no letter."""
    if not any(letter.isalpha() for letter in word):
        return ()
    return readings_of(tuple(grammemes_of(str(one.tag))) for one in parse(word))


@lru_cache(REMEMBERED)
def known_as(word: str) -> str:
    """Give the lemma under which the network may know a plain word, whatever it is here."""
    return str(parse(word)[0].normal_form) if word.isalpha() or "'" in word else word


def lemma(word: str, upos: str, feats: Mapping[str, str]) -> str:
    """Give the lemma of a word under its part of speech and features, in small letters; signs stay as written."""
    low = plain(word)
    if upos in AS_WRITTEN or not any(letter.isalpha() for letter in low):
        return word
    return _lemma(low, upos, frozenset(feats.items()))


@lru_cache(REMEMBERED)
def _lemma(word: str, upos: str, feats: frozenset[tuple[str, str]]) -> str:
    return str(_chosen(word, upos, feats).normal_form)


def features(word: str, upos: str, feats: Mapping[str, str]) -> Mapping[str, str]:
    """Give a known word's features as the reading that agrees best with the network has them."""
    low = plain(word)
    if upos in UNINFLECTED or not any(letter.isalpha() for letter in low):
        return feats
    return _features(low, upos, frozenset(feats.items()))


@lru_cache(REMEMBERED)
def _features(word: str, upos: str, feats: frozenset[tuple[str, str]]) -> Mapping[str, str]:
    reading = _chosen(word, upos, feats)
    if not reading.is_known or str(reading.tag.POS) not in PARTS.get(upos, ()):
        return dict(feats)
    told = {n: value for (n, value), grammeme in FORMS.items() if n in OF_READINGS and grammeme in str(reading.tag)}
    if "Number" not in told and "Gender" in told:
        told["Number"] = "Sing"
    if told.get("Number") == "Plur":
        told.pop("Gender", None)
    kept = {name: value for name, value in feats if name not in OF_READINGS or name in told}
    return {**kept, **{name: value for name, value in told.items() if name in kept or name in ALWAYS}}


def _chosen(word: str, upos: str, feats: frozenset[tuple[str, str]]) -> Parse:
    return max(parse(word), key=lambda one: (_agreement(one, upos, feats), one.score))


def _agreement(reading: Parse, upos: str, feats: frozenset[tuple[str, str]]) -> int:
    """Count in how much a reading agrees with the network; the part of speech weighs most."""
    parts = PARTS.get(upos, ())
    pos = str(reading.tag.POS)
    value = 3 * (len(parts) - parts.index(pos)) if pos in parts else 0
    value += sum(FORMS[feat] in str(reading.tag) for feat in feats if feat in FORMS)
    wanted = NAME_PARTS.get(dict(feats).get("NameType", ""))
    if wanted:
        return value + 4 * (wanted in str(reading.tag))
    return value - 2 * any(part in str(reading.tag) for part in NAME_PARTS.values())


@lru_cache(REMEMBERED)
def parts(word: str) -> frozenset[str]:
    """Give the parts of speech that a plain word may be by the dictionary; none where it does not settle that."""
    if len(word) < 4 or not word.isalpha():
        return frozenset()
    told = [str(one.tag.POS) for one in parse(word) if one.is_known]
    if not told or any(part not in MAY_BE for part in told):
        return frozenset()
    return frozenset().union(*(MAY_BE[part] for part in told))


@lru_cache(REMEMBERED)
def infinitive_of(participle: str) -> str | None:
    """Give the verb of a passive participle's lemma («затриманий» → «затримати»), None if there is none."""
    return next((verb for verb in _candidates(participle) if _is_verb(verb)), None)


def _candidates(participle: str) -> Iterator[str]:
    for pattern, endings in PARTICIPLES:
        if pattern.search(participle):
            yield from (pattern.sub(ending, participle) for ending in endings)


def _is_verb(word: str) -> bool:
    return any(one.is_known and one.tag.POS == "VERB" and one.normal_form == word for one in parse(word))
