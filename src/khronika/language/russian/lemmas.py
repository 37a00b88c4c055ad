"""Lemmas by pymorphy3's dictionary, chosen among its readings by slovnet's tag.

A lemma is in small letters, with ё as е. A participle tagged VERB has the infinitive («задержаны» → «задержать»); one
tagged NOUN or ADJ has its own masculine nominative («задержанных» → «задержанный»). A surname has the masculine form.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from pymorphy3.analyzer import Parse

from khronika.morphology import analyser

# Which of pymorphy3's parts of speech a tag of Universal Dependencies may be, the likeliest first.
PARTS: dict[str, tuple[str, ...]] = {
    "ADJ": ("ADJF", "ADJS", "PRTF", "COMP", "PRTS", "NUMR"),
    "ADP": ("PREP",),
    "ADV": ("ADVB", "COMP", "PRED", "CONJ"),
    "AUX": ("VERB", "INFN", "GRND", "PRTF", "PRTS"),
    "CCONJ": ("CONJ",),
    "DET": ("ADJF", "NPRO", "NUMR"),
    "INTJ": ("INTJ",),
    "NOUN": ("NOUN", "PRTF", "ADJF"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "PART": ("PRCL", "CONJ"),
    "PRON": ("NPRO", "ADJF"),
    "PROPN": ("NOUN", "ADJF"),
    "SCONJ": ("CONJ", "ADVB"),
    "VERB": ("VERB", "INFN", "GRND", "PRTF", "PRTS", "PRED"),
}
FORMS: dict[str, tuple[str, ...]] = {
    "Case=Nom": ("nomn",), "Case=Gen": ("gent", "gen2"), "Case=Dat": ("datv",), "Case=Acc": ("accs", "acc2"),
    "Case=Ins": ("ablt",), "Case=Loc": ("loct", "loc2"), "Case=Par": ("gen2", "gent"), "Case=Voc": ("voct",),
    "Number=Sing": ("sing",), "Number=Plur": ("plur",),
    "Gender=Masc": ("masc",), "Gender=Fem": ("femn",), "Gender=Neut": ("neut",),
    "Animacy=Anim": ("anim",), "Animacy=Inan": ("inan",),
    "Aspect=Perf": ("perf",), "Aspect=Imp": ("impf",),
    "Tense=Past": ("past",), "Tense=Pres": ("pres",), "Tense=Fut": ("futr",),
    "VerbForm=Inf": ("INFN",), "VerbForm=Conv": ("GRND",), "VerbForm=Part": ("PRTF", "PRTS"), "VerbForm=Fin": ("VERB",),
    "Variant=Short": ("ADJS", "PRTS"), "Degree=Cmp": ("COMP",),
}  # fmt: skip
SHORT_PARTICIPLE = re.compile(r"[нт][аоы]?$")
REMEMBERED = 60_000
NAMED = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")


@lru_cache(REMEMBERED)
def lemma(form: str, tag: str) -> str:
    """Give the lemma of a form in small letters, under slovnet's tag ("NOUN|Animacy=Anim|Case=Gen|…")."""
    if not any(letter.isalpha() for letter in form):
        return form
    reading = _choose(form, tag)
    return _own_form(reading, tag.partition("|")[0]).replace("ё", "е")


@lru_cache(REMEMBERED)
def mend_tag(form: str, tag: str) -> str:
    """Give the tag of a form in small letters, mended where no reading of the dictionary allows it.

    A short participle taken for an adjective or a name is a verb, as at the head of a sentence, where bulletins begin:
    «**Оштрафован** рыбак». A name or noun that cannot stand in its case stands in the one it can: «**Ирму** увезли».
    """
    if tag.partition("|")[0] not in ("ADJ", "NOUN", "PROPN"):
        return tag
    if not SHORT_PARTICIPLE.search(form):
        return _with_possible_case(form, tag)
    readings: list[Parse] = analyser("ru").parse(form)
    if not all(reading.is_known and {"PRTS", "pssv"} in reading.tag for reading in readings):
        return tag
    numbers = [name for name in ("Number=Sing", "Number=Plur") if any(g in readings[0].tag for g in FORMS[name])]
    genders = [name for name in FORMS if name.startswith("Gender=") and any(g in readings[0].tag for g in FORMS[name])]
    aspect = "Aspect=Imp" if "impf" in readings[0].tag else "Aspect=Perf"
    return "|".join(("VERB", aspect, *genders, *numbers, "Tense=Past", "Variant=Short", "VerbForm=Part", "Voice=Pass"))


