"""Noun phrases in the nominative: «участников митинга» → «участники митинга», with what agrees with their head."""

from functools import lru_cache
from itertools import zip_longest

from pymorphy3.analyzer import Parse

from khronika.language.record import Sentence
from khronika.language.russian.lemmas import FORMS
from khronika.morphology import analyser

AGREEING = ("amod", "det", "acl", "nummod")
ADJECTIVAL = frozenset({"ADJF", "PRTF"})
REMEMBERED = 20_000


def nominative(sentence: Sentence, first: int, last: int, head: int, dropped: frozenset[int] = frozenset()) -> str:
    """Give the words of tokens `first` through `last` with their head, and what agrees with it, in the nominative.

    Nouns coordinated with the head go with it; genitive and prepositional tails stay as they are. Tokens that are
    `dropped` (a number, a pronoun) are left out.
    """
    forms = {i: sentence.tokens[i].text for i in range(first, last + 1) if i not in dropped}
    for noun in _heads(sentence, head, forms):
        forms.update(_inflected(sentence, noun, forms))
    return _spaced(sentence, forms)


def _heads(sentence: Sentence, head: int, within: dict[int, str]) -> list[int]:
    """Give the head and the nouns inside the phrase that are coordinated with it, in its case."""
    case = sentence.tokens[head].feats.get("Case")
    beside = [i for i in sentence.dependents(head, "conj") if i in within]
    return [head, *(i for i in beside if sentence.tokens[i].feats.get("Case") == case)]


def _inflected(sentence: Sentence, noun: int, within: dict[int, str]) -> dict[int, str]:
    token = sentence.tokens[noun]
    case, number = token.feats.get("Case", "Nom"), token.feats.get("Number", "Sing")
    if case == "Nom" or noun not in within:
        return {}
    gender = token.feats.get("Gender", "") if number == "Sing" else ""
    found = {noun: form_in_nominative(token.text, case, number, gender)}
    for child in _agreeing(sentence, noun, case):
        if child in within:
            own = sentence.tokens[child].feats["Case"]
            found[child] = form_in_nominative(sentence.tokens[child].text, own, number, gender, adjective=True)
    return found


def _agreeing(sentence: Sentence, noun: int, case: str) -> list[int]:
    """Give the adjectives and participles before a noun that stand in its case, and those coordinated with them."""
    direct = [i for i in sentence.dependents(noun, *AGREEING) if i < noun]
    more = [j for i in direct for j in sentence.dependents(i, "conj") if j < noun]
    return [i for i in (*direct, *more) if sentence.tokens[i].feats.get("Case") == case]


@lru_cache(REMEMBERED)
def form_in_nominative(word: str, case: str, number: str, gender: str, adjective: bool = False) -> str:
    """Give one word's nominative of the same number; `gender` matters to adjectives. Names in capitals stay."""
    if not word.replace("-", "").isalpha() or (word.isupper() and len(word) > 1):
        return word
    fitting = [reading for reading in analyser("ru").parse(word) if _fits(reading, case, number, adjective)]
    if not fitting:
        return word
    best = max(fitting, key=lambda reading: float(reading.score))
    wanted = {"nomn", FORMS[f"Number={number}"][0]}
    if adjective and gender:
        wanted.add(FORMS[f"Gender={gender}"][0])
    inflected = best.inflect(wanted)
    return _capitals_of(word, str(inflected.word)) if inflected else word


def _fits(reading: Parse, case: str, number: str, adjective: bool) -> bool:
    tag = reading.tag
    is_adjectival = tag.POS in ADJECTIVAL
    has_case = tag.case in FORMS.get(f"Case={case}", ())
    has_number = tag.number == FORMS[f"Number={number}"][0]
    return has_case and has_number and (is_adjectival if adjective else tag.POS == "NOUN" or is_adjectival)


def _capitals_of(word: str, form: str) -> str:
    """Write a form with capitals where the word has them, in each part of a hyphenated one."""
    parts = zip_longest(form.split("-"), word.split("-"), fillvalue="")
    return "-".join(part.capitalize() if told[:1].isupper() else part for part, told in parts if part)


def _spaced(sentence: Sentence, forms: dict[int, str]) -> str:
    """Put the words together with a space where the text has any."""
    pieces: list[str] = []
    for index in sorted(forms):
        follows = bool(pieces) and sentence.tokens[index - 1].end < sentence.tokens[index].start
        pieces.append((" " if follows else "") + forms[index])
    return "".join(pieces)
