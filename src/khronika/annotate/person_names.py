"""Normal forms of names: nominative, without titles; Russian by pymorphy3, in agreement with gender and case."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from khronika.annotate.russian_surnames import surname_in_nominative
from khronika.annotate.russian_words import NAME_PARTS, is_given, may_be, readings
from khronika.language import Sentence, Token

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
GENDERS = {"Masc": "masc", "Fem": "femn"}


def normal_person(sentence: Sentence, first: int, last: int, text: str) -> str:
    """Give a person's name in the nominative, a Russian given name first; other languages' names as they stand."""
    tokens = sentence.tokens[first:last]
    if sentence.language == "uk":
        return _ukrainian(tokens)
    if sentence.language != "ru":
        return " ".join(text.split())
    gender, case = _gender(tokens), _case(tokens)
    cases = [case or token.feats.get("Case", "Nom") for token in tokens]
    if any(each != "Nom" for each in cases):
        forms = [_person_word(token.text, each, gender) for token, each in zip(tokens, cases, strict=True)]
    else:
        forms = [token.text for token in tokens]
    return _spaced(tokens, forms) if not _surname_first(tokens) else _turned(tokens, forms)


def _ukrainian(tokens: Sequence[Token]) -> str:
    from khronika.language.ukrainian.persons import nominative_person  # its dictionary loads with the first name

    return nominative_person(tokens)


def normal_organisation(sentence: Sentence, first: int, last: int, text: str) -> str:
    """Give an organisation's name with its head, and what agrees with the head, in the nominative."""
    head = sentence.head_of(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    if sentence.language != "ru" or head is None:
        return " ".join(text.split())
    tokens = sentence.tokens[first:last]
    token = sentence.tokens[head]
    if token.feats.get("Case", "Nom") == "Nom" or token.text.isupper():
        return _spaced(tokens, [t.text for t in tokens])
    number = "plur" if token.feats.get("Number") == "Plur" else "sing"
    gender = "" if number == "plur" else GENDERS.get(token.feats.get("Gender", ""), "neut")
    agreeing = {head, *(i for i in sentence.dependents(head, "amod") if i < head)}
    case = token.feats["Case"]
    forms = [
        _agreeing_word(t.text, case, number, gender, t.upos == "ADJ") if first + i in agreeing else t.text
        for i, t in enumerate(tokens)
    ]
    return _spaced(tokens, forms)


def _spaced(tokens: Sequence[Token], forms: Sequence[str]) -> str:
    """Put words together with a space where the text has any."""
    pieces = [(" " if i and tokens[i - 1].end < tokens[i].start else "") + form for i, form in enumerate(forms)]
    return "".join(pieces)


def _surname_first(tokens: Sequence[Token]) -> bool:
    """Say whether a name is written «Иванов Иван Иванович» or «Иванов И. И.»."""
    if len(tokens) < 2 or not may_be(tokens[0].text, "Surn") or is_given(tokens[0].text):
        return False
    second, final = tokens[1].text, tokens[-1].text
    return len(second) == 1 or may_be(final, "Patr") or (len(tokens) == 2 and _is_known_given(second))


def _is_known_given(word: str) -> bool:
    """Say whether the dictionary itself holds a word as a given name; what it guesses of others turns no name round."""
    return any(reading.is_known and "Name" in reading.tag for reading in readings(word))


def _turned(tokens: Sequence[Token], forms: Sequence[str]) -> str:
    return f"{_spaced(tokens[1:], forms[1:])} {forms[0]}"


def _gender(tokens: Sequence[Token]) -> str:
    """Tell a person's gender by the given name or patronymic, else by the tags."""
    for part in ("Patr", "Name"):
        for token in tokens:
            case = CASES.get(token.feats.get("Case", ""), "")
            fitting = {r.tag.gender for r in readings(token.text) if part in r.tag and (not case or r.tag.case == case)}
            if len(fitting & {"masc", "femn"}) == 1:
                return str((fitting & {"masc", "femn"}).pop())
    tagged = [GENDERS[token.feats["Gender"]] for token in tokens if token.feats.get("Gender") in GENDERS]
    return tagged[0] if tagged else "masc"


def _case(tokens: Sequence[Token]) -> str | None:
    """Tell a name's case by the only one that its given name can stand in («Илью» is Acc), else None."""
    if len(tokens) < 2:
        return None
    for token in tokens:
        known = [r for r in readings(token.text) if r.is_known and "Name" in r.tag and r.tag.number == "sing"]
        cases = {r.tag.case for r in known}
        if len(cases) == 1:
            return next((name for name, case in CASES.items() if case in cases), None)
    return None


@lru_cache(20_000)
def _person_word(word: str, case: str, gender: str) -> str:
    """Give one word of a person's name in the nominative; parts of a hyphenated one each."""
    if "-" in word[1:-1]:
        return "-".join(_person_word(part, case, gender) for part in word.split("-"))
    if case == "Nom" or len(word) < 3 or not word[0].isupper():
        return word
    wanted = [r for r in readings(word) if r.tag.case == CASES.get(case) and r.tag.number == "sing"]
    wanted = [r for r in wanted if r.tag.gender in (gender, None) and r.tag.POS in ("NOUN", "ADJF")]
    if not any(r.is_known and any(part in r.tag for part in NAME_PARTS) for r in wanted):
        return surname_in_nominative(word, gender, CASES.get(case, ""))
    best = max(wanted, key=lambda r: (any(part in r.tag for part in NAME_PARTS), "anim" in r.tag, r.score))
    return _nominative(best, word, "sing", gender)


@lru_cache(20_000)
def _agreeing_word(word: str, case: str, number: str, gender: str, adjective: bool) -> str:
    """Give the head of an organisation's name, or an adjective that agrees with it, in the nominative."""
    if not word.replace("-", "").isalpha() or word.isupper():
        return word
    wanted = [r for r in readings(word) if r.tag.case == CASES.get(case) and r.tag.number == number]
    wanted = [r for r in wanted if (r.tag.POS in ("ADJF", "PRTF")) == adjective]
    if not wanted:
        return word
    return _nominative(max(wanted, key=lambda r: r.score), word, number, gender if adjective else "")


def _nominative(reading: Any, word: str, number: str, gender: str) -> str:
    wanted = {"nomn", number} | ({gender} if gender and number == "sing" and reading.tag.POS == "ADJF" else set())
    inflected = reading.inflect(wanted)
    if inflected is None:
        return word
    form = str(inflected.word)
    return form.upper() if word.isupper() else _capitals_of(word, form)


def _capitals_of(word: str, form: str) -> str:
    """Write a form with capitals where the word has them, in each part of a hyphenated one."""
    parts = zip_longest(form.split("-"), word.split("-"), fillvalue="")
    return "-".join(part.capitalize() if told[:1].isupper() else part for part, told in parts if part)
