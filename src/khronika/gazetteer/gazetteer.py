"""Names to places: look-up of a name in any script, case or grammatical case."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from msgspec import Struct

from khronika.gazetteer import data
from khronika.gazetteer.data import CAPITAL, CENTI, FORMS, KINDS, NO_PARENT, PLACE_BITS, Form, Kind, Tables
from khronika.gazetteer.keys import declined_keys, is_cyrillic, key, stems
from khronika.model import Place, PlacePrecision

DATA = Path(__file__).parent / "data"
_INDEX = (1 << PLACE_BITS) - 1
_MOST_STEMMED_WORDS = 4
_REMEMBERED = 40_000
PRECISION: dict[Kind, PlacePrecision] = {
    "country": "country", "admin1": "admin1", "admin2": "several", "region": "several", "settlement": "settlement",
}  # fmt: skip


class Candidate(Struct, frozen=True):
    """A place that a name may mean.

    `form` says how the name stands to it (`word`: it is a common word too); `population` is rounded (0: not known).
    `index` identifies the place in the gazetteer at hand, `country` and `region` are the indices of those it lies in
    (itself, if it is one; -1 if it lies in none).
    """

    index: int
    kind: Kind
    form: Form
    population: int
    lat: float
    lon: float
    country: int
    region: int
    is_capital: bool = False


class Gazetteer:
    """Names and places of the world, compact; made once by `load`."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables as read, as plain lists where they are asked for one by one."""
        self._tables = tables
        self._countries, self._regions = _containers(tables)
        # Reports repeat their words: of words folded by `keys.fold`, what they may name, and whether a longer name may
        # begin with a word.
        self.lookup = lru_cache(_REMEMBERED)(self._lookup)
        self.begins = lru_cache(_REMEMBERED)(self._begins)
        self._sizes = tuple(round(data.GROWTH**size) if size else 0 for size in range(256))

    def candidates(self, name: str) -> list[Candidate]:
        """Give the places that a name may mean, the largest kind and population first.

        The name may stand in any script and, in Russian, in any case: «Ростовской области», «в Великих Луках».
        """
        return self.lookup(tuple(key(name).split()))

    def _lookup(self, words: tuple[str, ...]) -> list[Candidate]:
        filed = list(self._postings(" ".join(words)))
        if words and is_cyrillic(words[-1]) and len(words) <= _MOST_STEMMED_WORDS:
            filed += [posting for name in declined_keys(words) for posting in self._postings(name)]
        best: dict[int, int] = {}
        for posting in filed:
            best[posting & _INDEX] = min(best.get(posting & _INDEX, len(FORMS)), posting >> PLACE_BITS)
        rows = self._tables.places[list(best)].tolist()
        found = [self._candidate(at, form, row) for (at, form), row in zip(best.items(), rows, strict=True)]
        return sorted(found, key=_order)

    def _begins(self, word: str) -> bool:
        starts = stems(word) if is_cyrillic(word) else (word,)
        return any(next(self._tables.names.iterkeys(f"{start} "), None) for start in starts)

    def _postings(self, name: str) -> Iterator[int]:
        number = self._tables.names.get(name)
        if number is not None:
            starts = self._tables.starts
            yield from self._tables.postings[starts[number] : starts[number + 1]].tolist()

    def _candidate(self, at: int, form: int, row: tuple[int, int, int, int, int, int]) -> Candidate:
        north, east, size, parent, _, kind = row
        inside = at if at < len(self._countries) else parent
        country, region = (-1, -1) if inside == NO_PARENT else (self._countries[inside], self._regions[inside])
        return Candidate(
            at, KINDS[kind & ~CAPITAL], FORMS[form], self._sizes[size], north / CENTI, east / CENTI, country, region,
            bool(kind & CAPITAL),
        )  # fmt: skip

    def label(self, index: int) -> str:
        """Give a place's name as published."""
        starts = self._tables.label_starts
        return self._tables.labels[starts[index] : starts[index + 1]].decode()

    def country_code(self, index: int) -> str | None:
        """Give the ISO 3166-1 code of a country by its index; None for -1."""
        return self._tables.codes[index] if index >= 0 else None

    def place(self, candidate: Candidate) -> Place:
        """Give the normal form of a candidate."""
        geonames = int(self._tables.places["geonames"][candidate.index])
        return Place(
            name=self.label(candidate.index),
            country=self.country_code(candidate.country),
            admin1=self.label(candidate.region) if candidate.region >= 0 else None,
            geonames_id=geonames or None,
            lat=candidate.lat,
            lon=candidate.lon,
            precision=PRECISION[candidate.kind],
        )


def _containers(tables: Tables) -> tuple[list[int], list[int]]:
    """Give for each place that can hold others (they come first) its country and its first-level region."""
    kinds = (tables.places["kind"] & ~np.uint8(CAPITAL)).tolist()
    holders = kinds.index(KINDS.index("settlement")) if KINDS.index("settlement") in kinds else len(kinds)
    countries, regions = [-1] * holders, [-1] * holders
    for at, (kind, parent) in enumerate(zip(kinds[:holders], tables.places["parent"].tolist(), strict=False)):
        above = (-1, -1) if parent == NO_PARENT else (countries[parent], regions[parent])
        countries[at] = at if KINDS[kind] == "country" else above[0]
        regions[at] = at if KINDS[kind] == "admin1" else above[1]
    return countries, regions


def _order(candidate: Candidate) -> tuple[int, int, int]:
    return KINDS.index(candidate.kind), -candidate.population, candidate.index


@cache
def load() -> Gazetteer:
    """Load the gazetteer that comes with Khronika, once."""
    return Gazetteer(data.read(DATA))
