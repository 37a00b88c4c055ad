"""Which of several told values stands: rules in order, a table to read from the top.

A value is supported by every source that tells it or tells it less precisely: a report that says "in March" supports
"on 4 March". The first rule by which one value is better than all others decides, and is the reason given.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from khronika.model import Told, fold

PLACES = ("unknown", "several", "country", "admin1", "settlement", "exact")
REALIS = ("generic", "hypothetical", "future", "negated", "actual")
FOREVER, NEVER = date.max, date.min


class Candidate(Struct, frozen=True):
    """One value with those who tell it, and what the rules ask: all larger is better.

    `support` counts independent sources; `told` is whether any tells it of the event itself; `precision` how precise
    it is; `confidence` the highest of its mentions.
    """

    value: Any
    tellers: tuple[Told, ...]
    decided: bool
    support: int
    told: bool
    precision: float
    confidence: float


class Rule(Struct, frozen=True):
    """What a rule asks of a value, and the reason that it gives."""

    asks: Callable[[Candidate], float]
    why: str


DECIDED = Rule(lambda one: one.decided, "decided by a person")
SOURCES = Rule(lambda one: one.support, "told by the most independent sources")
TOLD = Rule(lambda one: one.told, "told and not inferred")
PRECISE = Rule(lambda one: one.precision, "the most precise")
CONFIDENT = Rule(lambda one: one.confidence, "the most confident")
FIRST = "told first"
ONLY = "the only value told"
USUAL = (DECIDED, SOURCES, TOLD, PRECISE, CONFIDENT)
# A field's rules where they are not the usual ones: what is told as done stands over what was planned.
RULES: Mapping[str, tuple[Rule, ...]] = {
    "realis": (DECIDED, PRECISE, SOURCES, CONFIDENT),
    "date": (DECIDED, TOLD, SOURCES, PRECISE, CONFIDENT),
    "place": (DECIDED, SOURCES, PRECISE, TOLD, CONFIDENT),
}


def choose(field: str, candidates: Sequence[Candidate]) -> tuple[Candidate, str]:
    """Give the value that stands and why; of those alike in everything the first told."""
    left = list(candidates)
    if len(left) == 1:
        return left[0], DECIDED.why if left[0].decided else ONLY
    for rule in RULES.get(field, USUAL):
        best = max(rule.asks(one) for one in left)
        left = [one for one in left if rule.asks(one) == best]
        if len(left) == 1:
            return left[0], rule.why
    return left[0], FIRST


def same_key(field: str, value: Any) -> Any:
    """Give what two equal values of a field have in common: a place its GeoNames id, a name its words."""
    match field:
        case "date":
            return value["start"], value["end"]
        case "place":
            return value["geonames_id"] or (fold(value["name"]), value["country"])
        case "type":
            return value["type"], value["mode"]
        case "actor" | "recipient":
            return value["actor"] or fold(value["name"])
        case "realis" | "contexts":
            return value
        case _:
            return fold(value["name"]) if "name" in value else tuple(sorted(value.items(), key=str))


def covers(field: str, wide: Any, narrow: Any) -> bool:
    """Say whether one value holds of whatever another holds of, told less precisely."""
    match field:
        case "date":
            return _start(wide) <= _start(narrow) and _end(narrow) <= _end(wide)
        case "place":
            if wide["country"] is None or wide["country"] != narrow["country"]:
                return False
            if PLACES.index(wide["precision"]) >= PLACES.index(narrow["precision"]):
                return False
            return bool(wide["precision"] == "country") or bool(
                wide["precision"] == "admin1" and wide["admin1"] == narrow["admin1"]
            )
        case "type":
            return bool(wide["type"] == narrow["type"] and wide["mode"] is None)
        case _:
            return False


def precision(field: str, value: Any) -> float:
    """Say how precise a value is, for comparison with others of its field."""
    match field:
        case "date":
            return -float((_end(value) - _start(value)).days)
        case "place":
            return float(PLACES.index(value["precision"]))
        case "type":
            return float(value["mode"] is not None)
        case "realis":
            return float(REALIS.index(value))
        case _:
            return 0.0


def _start(value: Mapping[str, Any]) -> date:
    return date.fromisoformat(value["start"]) if value["start"] else NEVER


def _end(value: Mapping[str, Any]) -> date:
    return date.fromisoformat(value["end"]) if value["end"] else FOREVER
