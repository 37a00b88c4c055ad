"""Complete the names that the network found, by what the dictionary knows of given names, patronymics and surnames."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from khronika.language.compact.words import plain
from khronika.language.record import NamedSpan, Token
from khronika.language.ukrainian.dictionary import NAME_PARTS, parse


def find_names(tokens: Sequence[Token], found: Sequence[NamedSpan]) -> list[NamedSpan]:
    """Give the names of a sentence: persons by the dictionary and the network's names beside them, in order."""
    persons = list(_persons(tokens))
    kept = persons + [
        name
        for trimmed in found
        if (name := _trimmed(tokens, trimmed)) is not None
        and not any(name.first < one.last and one.first < name.last for one in persons)
    ]
    return sorted(kept, key=lambda name: (name.first, name.last))


def _persons(tokens: Sequence[Token]) -> Iterator[NamedSpan]:
    """Yield runs of a given name or initials with a surname or patronymic."""
    at = 0
    while at < len(tokens):
        end = at
        kinds: set[str] = set()
        while end < len(tokens) and (kind := _part(tokens[end])):
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
    named = [one.tag for one in parse(word) if any(part in one.tag for part in NAME_PARTS.values())]
    return frozenset((str(tag.case), str(tag.gender)) for tag in named if tag.number != "plur")


def _part(token: Token) -> str:
    """Say what part of a person's name a word may be: Name, Surn, Patr, initial, other (unknown); empty for none."""
    text = token.text
    if not text[:1].isupper():
        return ""
    if len(text) == 2 and text[1] == ".":
        return "initial"
    if not text[1:2].islower():
        return ""
    readings = parse(plain(text))
    for part in ("Name", "Patr", "Surn"):
        if any(part in reading.tag for reading in readings):
            return part
    return "other" if not readings[0].is_known and token.upos == "PROPN" else ""


def _trimmed(tokens: Sequence[Token], name: NamedSpan) -> NamedSpan | None:
    first, last = name.first, name.last
    while first < last and tokens[first].upos in ("PUNCT", "ADP", "CCONJ"):
        first += 1
    while first < last and tokens[last - 1].upos in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    capital = any(letter.isupper() for token in tokens[first:last] for letter in token.text)
    kind = "place" if last - first == 1 and name.kind == "person" and _is_thing(tokens[first]) else name.kind
    return NamedSpan(kind, first, last) if first < last and capital else None


def _is_thing(token: Token) -> bool:
    """Say whether a single word is no living being by the dictionary: towns are often taken for persons."""
    best = parse(plain(token.text))[0]
    named = any(part in one.tag for one in parse(plain(token.text)) for part in ("Name", "Surn", "Patr"))
    return "inan" in best.tag and not named
