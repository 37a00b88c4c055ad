"""Complete the names that the network found, by what the dictionary knows of given names, patronymics and surnames."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from khronika.language.compact.words import plain
from khronika.language.record import NamedSpan, Token
from khronika.language.ukrainian.dictionary import NAME_PARTS, parse

QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"'}
# Words for bodies that are followed by their name in quotation marks.
HEADS = frozenset({
    "агентство", "асоціація", "видання", "газета", "група", "завод", "об'єднання", "організація", "партія",
    "профспілка", "рух",
    "союз", "спілка", "телеканал", "товариство", "фонд", "фракція", "центр", "ініціатива", "компанія", "комітет",
    "корпорація",
})  # fmt: skip
NOT_BODIES = frozenset({
    "АЗС", "АТО", "БФ", "ВІЛ", "ГО", "ДТП", "ЗМІ", "КНР", "НП", "ОАЕ", "ООС", "ОТГ", "РФ", "СМС", "СНІД", "СРСР",
    "США", "ТОВ", "ТЦ",
    "УНР", "УРСР",
})  # fmt: skip
# Beginnings of names of networks and messengers, where one writes and is not («у Фейсбуці»).
NETWORKS = ("вайбер", "ватсап", "інстаграм", "інтернет", "телеграм", "твітер", "твіттер", "тікток", "фейсбу", "ютуб")
LONGEST = 9


def find_names(tokens: Sequence[Token], found: Sequence[NamedSpan]) -> list[NamedSpan]:
    """Give the names of a sentence in order: persons by the dictionary, bodies by form, the network's others."""
    kept = list(_persons(tokens))
    told = (one for name in found if (one := _trimmed(tokens, name)) is not None)
    for name in (*_bodies(tokens), *told, *_towns(tokens)):
        if name.kind == "place" and plain(tokens[name.first].text).startswith(NETWORKS):
            continue
        if not any(name.first < one.last and one.first < name.last for one in kept):
            kept.append(name)
    return sorted(kept, key=lambda name: name.first)


def _bodies(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield abbreviations in capitals (СБУ), and what stands in quotation marks after a word for a body."""
    has_small = any(token.text.islower() and len(token.text) > 3 for token in tokens)
    for at, token in enumerate(tokens):
        text = token.text
        if has_small and 2 <= len(text) <= 7 and text.isalpha() and text.isupper() and text not in NOT_BODIES:
            yield NamedSpan("organisation", at, at + 1)
        elif at and text in QUOTES and (tokens[at - 1].lemma in HEADS or tokens[at - 1].text in ("ГО", "БФ", "ТОВ")):
            end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in QUOTES[text]), at)
            if at + 1 < end < at + LONGEST and tokens[at + 1].text[0].isupper():
                yield NamedSpan("organisation", at + 1, end)


def _towns(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield proper nouns in the locative after «у», single and without life («у Харкові»)."""
    for at in range(1, len(tokens)):
        if tokens[at].upos == "PROPN" and tokens[at].text.istitle() and plain(tokens[at - 1].text) in ("у", "в"):
            follows = at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()
            readings = (str(one.tag) for one in parse(plain(tokens[at].text)))
            if not follows and any("inan" in tag and "loct" in tag for tag in readings):
                yield NamedSpan("place", at, at + 1)


def _persons(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield runs of a given name or initials with a surname or patronymic."""
    at = 0
    while at < len(tokens):
        end = at
        kinds: set[str] = set()
        while end < len(tokens) and (kind := _part(tokens[end], end > at)):
            kinds.add(kind)
            end += 1
        agree = _agree(tokens[at:end])
        if end - at > 1 and agree and ("Name" in kinds or "initial" in kinds) and kinds & {"Surn", "Patr", "other"}:
            yield NamedSpan("person", at, end)
        at = max(end, at + 1)


def _agree(tokens: Sequence[Token]) -> bool:
    """Say whether the parts of a name that the dictionary knows agree in case and gender («Кривому Розі» do not)."""
    told = [forms for token in tokens if (forms := forms_of(plain(token.text)))]
    return not told or bool(frozenset.intersection(*told))


@lru_cache(20_000)
def forms_of(word: str) -> frozenset[tuple[str, str]]:
    """Give the cases and genders in which a plain word is a given name, patronymic or surname."""
    named = [one.tag for one in parse(word) if any(part in str(one.tag) for part in NAME_PARTS.values())]
    return frozenset((str(tag.case), str(tag.gender)) for tag in named if tag.number != "plur")


def _part(token: Token, after: bool) -> str:
    """Say what part of a name a word may be: Name, Surn, Patr, initial, other; empty for none.

    Other is a word that the dictionary has not, or a common word that stands `after` a part (Орест Підкова).
    """
    text = token.text
    if not text[:1].isupper() or token.upos in ("VERB", "ADP", "ADV"):
        return ""
    if len(text) == 2 and text[1] == ".":
        return "initial"
    if not text[1:2].islower():
        return ""
    for part in ("Name", "Patr", "Surn"):
        if any(part in str(reading.tag) for reading in parse(plain(text))):
            return part
    return "other" if after or (token.upos == "PROPN" and not _is_common(token)) else ""


def _is_common(token: Token) -> bool:
    """Say whether the dictionary knows a word, and not as a part of a person's name."""
    readings = parse(plain(token.text))
    return readings[0].is_known and not any(p in str(one.tag) for one in readings for p in NAME_PARTS.values())


def _trimmed(tokens: Sequence[Token], name: NamedSpan) -> NamedSpan | None:
    """Give a name of the network's without signs and titles; None where only common words are left."""
    first, last = name.first, name.last
    while first < last and (
        tokens[first].upos in ("PUNCT", "ADP", "CCONJ") or (name.kind == "person" and _is_common(tokens[first]))
    ):
        first += 1
    while first < last and tokens[last - 1].upos in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    capital = any(letter.isupper() for token in tokens[first:last] for letter in token.text)
    common = last - first == 1 and first == 0 and tokens[0].upos != "PROPN"
    if name.kind == "person" and last - first > 1 and not any(map(_may_name, tokens[first:last])):
        return None
    kind = "place" if last - first == 1 and name.kind == "person" and _is_thing(tokens[first]) else name.kind
    return NamedSpan(kind, first, last) if first < last and capital and not common else None


def _may_name(token: Token) -> bool:
    """Say whether a word is a given name or a patronymic, or one that the dictionary has not, or an initial."""
    readings = parse(plain(token.text))
    named = any(part in str(one.tag) for one in readings for part in ("Name", "Patr"))
    return named or not readings[0].is_known or token.text.endswith(".")


def _is_thing(token: Token) -> bool:
    """Say whether a single word is no living being by the dictionary: towns are often taken for persons."""
    best = parse(plain(token.text))[0]
    named = any(part in str(one.tag) for one in parse(plain(token.text)) for part in ("Name", "Surn", "Patr"))
    return "inan" in str(best.tag) and not named
