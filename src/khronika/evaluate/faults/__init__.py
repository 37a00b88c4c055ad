"""Why an evaluation's score is not higher: misses and false hits, grouped by cause, on a page to look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer
from khronika.evaluate.faults.events import of_cases, of_petrarch, of_plover
from khronika.evaluate.faults.fault import CAUSES, Fault
from khronika.evaluate.faults.labels import of_glocon, of_muc4, of_police
from khronika.evaluate.faults.page import make_page
from khronika.evaluate.faults.spans import of_nerel, of_places, of_timex

__all__ = ["CAUSES", "FINDERS", "Fault", "find_faults", "make_page"]

FINDERS: Mapping[str, Callable[[Path, Sequence[Answer]], Iterator[Fault]]] = {
    "cases": of_cases,
    "glocon": of_glocon,
    "india_police": of_police,
    "muc4": of_muc4,
    "nerel": of_nerel,
    "petrarch": of_petrarch,
    "places": of_places,
    "plover": of_plover,
    "timex": of_timex,
}


def find_faults(name: str, path: Path, answers: Sequence[Answer]) -> list[Fault]:
    """Find every miss and false hit of a set.

    Raises:
        ArgumentError: the set has no error analysis.
    """
    if name not in FINDERS:
        raise ArgumentError(f"no error analysis for {name!r} (have: {', '.join(FINDERS)})")
    return list(FINDERS[name](path, answers))
