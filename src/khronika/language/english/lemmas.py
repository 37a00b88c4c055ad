"""Dictionary forms: a table of what spelling rules get wrong, then the rules."""

from collections.abc import Mapping
from pathlib import Path

Table = dict[tuple[str, str], str]

AS_WRITTEN = frozenset({"PROPN", "PUNCT", "SYM", "X"})
_QUOTES = str.maketrans("‘’`", "'''")
_SILENT_E = (
    "at",
    "bl",
    "c",
    "dg",
    "dl",
    "fl",
    "gl",
    "ir",
    "iv",
    "iz",
    "kl",
    "ns",
    "pl",
    "rg",
    "rs",
    "tl",
    "u",
    "ur",
    "v",
    "zl",
)
_SILENT_E_IF_SHORT = ("ag", "ak", "as", "is", "od", "ok", "os", "us")
_DOUBLED = frozenset("bdgmnprt")
_VOWELS = frozenset("aeiouy")


def read_table(path: Path) -> Table:
    """Read rows of part of speech, form in lower case, lemma."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(upos, form): lemma for upos, form, lemma in rows}


def lemma_of(word: str, upos: str, feats: Mapping[str, str], table: Table) -> str:
    """Give the dictionary form of a word; proper nouns and signs stay as written."""
    if upos in AS_WRITTEN:
        return word
    low = word.lower().translate(_QUOTES)
    if upos == "VERB" and feats.get("VerbForm") == "Inf":
        return low
    known = table.get((upos, low))
    return known if known is not None else by_rule(low, upos)


def by_rule(low: str, upos: str) -> str:
    """Undo regular inflection of a word in lower case by its spelling alone."""
    if upos == "NOUN":
        return _without_s(low)
    if upos in ("VERB", "AUX"):
        return _verb(low)
    return low


def _verb(low: str) -> str:
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("eed"):  # "freed", "guaranteed", but "feed", "breed"
        return low[:-1] if low.endswith(("reed", "teed")) and not low.endswith("breed") else low
    if low.endswith("ing") and _has_vowel(low[:-3]):
        return _stem(low[:-3])
    if low.endswith("ed") and _has_vowel(low[:-2]):
        return _stem(low[:-2])
    return _without_s(low)


def _without_s(low: str) -> str:
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is", "'s")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


def _stem(stem: str) -> str:
    """Give the base of a verb from what stands before -ed or -ing: `stopp` stop, `detain` detain, `releas` release."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        return stem[:-1]
    one_vowel = (
        len(stem) > 2 and stem[-1] not in _VOWELS | set("wx") and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    )
    silent = stem.endswith(_SILENT_E) or (one_vowel and (len(stem) == 3 or stem.endswith(_SILENT_E_IF_SHORT)))
    return stem + "e" if silent else stem


def _has_vowel(stem: str) -> bool:
    return len(stem) > 1 and any(letter in _VOWELS for letter in stem)
