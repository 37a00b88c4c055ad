"""Which of its namesakes a place is: how large, what it is said to lie in, and what else the document names.

Names of one spelling mean one place in a document, unless the words say otherwise ("Paris, Texas"). Each candidate
starts with a prior from its kind and population; then, for a few rounds, it gains from the likely meanings of the
other names: those that lie in the same region or country, that hold it, or that are near.
"""

from collections import Counter
from collections.abc import Sequence
from math import log10

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.annotate.place_spot import Spot
from khronika.gazetteer import Candidate

MOST_CANDIDATES = 60
ROUNDS = 4
NAMES = frozenset({"name", "alternate"})  # forms of what a place is called, and no adjective
ALONE = 5_000  # a smaller town is not believed where nothing else of its country is named
SHARE = 0.1  # of a region's people that live in the town for which its name stands
EARTH_DEGREE_KM = 111.2
NEAR_KM = 80.0
CONTEXT = 2.0  # weight of the context against the prior
SHARPNESS = 2.0
# Prior: what a kind is worth, and each tenfold of its population.
_KIND = {"country": 4.5, "region": 6.3, "admin1": 1.0, "admin2": 3.8, "settlement": 0.0}
_TENFOLD = {"country": 0.45, "region": 0.0, "admin1": 0.8, "admin2": 0.0, "settlement": 0.85}
_FORM = {"name": 0.0, "word": -0.2, "alternate": -1.0, "adjective": 0.5, "demonym": 0.5, "abbreviation": 0.0}
_CAPITAL = 0.5
# What a candidate gains from a likely one: of the same region or country, that holds it, or near it.
_SAME_REGION, _SAME_COUNTRY, _HOLDS, _NEAR = 1.5, 0.25, 1.6, 3.0


class Unit(Struct):
    """The spots of a document that mean one place, and what it may be."""

    spots: list[int]
    candidates: list[Candidate]


def resolve(spots: Sequence[Spot], hints: Sequence[Spot] = ()) -> list[Candidate | None]:
    """Choose a candidate for each spot; None where the gazetteer has none that is likely.

    `hints` are names that stand outside the text and tell where it was written, as that of the publisher does.
    """
    units = [*_units(spots), *(Unit([], hint.candidates[:MOST_CANDIDATES]) for hint in hints)]
    best = [_town_of_its_name(unit, choice) for unit, choice in zip(units, _choose(units), strict=True)]
    named = Counter(candidate.country for candidate in best)
    chosen: list[Candidate | None] = [None] * len(spots)
    for unit, candidate in zip(units, best, strict=True):
        if named[candidate.country] > 1 or candidate.kind != "settlement" or candidate.population >= ALONE:
            for spot in unit.spots:
                chosen[spot] = candidate
    return chosen


def _town_of_its_name(unit: Unit, choice: int) -> Candidate:
    """Take the bare name of a region for that of its town of this name: whoever means the region says so."""
    best = unit.candidates[choice]
    if best.kind != "admin1" or best.form not in NAMES:
        return best
    towns = [
        town
        for town in unit.candidates
        if town.kind == "settlement" and town.region == best.index and town.form in NAMES
    ]
    largest = max(towns, key=lambda town: town.population, default=None)
    return largest if largest is not None and largest.population >= SHARE * best.population else best


def _units(spots: Sequence[Spot]) -> list[Unit]:
    """Group spots by what they are called; what lies in a named place is narrowed to namesakes there."""
    narrowed = [_narrow(spot, spots) for spot in spots]
    by_key: dict[str, list[Candidate]] = {}
    for spot, candidates in zip(spots, narrowed, strict=True):
        if candidates is not spot.candidates:
            by_key.setdefault(spot.key, candidates)
    units: dict[tuple[str, frozenset[int]], Unit] = {}
    for number, (spot, candidates) in enumerate(zip(spots, narrowed, strict=True)):
        if candidates is spot.candidates:
            candidates = by_key.get(spot.key, candidates)
        if candidates:
            identity = spot.key, frozenset(c.index for c in candidates)
            units.setdefault(identity, Unit([], candidates[:MOST_CANDIDATES])).spots.append(number)
    return list(units.values())


def _narrow(spot: Spot, spots: Sequence[Spot]) -> list[Candidate]:
    if spot.inside is not None:
        holders = {c.index for c in spots[spot.inside].candidates}
        below = [c for c in spot.candidates if c.index not in holders]
        within = [c for c in below if not holders.isdisjoint((c.region, c.country))]
        if within:
            return within
    held = [c for other in spots if other.inside is not None and spots[other.inside] is spot for c in other.candidates]
    if held:
        above = {c.region for c in held} | {c.country for c in held}
        holding = [c for c in spot.candidates if c.index in above and c.kind in ("admin1", "country")]
        if holding:
            return holding
    return spot.candidates


def _choose(units: Sequence[Unit]) -> list[int]:
    """Give for each unit the index of its best candidate."""
    if not units:
        return []
    flat = [candidate for unit in units for candidate in unit.candidates]
    owner = np.repeat(np.arange(len(units)), [len(unit.candidates) for unit in units])
    prior = np.array([_prior(candidate) for candidate in flat], np.float32)
    closeness = _closeness(flat, owner)
    starts = np.searchsorted(owner, np.arange(len(units)))
    weight = np.array([min(max(len(unit.spots), 1), 3) ** 0.5 for unit in units], np.float32)[owner]
    score = prior
    for _ in range(ROUNDS):
        likely = _likely(score, owner, starts) * weight
        score = (prior + CONTEXT * np.log1p(closeness @ likely)).astype(np.float32)
    ends = [*starts[1:], len(flat)]
    return [int(np.argmax(score[start:end])) for start, end in zip(starts, ends, strict=True)]


def _prior(candidate: Candidate) -> float:
    size = _TENFOLD[candidate.kind] * log10(candidate.population + 200)
    return _KIND[candidate.kind] + size + _FORM[candidate.form] + _CAPITAL * candidate.is_capital


def _likely(score: NDArray[np.float32], owner: NDArray[np.intp], starts: NDArray[np.intp]) -> NDArray[np.float32]:
    """Turn scores into shares that sum to one for each unit."""
    top = np.maximum.reduceat(score, starts)
    power = np.exp(SHARPNESS * (score - top[owner]))
    share: NDArray[np.float32] = power / np.add.reduceat(power, starts)[owner]
    return share


def _closeness(flat: Sequence[Candidate], owner: NDArray[np.intp]) -> NDArray[np.float32]:
    """Give how much each candidate (row) gains from each other unit's candidate (column)."""
    index = np.array([c.index for c in flat])
    region = np.array([c.region for c in flat])
    country = np.array([c.country for c in flat])
    wide = np.array([c.kind in ("country", "admin1", "region") for c in flat])
    gain = _SAME_COUNTRY * ((country[:, None] == country[None, :]) & (country >= 0)[:, None])
    gain += _SAME_REGION * ((region[:, None] == region[None, :]) & (region >= 0)[:, None])
    gain += _HOLDS * (region[:, None] == index[None, :]) + 0.5 * _HOLDS * (country[:, None] == index[None, :])
    north, east = (np.array([getattr(c, name) for c in flat], np.float32) for name in ("lat", "lon"))
    across = (east[:, None] - east[None, :]) * np.cos(np.radians(north))[:, None]
    kilometres = EARTH_DEGREE_KM * np.hypot(north[:, None] - north[None, :], across)
    gain += _NEAR * np.exp(-kilometres / NEAR_KM) * ~wide[:, None] * ~wide[None, :]
    return np.where(owner[:, None] == owner[None, :], 0, gain).astype(np.float32)
