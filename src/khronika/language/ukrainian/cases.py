"""Mend relations by case: what stands in the nominative is a subject, a bare accusative an object.

The dictionary knows in which cases a word can stand; the small network often takes a counted or living object (in the
genitive's form) for an oblique, or a pronoun in the accusative for a subject.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from khronika.language.compact.words import plain
from khronika.language.record import Token
from khronika.language.ukrainian.dictionary import parse

NOMINAL = frozenset({"NOUN", "NUM", "PROPN", "PRON"})
LOOSE = frozenset(
    {"obl", "obl:arg", "obj", "iobj", "nmod", "amod", "xcomp", "xcomp:sp", "appos", "dep", "advmod", "discourse",
     "vocative"}
)
SAYING = frozenset(
    "повідомити повідомляти заявити заявляти розповісти розповідати сказати написати зазначити зазначати додати "
    "пояснити наголосити стверджувати підтвердити уточнити".split()
)
# Verbs that have no object, so that a nominative behind them is the subject: «прийшли з обшуком **співробітники**».
GOING = frozenset(
    "вдертися вийти вибігти виїхати виступити відбутися дійти завітати загинути зайти зібратися з'явитися під'їхати "
    "постраждати пострадати потрапити прибути прийти приходити приїжджати приїхати увійти увірватися".split()
)
COUNTING = frozenset({"сто", "кілька", "декілька", "десяток", "сотня", "багато", "чимало", "кільканадцять"})
NUMERALS = frozenset({"сім", "сорок"})  # the dictionary reads them as other words first
# Forms of personal pronouns that are never a subject, with their lemma and case.
PRONOUNS = {
    "мене": ("я", "accs"), "тебе": ("ти", "accs"), "його": ("він", "accs"), "її": ("вона", "accs"),
    "нас": ("ми", "accs"), "вас": ("ви", "accs"), "їх": ("вони", "accs"), "мені": ("я", "datv"),
    "тобі": ("ти", "datv"), "йому": ("він", "datv"), "їй": ("вона", "datv"), "нам": ("ми", "datv"),
    "вам": ("ви", "datv"), "їм": ("вони", "datv"),
}  # fmt: skip
# Forms that the dictionary files under a rarer word.
LEMMAS = {
    "рада": "рада", "ради": "рада", "раду": "рада", "раді": "рада", "радою": "рада", "роботу": "робота",
    "роботи": "робота", "роботі": "робота", "страйком": "страйк",
}  # fmt: skip
TIMES = frozenset(
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень рік місяць тиждень "
    "день доба година понеділок вівторок середа четвер п'ятниця субота неділя".split()
)
CARRIED_ON = frozenset({"appos", "conj", "flat", "flat:name", "nmod"})  # in the case of what they hang on
BEFORE_NOUNS = frozenset({"ADJ", "ADV", "CCONJ", "DET", "NUM", "PROPN", "PUNCT"})  # between it and its preposition
ABOUT = frozenset({"понад", "близько", "біля", "майже", "щонайменше", "приблизно"})


def mend_cases(tokens: Sequence[Token]) -> list[Token]:
    """Give a sentence's tokens with counted nouns, subjects and objects put right."""
    work = [_pronoun(_called(token)) for token in tokens]
    _by_data(work)
    _towns(work)
    _abbreviations(work)
    _numerals(work)
    _locatives(work)
    marked = {token.head for token in work if token.deprel == "case"}
    for index, token in enumerate(work):
        if token.upos == "VERB":
            _arguments(work, index, marked)
    _sayings(work)
    return work


def _called(token: Token) -> Token:
    """Give a noun the lemma of the commoner word."""
    told = LEMMAS.get(plain(token.text)) if token.upos == "NOUN" else None
    return msgspec.structs.replace(token, lemma=told) if told else token


