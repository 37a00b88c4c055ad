"""The DELA dictionary of French forms: readings for the network, and lemmas under what the network says."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import marisa_trie
from msgspec import Struct

from khronika.language.compact.words import plain

REMEMBERED = 60_000
AS_WRITTEN = frozenset({"PROPN", "PUNCT", "SYM", "X"})
# Which of the dictionary's parts of speech a tag of Universal Dependencies may be, the likeliest first.
PARTS: dict[str, tuple[str, ...]] = {
    "ADJ": ("A", "V", "N"), "ADP": ("PREP", "PREPDET"), "ADV": ("ADV", "PREP", "A"), "AUX": ("V",), "CCONJ": ("CONJC",),
    "DET": ("DET", "A", "PRO"), "INTJ": ("INTJ",), "NOUN": ("N", "A", "V"), "PRON": ("PRO", "DET"),
    "SCONJ": ("CONJS",), "VERB": ("V",),
}  # fmt: skip
VERBS = ("VERB", "AUX")
TENSED = ("Mood", "Tense", "VerbForm")
# What the letters of a code say, as features of Universal Dependencies.
CODES: dict[str, frozenset[tuple[str, str]]] = {
    "P": frozenset({("Mood", "Ind"), ("Tense", "Pres"), ("VerbForm", "Fin")}),
    "I": frozenset({("Mood", "Ind"), ("Tense", "Imp"), ("VerbForm", "Fin")}),
    "J": frozenset({("Mood", "Ind"), ("Tense", "Past"), ("VerbForm", "Fin")}),
    "F": frozenset({("Mood", "Ind"), ("Tense", "Fut"), ("VerbForm", "Fin")}),
    "C": frozenset({("Mood", "Cnd"), ("Tense", "Pres"), ("VerbForm", "Fin")}),
    "S": frozenset({("Mood", "Sub"), ("Tense", "Pres"), ("VerbForm", "Fin")}),
    "T": frozenset({("Mood", "Sub"), ("Tense", "Imp"), ("VerbForm", "Fin")}),
    "Y": frozenset({("Mood", "Imp"), ("VerbForm", "Fin")}),
    "W": frozenset({("VerbForm", "Inf")}),
    "K": frozenset({("Tense", "Past"), ("VerbForm", "Part")}),
    "G": frozenset({("Tense", "Pres"), ("VerbForm", "Part")}),
    "1": frozenset({("Person", "1")}), "2": frozenset({("Person", "2")}), "3": frozenset({("Person", "3")}),
    "s": frozenset({("Number", "Sing")}), "p": frozenset({("Number", "Plur")}),
    "m": frozenset({("Gender", "Masc")}), "f": frozenset({("Gender", "Fem")}),
}  # fmt: skip
# Endings of words that the dictionary lacks, and what stands instead in the lemma; the first that fits.
VERB_ENDINGS = (
    ("issaient", "ir"), ("issait", "ir"), ("issant", "ir"), ("issent", "ir"), ("eraient", "er"), ("erait", "er"),
    ("eront", "er"),
    ("erons", "er"), ("erez", "er"), ("aient", "er"), ("èrent", "er"), ("antes", "er"), ("ants", "er"), ("ante", "er"),
    ("ées", "er"), ("ant", "er"), ("ait", "er"), ("ent", "er"), ("era", "er"), ("ons", "er"), ("ez", "er"),
    ("ée", "er"),
    ("és", "er"), ("ais", "er"), ("ies", "ir"), ("ie", "ir"), ("is", "ir"), ("it", "ir"), ("es", "er"), ("é", "er"),
    ("i", "ir"),
    ("a", "er"), ("e", "er"),
)  # fmt: skip
NAMED_ENDINGS = (("aux", "al"), ("eaux", "eau"), ("s", ""), ("x", ""))


class Reading(Struct, frozen=True):
    """One reading of a form: the part of speech, the code of its inflection, and how its lemma is spelt."""

    part: str
    code: str
    rule: str


class Dictionary:
    """Holds the packed dictionary, and a table of lemmas for words that it has otherwise."""

    def __init__(self, folder: Path) -> None:
        self._forms = marisa_trie.RecordTrie("<H").mmap(str(folder / "forms.marisa"))
        self._analyses = (folder / "analyses.tsv").read_text("utf-8").splitlines()
        self._table = _read_table(folder / "lemmas.tsv")
        self._readings = lru_cache(REMEMBERED)(self._read)
        self._lemma = lru_cache(REMEMBERED)(self._choose)

    def readings(self, word: str) -> tuple[str, ...]:
        """Give a plain word's readings for the network (`V:P3s`), none where the dictionary lacks it."""
        return tuple(f"{reading.part}:{reading.code}" for reading in self._readings(word))

    def lemma(self, word: str, upos: str, feats: Mapping[str, str]) -> str:
        """Give the lemma of a word under its part of speech and features; names, signs and CGT stay as written."""
        low = plain(word)
        if upos in AS_WRITTEN or (len(word) > 1 and word.isupper() and not self._readings(low)):
            return word
        return self._lemma(low, upos, frozenset(feats.items()))

    def features(self, word: str, upos: str, feats: Mapping[str, str]) -> Mapping[str, str]:
        """Give a verb's features with the mood, tense and form of the reading that fits best; others' as they are."""
        codes = [one.code for one in self._readings(plain(word)) if one.part == "V"] if upos in VERBS else []
        if not codes:
            return feats
        told = frozenset(feats.items())
        best = max(codes, key=lambda code: _agreement(code, told))
        read = {name: value for letter in best for name, value in CODES.get(letter, ()) if name in TENSED}
        return {name: value for name, value in feats.items() if name not in TENSED} | read

    def _read(self, word: str) -> tuple[Reading, ...]:
        found = self._forms.get(word)
        if found is None:
            before, hyphen, last = word.rpartition("-")
            return self._readings(last) if hyphen and before and last else ()
        rows = (row.split(":") for row in self._analyses[found[0][0]].split("|"))
        return tuple(Reading(part, code, rule) for part, codes, rule in rows for code in codes.split(","))

    def _choose(self, word: str, upos: str, feats: frozenset[tuple[str, str]]) -> str:
        told = self._table.get((upos, word))
        if told is not None:
            return told
        parts = PARTS.get(upos, ())
        fitting = [reading for reading in self._readings(word) if reading.part in parts]
        if not fitting:
            return _by_ending(word, upos)
        best = max(fitting, key=lambda reading: (-parts.index(reading.part), _agreement(reading.code, feats)))
        return _spelt(word, best.rule)


def _agreement(code: str, feats: frozenset[tuple[str, str]]) -> int:
    return sum(len(CODES[letter] & feats) for letter in code if letter in CODES)


def _spelt(word: str, rule: str) -> str:
    cut, _, added = rule.partition("+")
    return word[: len(word) - int(cut)] + added


def _by_ending(word: str, upos: str) -> str:
    """Spell the lemma of a word that the dictionary lacks."""
    endings = VERB_ENDINGS if upos == "VERB" else NAMED_ENDINGS if upos in ("NOUN", "ADJ") else ()
    for ending, instead in endings:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    return word


def _read_table(path: Path) -> dict[tuple[str, str], str]:
    """Read rows of part of speech, plain form, lemma."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {(upos, form): lemma for upos, form, lemma in rows}
