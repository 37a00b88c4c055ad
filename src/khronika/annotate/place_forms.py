"""Places told by an adjective or demonym that the gazetteer does not file: «харківський», "lyonnais".

They are rows of `place_adjectives.tsv`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from khronika.annotate.place_spot import Spot, Word
from khronika.errors import DataError
from khronika.gazetteer import Candidate, Gazetteer
from khronika.gazetteer.keys import fold
from khronika.language import Sentence, Token

NAMING = frozenset({"PROPN", "NOUN", "ADJ"})


@cache
def adjectives(language: str) -> Mapping[str, str]:
    """Give the place that each adjective or demonym of a language means, by folded lemma.

    Raises:
        DataError: a row of the table has not three cells.
    """
    found = {}
    table = (files(__package__) / "place_adjectives.tsv").read_text("utf8")
    for number, line in enumerate(table.splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3:
                raise DataError(f"place_adjectives.tsv:{number}: want language, lemma and place, got {cells}")
            if cells[0] == language:
                found[fold(cells[1])] = cells[2]
    return found


def merge(first: Sequence[Spot], second: Sequence[Spot]) -> list[Spot]:
    """Join two lists of spots; of two that overlap the longer stays, then that of the first list."""
    kept: list[Spot] = []
    for spot in sorted([*first, *second], key=lambda spot: spot.start - spot.end):
        if not any(spot.start < other.end and other.start < spot.end for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.start)


def by_table(sentence: Sentence, words: Sequence[Word], gazetteer: Gazetteer) -> list[Spot]:
    """Find the adjectives and demonyms of the table."""
    known = adjectives(sentence.language)
    starts = {word.start: number for number, word in enumerate(words)} if known else {}
    found = []
    for token in sentence.tokens if known else ():
        if token.upos not in NAMING:
            continue
        place = known.get(fold(token.lemma)) or known.get(fold(token.text))
        at = starts.get(token.start)
        if place is not None and at is not None:
            found.append(_spot(token, words, at, _meant(gazetteer, place)))
    return [spot for spot in found if spot.candidates]


def _meant(gazetteer: Gazetteer, place: str) -> list[Candidate]:
    """Give the best of what a place's name may mean: the largest of all, which stands first among towns."""
    candidates = gazetteer.candidates(place)
    states = [each for each in candidates if each.kind == "country"]
    best = states or sorted(candidates, key=lambda each: -each.population)
    return [replace(each, form="adjective") for each in best[:1]]


def _spot(token: Token, words: Sequence[Word], at: int, candidates: list[Candidate]) -> Spot:
    span = token.start, token.end
    return Spot(*span, token.text, fold(token.lemma), candidates, None, span, words, at, at + 1)