@lru_cache(REMEMBERED)
def mend_opening(form: str, tag: str) -> str:
    """Give the tag of a sentence's first word, which its capital makes a name though the dictionary has a noun only."""
    if tag.partition("|")[0] != "PROPN":
        return tag
    readings: list[Parse] = analyser("ru").parse(form)
    is_noun = any(r.tag.POS == "NOUN" for r in readings)
    if is_noun and all(r.is_known and not any(n in r.tag for n in NAMED) for r in readings):
        return tag.replace("PROPN", "NOUN", 1)
    return tag


def _with_possible_case(form: str, tag: str) -> str:
    """Give a noun's tag with the only case that the dictionary knows for its form in that number, if it has another."""
    part, _, features = tag.partition("|")
    case = re.search(r"Case=\w+", features)
    if part == "ADJ" or case is None:
        return tag
    readings: list[Parse] = [r for r in analyser("ru").parse(form) if r.is_known]
    nouns = [r.tag for r in readings if r.tag.POS == "NOUN" and "Number=Sing" in features and r.tag.number == "sing"]
    if not nouns and "Number=Sing" in features:  # «**Стражники** избили …»
        plurals = [str(r.tag.case) for r in readings if r.tag.POS == "NOUN" and r.tag.number == "plur"]
        name = next((name for name, told in FORMS.items() if plurals[:1] and plurals[0] in told), None)
        return tag.replace("Number=Sing", "Number=Plur").replace(case.group(), name) if name else tag
    cases = {str(each.case) for each in nouns}
    if len(cases) != 1 or cases & set(FORMS.get(case.group(), ())):
        return tag
    possible = next((name for name, told in FORMS.items() if name.startswith("Case=") and cases & set(told)), None)
    return tag if possible is None else tag.replace(case.group(), possible)


def _choose(form: str, tag: str) -> Parse:
    """Choose the reading which agrees best with the tag; of equals, the likelier by pymorphy3's own count."""
    part, _, features = tag.partition("|")
    readings: list[Parse] = analyser("ru").parse(form)
    return max(readings, key=lambda reading: (_agreement(reading, part, features), reading.score))


def _agreement(reading: Parse, part: str, features: str) -> float:
    parts = PARTS.get(part, ())
    pos = reading.tag.POS
    value = 6 - parts.index(pos) if pos in parts else 0
    value += sum(any(g in reading.tag for g in FORMS[f]) for f in features.split("|") if f in FORMS)
    return value + (part == "PROPN" and any(g in reading.tag for g in ("Name", "Surn", "Patr", "Geox", "Orgn")))


def _own_form(reading: Parse, part: str) -> str:
    """Give the reading's normal form; a participle that serves as noun or adjective keeps its own."""
    if part in ("NOUN", "ADJ", "PROPN") and reading.tag.POS in ("PRTF", "PRTS"):
        full = reading.inflect({"PRTF", "masc", "sing", "nomn"})
        return str(full.word) if full else str(reading.word)
    return str(reading.normal_form)


@cache
def split_tag(tag: str) -> tuple[str, Mapping[str, str]]:
    """Split a tag into the part of speech and its features; one mapping is shared by all tokens of that tag."""
    part, *features = tag.split("|")
    return part, dict(feature.split("=", 1) for feature in features)