def _by_data(work: list[Token]) -> None:
    """Read «за даними поліції» as a frame: the data are a noun, the police's."""
    for index in range(1, len(work) - 1):
        if plain(work[index].text) == "даними" and plain(work[index - 1].text) == "за":
            source = work[index].head if work[index].head > index else index + 1
            if work[source].head != index:
                _put(work, index, work[source].head, "obl" if work[source].head >= 0 else "root")
            work[index] = msgspec.structs.replace(work[index], upos="NOUN", lemma="дані")
            _put(work, index - 1, index, "case")
            _put(work, source, index, "nmod")


def _towns(work: list[Token]) -> None:
    """Take an adjective with a capital that stands for itself after «у» for the name of a town: «в Ростові»."""
    for index in range(1, len(work)):
        token = work[index]
        is_loose = token.upos == "ADJ" and token.deprel != "amod" and token.text.istitle()
        if is_loose and plain(work[index - 1].text) in ("у", "в"):
            nouns = [one for one in parse(plain(token.text)) if "NOUN" in str(one.tag) and "loct" in str(one.tag)]
            if nouns:
                feats = {**token.feats, "Case": "Loc", "Number": "Sing"}
                work[index] = msgspec.structs.replace(token, upos="PROPN", lemma=str(nouns[0].normal_form), feats=feats)


def _abbreviations(work: list[Token]) -> None:
    """Take a word in capitals that is tagged as a small word for a name, and before its verb for the subject."""
    if not any(letter.islower() for token in work for letter in token.text):
        return
    for index, token in enumerate(work):
        if (
            len(token.text) > 1
            and token.text.isupper()
            and token.upos in ("SCONJ", "CCONJ", "PART", "ADP", "INTJ", "ADV")
        ):
            verb = next((i for i in range(index + 1, len(work)) if work[i].upos == "VERB"), None)
            if verb is not None:
                _put(work, index, verb, "nsubj", "PROPN")
            else:
                _put(work, index, token.head, "dep" if token.head >= 0 else "root", "PROPN")


def _pronoun(token: Token) -> Token:
    """Give a personal pronoun its lemma; before a noun it tells whose that is, and stays."""
    told = PRONOUNS.get(plain(token.text))
    if told is None or token.upos != "PRON" or token.deprel in ("det", "nmod:poss"):
        return token
    feats = {**token.feats, "Gender": "Masc"} if told[0] == "він" else token.feats  # rather than neuter
    return msgspec.structs.replace(token, lemma=told[0], feats=feats)


@lru_cache(20_000)
def cases_of(word: str) -> frozenset[str]:
    """Give the cases in which a word can stand, in pymorphy3's names; none for what has no case."""
    if plain(word) in PRONOUNS:
        return frozenset({PRONOUNS[plain(word)][1]})
    return frozenset(str(one.tag.case) for one in parse(plain(word)) if one.tag.case is not None)


@lru_cache(20_000)
def _is_numeral(word: str) -> bool:
    return plain(word) in NUMERALS or any(str(one.tag).startswith("NUMR") for one in parse(plain(word))[:2])


@lru_cache(20_000)
def _is_impersonal(word: str) -> bool:
    return any("Impe" in str(one.tag) for one in parse(plain(word))[:2])


def _put(work: list[Token], index: int, head: int, deprel: str, upos: str | None = None) -> None:
    """Hang a word on another, unless that hangs on the word itself."""
    above = head
    for _ in work:
        if above == index:
            return
        if above < 0:
            break
        above = work[above].head
    work[index] = msgspec.structs.replace(work[index], head=head, deprel=deprel, upos=upos or work[index].upos)


def _numerals(work: list[Token]) -> None:
    """Hang a numeral on the noun behind it: «трьох учасників», «понад сто фермерів»."""
    for index, token in enumerate(work):
        counts = token.upos == "NUM" or (token.lemma in COUNTING or _is_numeral(token.text))
        if not counts or token.text[:1].isdigit():
            continue
        at = index + 1
        while at < len(work) and work[at].upos in ("ADJ", "DET"):
            at += 1
        if at < len(work) and work[at].upos in ("NOUN", "PROPN") and work[at].feats.get("Number") == "Plur":
            head = token.head if work[at].head == index else work[at].head
            if head == at:
                continue
            _put(work, at, head, token.deprel if work[at].head == index else work[at].deprel)
            _put(work, index, at, "nummod:gov", "NUM")
            before = index - 1
            if before >= 0 and work[before].lemma in ABOUT:
                _put(work, before, index, "advmod")


