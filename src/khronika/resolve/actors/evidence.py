"""What is told of two actors beside their names, weighed: organisations, company, roles, places, years."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log10

from msgspec import Struct

from khronika.resolve.actors.tables import rows

MOST_SHARED = 2  # of each kind of evidence counted in full; more of a kind says little more
FAR_YEARS = 15
SLACK = 1  # years by which ages told may be wrong
OFTEN = 10  # accounts up to which a thing told of them counts in full; a hundred times as many and it says nothing
KINDS = {"o": "organisation", "p": "company", "r": "role", "l": "place", "e": "act", "w": "act_then"}


class Context(Struct, frozen=True):
    """What is told with an actor: items as "o:…" organisations, "p:…" persons, "r:…" roles, "l:…" places,
    "e:…" acts, "w:…" acts with their months; years.

    `born` holds the years of birth that fit all ages told.
    """

    items: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    born: tuple[int, ...] = ()

    def contradicts(self, other: "Context") -> bool:
        """Say whether the ages told are those of two people."""
        return bool(self.born and other.born) and (
            min(self.born) > max(other.born) + SLACK or min(other.born) > max(self.born) + SLACK
        )


class Ground(Struct, frozen=True):
    """One thing that speaks for or against, in words, with its weight."""

    weight: float
    says: str


@cache
def weight(evidence: str) -> float:
    """Give the weight of a kind of evidence, or a threshold."""
    return _table()[evidence][0]


@cache
def _table() -> Mapping[str, tuple[float, str]]:
    return {row["evidence"]: (float(row["weight"]), row["says"]) for row in rows("evidence")}


def ground(evidence: str, share: float = 1.0, detail: str = "") -> Ground:
    """Make a ground of a kind of evidence; `detail` names what is shared."""
    value, says = _table()[evidence]
    return Ground(round(value * share, 3), f"{says}: {detail}" if detail else says)


def counted(contexts: Sequence[Context]) -> Counter[str]:
    """Count in how many accounts each item is told."""
    return Counter(item for context in contexts for item in context.items)


def telling(item: str, counts: Mapping[str, int]) -> float:
    """Give how much an item tells, 1 for a rare one to 0 for one told everywhere."""
    return max(0.0, 1 - log10(max(1.0, counts.get(item, 1) / OFTEN)) / 2)


def weigh(a: Context, b: Context, counts: Mapping[str, int]) -> list[Ground]:
    """Weigh what is told with two actors."""
    found: list[Ground] = []
    shared = a.items & b.items
    for kind, name in KINDS.items():
        tells = sorted((-telling(item, counts), item) for item in shared if item.startswith(f"{kind}:"))
        for at, (minus, item) in enumerate(tells[:MOST_SHARED], 1):
            found += [ground(name, -minus / at, item[2:])] if minus else []
    places = [{i for i in context.items if i.startswith("l:")} for context in (a, b)]
    if all(places) and not places[0] & places[1]:
        found.append(ground("elsewhere"))
    if a.years and b.years and max(min(b.years) - max(a.years), min(a.years) - max(b.years)) > FAR_YEARS:
        found.append(ground("years_apart"))
    return found


def joined(a: Context, b: Context) -> Context:
    """Put together what is told with two actors that are one."""
    born = tuple(sorted(set(a.born) & set(b.born))) or a.born or b.born
    return Context(a.items | b.items, tuple(sorted({*a.years, *b.years})), born)
