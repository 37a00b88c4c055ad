"""How exactly a place is told, by what the gazetteer knows it as."""

from functools import cache, lru_cache

import numpy as np

from khronika.gazetteer.data import CAPITAL, KINDS, read
from khronika.gazetteer.gazetteer import DATA, PRECISION


@cache
def _known() -> tuple[np.ndarray, np.ndarray]:
    places = read(DATA).places
    order = np.argsort(places["geonames"])
    return places["geonames"][order], (places["kind"] & ~np.uint8(CAPITAL))[order]


@lru_cache(50_000)
def precision_of(geonames_id: int | None, is_located: bool) -> str:
    """Give exact, settlement, admin1, country, several or unknown; a point that is in no gazetteer is an exact one."""
    if geonames_id:
        numbers, kinds = _known()
        at = int(np.searchsorted(numbers, geonames_id))
        if at < len(numbers) and int(numbers[at]) == geonames_id:
            return PRECISION[KINDS[int(kinds[at])]]
    return "exact" if is_located else "unknown"
