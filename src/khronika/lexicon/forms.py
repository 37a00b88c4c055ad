"""Inflection: the forms under which a lemma stands in a text."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from khronika.lexicon.tables import ROOT, fold, read_words

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

VOWELS = "aeiou"
SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


def forms(language: str, lemma: str) -> frozenset[str]:
    """Give the folded forms of a lemma, itself among them, as a verb and as a noun; a form too many does no harm.

    English goes by rule with `en/irregular.tsv`; Russian by pymorphy3's lexemes.
    """
    word = fold(lemma)
    inflect = {"en": _english, "ru": _russian}.get(language)
    return frozenset({word}) | (inflect(word) if inflect else frozenset())


@cache
def _irregular() -> Mapping[str, frozenset[str]]:
    """Read the irregular forms of English, by lemma."""
    found: dict[str, frozenset[str]] = {}
    for word in read_words("en/irregular.tsv", (ROOT / "en" / "irregular.tsv").read_text("utf-8")):
        found[word.lemma] = found.get(word.lemma, frozenset()) | frozenset(word.meaning.split("|"))
    return found


@cache
def _english(word: str) -> frozenset[str]:
    """Give the regular forms of an English word (-s, -ed, -ing) with the irregular ones; a prefix may be hyphened."""
    if not word.isascii() or not word.replace("-", "").replace("'", "").isalpha():
        return frozenset()
    found = {_with_s(word), *_past(word), *_gerund(word)} | _irregular().get(word, frozenset())
    prefix, hyphen, last = word.rpartition("-")
    if hyphen:
        found |= {f"{prefix}-{form}" for form in _english(last)}
        first, _, rest = word.partition("-")
        found |= {f"{form}-{rest}" for form in _english(first)}
    return frozenset(found)


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if SIBILANT.search(word) or word.endswith("o") else "s")


def _past(word: str) -> set[str]:
    if re.search(r"[^aeiou]y$", word):
        return {word[:-1] + "ied"}
    if word.endswith("e"):
        return {word + "d"}
    return {word + "ed", word + word[-1] + "ed"} if DOUBLING.search(word) else {word + "ed"}


def _gerund(word: str) -> set[str]:
    if word.endswith("ie"):
        return {word[:-2] + "ying"}
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return {word[:-1] + "ing"}
    return {word + "ing", word + word[-1] + "ing"} if DOUBLING.search(word) else {word + "ing"}


@cache
def _analyser() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # heavy, and only needed for Russian

    return MorphAnalyzer(lang="ru")


@cache
def _russian(word: str) -> frozenset[str]:
    """Give all forms of a Russian word's lexemes whose normal form it is, participles and gerunds among them."""
    lexemes = [parse.lexeme for parse in _analyser().parse(word) if fold(parse.normal_form) == word]
    return frozenset(fold(form.word) for lexeme in lexemes for form in lexeme)