def _locatives(work: list[Token]) -> None:
    """Read a locative that no preposition stands before as the nominative of the same form: «**Шахтарі** вийшли»."""
    for index, token in enumerate(work):
        if token.feats.get("Case") != "Loc" or token.upos not in ("NOUN", "PROPN") or token.deprel in CARRIED_ON:
            continue
        at = index - 1
        while at >= 0 and work[at].upos in BEFORE_NOUNS:
            at -= 1
        if at >= 0 and work[at].upos == "ADP":
            continue
        read = next((one.tag for one in parse(plain(token.text)) if one.tag.case == "nomn"), None)
        if read is not None:
            number = "Plur" if read.number == "plur" else "Sing"
            work[index] = msgspec.structs.replace(token, feats={**token.feats, "Case": "Nom", "Number": number})


def _arguments(work: list[Token], verb: int, marked: set[int]) -> None:
    below = [i for i, token in enumerate(work) if token.head == verb and _is_nominal(token) and i not in marked]
    below += [i for i in _strayed(work, verb, marked) if i not in below]
    numbers = {token.head: i for i, token in enumerate(work) if token.deprel.startswith("nummod")}
    impersonal = _is_impersonal(work[verb].text)
    for index in below:
        relation = _relation(work, verb, index, numbers.get(index), impersonal=impersonal)
        if relation is not None:
            _put(work, index, verb, relation)


def _is_nominal(token: Token) -> bool:
    """Say whether a word stands as a noun does: «обстріляли **військові**»."""
    return token.upos in NOMINAL or (token.upos == "ADJ" and token.deprel == "obj")


def _strayed(work: list[Token], verb: int, marked: set[int]) -> list[int]:
    """Give the bare accusatives that hang on a noun of the verb: a noun has its like in other cases.

    So are a noun that hangs as if it were an adjective, and an adjective before the verb on a noun behind it.
    """
    found = []
    for index, token in enumerate(work):
        if token.upos == "ADJ" and token.deprel == "amod" and index < verb < token.head:
            if work[token.head].head == verb and "nomn" in cases_of(token.text):
                found.append(index)
            continue
        if token.upos in NOMINAL and token.deprel in ("nmod", "amod") and token.head >= 0 and index not in marked:
            holder = work[token.head]
            cases = cases_of(token.text)
            is_accusative = token.feats.get("Case") == "Acc" and not cases & {"gent", "nomn"}
            is_nominative = "nomn" in cases and "gent" not in cases and index < verb
            is_living = token.feats.get("Animacy") == "Anim" and "accs" in cases
            is_circumstance = holder.feats.get("Case") == "Loc" or holder.lemma in TIMES
            if verb in _path(work, index) and (
                is_accusative or is_nominative or (is_living and is_circumstance and holder.head == verb)
            ):
                found.append(index)
    return found


def _path(work: list[Token], index: int) -> list[int]:
    """Give the words above a nominal, up to the verb that governs it."""
    found: list[int] = []
    while work[index].head >= 0 and len(found) < len(work):
        index = work[index].head
        found.append(index)
        if work[index].upos == "VERB":
            break
    return found


