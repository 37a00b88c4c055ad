"""Inflection: the forms under which a lemma stands in a text."""

import re
from collections.abc import Mapping
from functools import cache

from khronika.lexicon.french_forms import nominal_forms, verb_forms
from khronika.lexicon.tables import ROOT, fold, read_words
from khronika.morphology import analyser

VERBAL = frozenset({"VERB", "AUX"})
SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
UKRAINIAN_ADJECTIVE = "ий а е і ого ої ому ій их им ими у ою".split()
DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


def forms(language: str, lemma: str, pos: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the folded forms of a lemma, itself among them; a form too many does no harm.

    `pos` are its Universal POS tags, where known. English and French go by rule with their `irregular.tsv`; Russian and
    Ukrainian by pymorphy3's lexemes, whatever the part of speech.
    """
    word = fold(lemma)
    match language:
        case "en":
            is_verb, is_noun = not pos or bool(pos & VERBAL), not pos or "NOUN" in pos
            return frozenset({word}) | _english(word, is_verb=is_verb, is_noun=is_noun)
        case "ru":
            return frozenset({word}) | _slavic("ru", word)
        case "uk":
            return frozenset({word}) | _slavic("uk", word)
        case "fr":
            is_verb, is_noun = not pos or bool(pos & VERBAL), not pos or bool(pos & {"NOUN", "ADJ"})
            return frozenset({word}) | _french(word, is_verb=is_verb, is_noun=is_noun)
    return frozenset({word})


@cache
def _irregular() -> Mapping[tuple[str, str | None], frozenset[str]]:
    """Read the irregular forms of English, by lemma and part of speech."""
    rows = read_words("en/irregular.tsv", (ROOT / "en" / "irregular.tsv").read_text("utf-8"))
    return {(row.lemma, row.pos): frozenset(row.meaning.split("|")) for row in rows}


@cache
def _english(word: str, *, is_verb: bool, is_noun: bool) -> frozenset[str]:
    """Give the regular and irregular forms of an English word; either part of a hyphened one may be inflected."""
    if not word.isascii() or not word.replace("-", "").replace("'", "").isalpha():
        return frozenset()
    irregular = _irregular()
    found: set[str] = set()
    if is_verb:
        found |= {_with_s(word), *_past(word), *_gerund(word)} | irregular.get((word, "VERB"), frozenset())
    if is_noun:
        found |= {_with_s(word)} | irregular.get((word, "NOUN"), frozenset())
    if "-" in word:
        prefix, _, last = word.rpartition("-")
        first, _, rest = word.partition("-")
        found |= {f"{prefix}-{form}" for form in _english(last, is_verb=is_verb, is_noun=is_noun)}
        found |= {f"{form}-{rest}" for form in _english(first, is_verb=is_verb, is_noun=is_noun)}
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
def _slavic(language: str, word: str) -> frozenset[str]:
    """Give all forms of a word's lexemes whose normal form it is, participles and gerunds among them.

    The Ukrainian dictionary keeps passive participles apart; they are made of the impersonal form («затримано»).
    """
    parses = analyser(language).parse(word)
    lexemes = [parse.lexeme for parse in parses if fold(parse.normal_form) == word]
    found = {fold(form.word) for lexeme in lexemes for form in lexeme}
    if language == "uk":
        impersonal = {fold(form.word) for lexeme in lexemes for form in lexeme if "Impe" in str(form.tag)}
        found |= {form[:-1] + ending for form in impersonal for ending in UKRAINIAN_ADJECTIVE}
    return frozenset(found)


@cache
def _french(word: str, *, is_verb: bool, is_noun: bool) -> frozenset[str]:
    """Give the forms of a French word."""
    return (verb_forms(word) if is_verb else frozenset()) | (nominal_forms(word) if is_noun else frozenset())
