"""Complete the names that the network found."""

from collections.abc import Sequence

from khronika.language.french.clauses import DAYS
from khronika.language.record import NamedSpan, Token

TITLES = frozenset({"m.", "mm.", "mme", "mmes", "mlle", "dr", "me", "mgr", "maître", "docteur"})


def find_names(tokens: Sequence[Token], found: Sequence[NamedSpan]) -> list[NamedSpan]:
    """Give the names of a sentence: the network's, without titles, quotes and articles at their ends."""
    kept = (_trimmed(tokens, name) for name in found)
    return [name for name in kept if name is not None and _is_name(tokens, name)]


def _trimmed(tokens: Sequence[Token], name: NamedSpan) -> NamedSpan | None:
    first, last = name.first, name.last
    while first < last and (tokens[first].upos in ("PUNCT", "ADP") or tokens[first].text.lower() in TITLES):
        first += 1
    while first < last and tokens[last - 1].upos in ("PUNCT", "ADP", "DET"):
        last -= 1
    while first < last and tokens[last - 1].lemma.lower() in DAYS:
        last -= 1
    return NamedSpan(name.kind, first, last) if first < last else None


def _is_name(tokens: Sequence[Token], name: NamedSpan) -> bool:
    """Say whether a capital stands in it, or all of the sentence is in small letters."""
    return any(letter.isupper() for token in tokens[name.first : name.last] for letter in token.text) or not any(
        letter.isupper() for token in tokens for letter in token.text
    )