def _relation(work: list[Token], verb: int, index: int, number: int | None, *, impersonal: bool) -> str | None:
    """Say what a bare nominal of a verb is, which `number` may count; None to leave it as it is."""
    token, cases = work[index], cases_of(work[index].text)
    counted = number is not None
    bare = token.deprel.partition(":")[0]
    passive = work[verb].feats.get("Voice") == "Pass"
    if token.deprel == "obl:agent" or passive or not cases:
        return None
    if token.lemma in TIMES:
        return None if bare in ("nmod", "nummod") else "obl"
    may_be_subject = "nomn" in cases if number is None else _may_count_subject(work, number)
    has_subject = any(t.head == verb and t.deprel.startswith("nsubj") and i != index for i, t in enumerate(work))
    has_object = any(t.head == verb and t.deprel == "obj" and i != index for i, t in enumerate(work))
    if bare == "nsubj" and may_be_subject and not impersonal:
        differs = (
            _number(token) == "Sing" and _number(work[verb]) == "Plur" and not counted and not _has_more(work, index)
        )
        return "obj" if differs and "accs" in cases else None
    if bare == "nsubj":
        return _object_or_other(token, cases)
    is_called = bare == "vocative" and any(each.text == "," for each in work[index:verb])
    if token.deprel not in LOOSE or is_called:
        return None
    if token.feats.get("Case") == "Ins" and cases <= {"ablt", "datv"}:
        return "obl"
    agrees = counted or token.feats.get("Number") == work[verb].feats.get("Number", token.feats.get("Number"))
    is_clausal = bare in ("obj", "obl", "iobj")
    if is_clausal and may_be_subject and agrees and not has_subject and _does_behind(work, verb, index):
        return "nsubj"
    only_subject = cases <= {"nomn", "voct"}
    if may_be_subject and not impersonal and not has_subject and agrees and (only_subject or index < verb):
        return "nsubj" if work[verb].feats.get("VerbForm") != "Inf" else None
    living = token.feats.get("Animacy") == "Anim" or token.upos == "PRON"
    is_object = "accs" in cases and not has_object and not work[verb].lemma.endswith("ся")
    if (
        is_object
        and (token.feats.get("Case") == "Acc" or living or counted or not agrees)
        and (index > verb or living or impersonal)
    ):
        return "obj"
    return None


def _may_count_subject(work: list[Token], number: int) -> bool:
    """Say whether a number may count a subject: «двоє», «близько двадцяти», not «**двох** студентів побили»."""
    cases = cases_of(work[number].text)
    about = any(token.head == number and token.lemma in ABOUT for token in work)
    return about or not cases or "nomn" in cases


def _does_behind(work: list[Token], verb: int, index: int) -> bool:
    """Say whether somebody behind a verb does it: it takes no object, or has one before it that can be nothing else."""
    token = work[verb]
    if index < verb or work[index].feats.get("Animacy") == "Inan" or token.feats.get("VerbForm") == "Inf":
        return False
    if token.lemma in GOING:
        return True
    before = [i for i in range(verb) if work[i].head == verb and work[i].deprel == "obj"]
    return any("nomn" not in cases_of(work[i].text) or work[i].feats.get("Animacy") == "Inan" for i in before)


def _number(token: Token) -> str:
    return token.feats.get("Number", "")


def _has_more(work: list[Token], index: int) -> bool:
    """Say whether others are coordinated with a noun, so that a plural verb may be said of it."""
    return any(token.head == index and token.deprel == "conj" for token in work)


def _object_or_other(token: Token, cases: frozenset[str]) -> str:
    if "accs" in cases or "gent" in cases:
        return "obj"
    return "iobj" if "datv" in cases else "obl"


def _sayings(work: list[Token]) -> None:
    """Put what is said under the verb of saying that follows it: «Лікарі вийшли на страйк, повідомила профспілка»."""
    for index, token in enumerate(work):
        if token.lemma not in SAYING or index < 2 or work[index - 1].text not in (",", "»", "—", "–"):
            continue
        for before in range(index):
            other = work[before]
            if other.upos == "VERB" and other.head == index and other.deprel in ("conj", "parataxis", "advcl", "dep"):
                _put(work, before, index, "ccomp")
        if token.head >= 0 and token.head < index and token.deprel == "conj":
            _put(work, index, token.head, "parataxis")
