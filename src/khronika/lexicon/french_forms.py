"""French inflection for the scan: verbs by their group, nouns and adjectives by rule; a form too many does no harm."""

import re
from functools import cache

from khronika.lexicon.tables import ROOT, read_words

PRESENT_ER = "e es ons ez ent er ant ais ait ions iez aient ai as a âmes âtes èrent é ée és ées".split()
FUTURE = "ai as a ons ez ont ais ait ions iez aient".split()
SECOND = (
    "is it issons issez issent issais issait issions issiez issaient issant isse isses ît îmes îtes irent i ie ies"
).split()
THIRD = "s ons ez ent ais ait ions iez aient ant e es is it îmes îtes irent u ue us ues".split()
# How the stem of a verb in -er changes: "jeter" jette, "lever" lève, "menacer" menaçait, "licencier" as it is.
SOFTENED = ((re.compile("c$"), "ç"), (re.compile("g$"), "ge"), (re.compile("[ou]y$"), None))
CLOSED = re.compile(r"[eé]([bcdfglmnprstvz]|[bcdfgptv]r|gn)$")


@cache
def _irregular() -> dict[str, frozenset[str]]:
    """Read the stems and forms of irregular verbs, by infinitive."""
    rows = read_words("fr/irregular.tsv", (ROOT / "fr" / "irregular.tsv").read_text("utf-8"))
    return {row.lemma: frozenset(row.meaning.split("|")) for row in rows}


def verb_forms(word: str) -> frozenset[str]:
    """Give the forms of a verb by its infinitive."""
    irregular = _irregular()
    whole = next((verb for verb in sorted(irregular, key=len, reverse=True) if word.endswith(verb)), None)
    if whole is not None:
        prefix = word[: -len(whole)]
        return frozenset(form for stem in irregular[whole] for form in _spread(prefix + stem))
    if word.endswith("er"):
        return frozenset(stem + ending for stem in _stems(word[:-2]) for ending in PRESENT_ER) | _future(word)
    if word.endswith("ir"):
        return frozenset(word[:-2] + ending for ending in SECOND) | _future(word)
    if word.endswith("re"):
        return frozenset({word[:-2]}) | frozenset(word[:-2] + ending for ending in THIRD) | _future(word[:-1])
    return frozenset()


def _spread(stem: str) -> list[str]:
    """Give the forms that a row's stem stands for: `-` behind it, all endings; else itself, its feminine and plural."""
    if stem.endswith("-"):
        return [stem[:-1] + ending for ending in ("", *THIRD, "t", "rai", *("r" + end for end in FUTURE))]
    return [stem, *nominal_forms(stem)]


def _stems(stem: str) -> list[str]:
    found = [stem]
    for pattern, instead in SOFTENED:
        if pattern.search(stem):
            found.append(pattern.sub(instead, stem) if instead else stem[:-1] + "i")
    if CLOSED.search(stem):
        at = CLOSED.search(stem).start()  # type: ignore[union-attr]  # just found
        found.append(stem[:at] + "è" + stem[at + 1 :])
        if stem[-1] in "lt":
            found.append(stem + stem[-1])
    return found


def _future(base: str) -> frozenset[str]:
    stems = {base, *(stem + "er" for stem in _stems(base[:-2]))} if base.endswith("er") else {base}
    return frozenset(stem + ending for stem in stems for ending in FUTURE)


def nominal_forms(word: str) -> frozenset[str]:
    """Give the plural and feminine forms of a noun or adjective."""
    found = {word + "s", word + "e", word + "es"}
    if word.endswith(("s", "x", "z")):
        found = {word + "e", word + "es"}
    if word.endswith("al"):
        found.add(word[:-2] + "aux")
    if word.endswith(("eau", "eu", "ou")):
        found.add(word + "x")
    if word.endswith("eur"):
        found |= {word[:-3] + "euse", word[:-3] + "euses", word[:-4] + "trice", word[:-4] + "trices"}
    if word.endswith("er"):
        found |= {word[:-2] + "ère", word[:-2] + "ères"}
    if word.endswith(("en", "on", "el", "et", "il")):
        found |= {word + word[-1] + "e", word + word[-1] + "es"}
    if word.endswith("f"):
        found |= {word[:-1] + "ve", word[:-1] + "ves"}
    if word.endswith("x"):
        found |= {word[:-1] + "se", word[:-1] + "ses"}
    if word.endswith("c"):
        found |= {word + "he", word[:-1] + "que", word[:-1] + "ques"}
    return frozenset(found)
