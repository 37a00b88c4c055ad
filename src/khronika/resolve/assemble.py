"""Assemble an event from the mentions that tell it: every value told, by whom, the one that stands and why.

Values are in the form of the output contract; participants have the key of their actor too (`actor`, null where nobody
is resolved). A field that may have several values at once (who took part, demands, charges) has all of them chosen; a
number is a range, and a range for each type of source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import msgspec
from msgspec import Struct

from khronika.model import Argument, Event, EventField, EventMention, Participant, Quantity, Told, argument_keys
from khronika.resolve.choosing import DECIDED, Candidate, choose, covers, precision, same_key
from khronika.resolve.source_types import source_type

SEVERAL = (
    "contexts", "actor", "recipient", "instrument", "demand", "reason", "charge", "sentence", "legal_basis", "employer",
    "sector",
)  # fmt: skip
ONE = ("type", "realis", "date", "place")
ALL = "all that are told"
RANGE = "from the lowest to the highest told"
APART = 0.8  # two numbers of which the smaller is less than this share of the larger disagree


class Telling(Struct, frozen=True, kw_only=True):
    """A mention as it stands, and what its report is.

    `source` is the first document of those that repeat each other; `decided` holds the mention's fields (and
    `argument:KEY`) about which a person decided; `actors` maps keys of arguments to keys of actors.
    """

    mention: EventMention
    source: str
    published: date | None = None
    language: str = ""
    decided: frozenset[str] = frozenset()
    actors: Mapping[str, str] = {}


class Value(Struct, frozen=True):
    """One value that a telling gives for a field, with its words."""

    field: str
    value: Any
    text: str | None
    decided: bool = False
    inferred: bool = False


def assemble(tellings: Sequence[Telling], *, key: str | None = None, chosen: Mapping[str, Any] | None = None) -> Event:
    """Assemble the event that these mentions tell.

    `chosen` holds the values that people chose for its fields; `key` is the event's, that of its earliest mention where
    none is given.

    Raises:
        ValueError: there is no mention.
    """
    ordered = sorted(tellings, key=_order)
    if not ordered:
        raise ValueError("no event without a mention (want at least one)")
    fields = tuple(_fields(ordered, chosen or {}))
    values = {field.name: field.chosen for field in fields}
    kind = values["type"]
    return Event(
        key=key or ordered[0].mention.id,
        type=kind["type"],
        mode=kind["mode"],
        realis=values["realis"],
        mentions=tuple(telling.mention.id for telling in ordered),
        sources=len({telling.source for telling in ordered}),
        fields=fields,
    )


def _order(telling: Telling) -> tuple[date, str, int, str]:
    mention = telling.mention
    return telling.published or date.max, mention.document, mention.start, mention.id


def _fields(tellings: Sequence[Telling], chosen: Mapping[str, Any]) -> Iterator[EventField]:
    told: dict[str, list[tuple[Telling, Value]]] = defaultdict(list)
    for telling in tellings:
        for value in values_of(telling):
            told[value.field].append((telling, value))
    for name in (*ONE, *SEVERAL, *sorted(name for name in told if name.partition(":")[0] == "number")):
        if name in told or name in chosen:
            yield _field(name, told[name], chosen)


def values_of(telling: Telling) -> Iterator[Value]:
    """Yield every value that a mention tells, field by field."""
    mention, decided = telling.mention, telling.decided
    yield Value("type", {"type": mention.type, "mode": mention.mode}, mention.trigger.text, "type" in decided)
    yield Value("realis", mention.realis, mention.trigger.text, "realis" in decided)
    for context in mention.contexts:
        yield Value("contexts", context, None, "contexts" in decided)
    if mention.date and (mention.date.start or mention.date.end):
        told = msgspec.to_builtins(mention.date)
        value = {part: told[part] for part in ("start", "end", "precision")}
        words = mention.date.text.text if mention.date.text else None
        yield Value("date", value, words, "date" in decided, mention.date.inferred)
    if mention.place:
        told = msgspec.to_builtins(mention.place)
        value = {part: told[part] for part in told if part not in ("text", "inferred")}
        words = mention.place.text.text if mention.place.text else None
        yield Value("place", value, words, "place" in decided, mention.place.inferred)
    keys = argument_keys([{"role": argument.role, "text": argument.text} for argument in mention.arguments])
    for key, argument in zip(keys, mention.arguments, strict=True):
        yield from _argument_values(argument, key, telling)


def _argument_values(argument: Argument, key: str, telling: Telling) -> Iterator[Value]:
    decided = f"argument:{key}" in telling.decided
    value = msgspec.to_builtins(argument.value)
    match argument.value:
        case Participant():
            value = {**value, "actor": telling.actors.get(key)}
            if argument.role in SEVERAL:
                yield Value(argument.role, value, argument.text, decided, argument.inferred)
        case Quantity(low=None, high=None):
            return
        case Quantity(of=of):
            yield Value(f"number:{of}" if of else "number", value, argument.text, decided, argument.inferred)
        case _ if argument.role in SEVERAL:
            yield Value(argument.role, value, argument.text, decided, argument.inferred)


def _field(name: str, told: Sequence[tuple[Telling, Value]], chosen: Mapping[str, Any]) -> EventField:
    rows = tuple(_told(telling, value) for telling, value in told)
    candidates = _candidates(name, told, rows)
    if name in chosen:
        return EventField(
            name=name, told=rows, chosen=chosen[name], why=DECIDED.why, disputed=_disagree(name, candidates)
        )
    if name.startswith("number"):
        return EventField(
            name=name, told=rows, chosen=number_range(rows), why=RANGE, disputed=_disagree(name, candidates)
        )
    if name in SEVERAL:
        ranked = sorted(candidates, key=lambda one: (-one.decided, -one.support))
        return EventField(name=name, told=rows, chosen=[one.value for one in ranked], why=ALL)
    best, why = choose(name, candidates)
    denied = name == "realis" and any(telling.mention.attribution.relation == "denies" for telling, _ in told)
    disputed = denied or _disagree(name, candidates)
    return EventField(name=name, told=rows, chosen=best.value, why=why, disputed=disputed)


def _told(telling: Telling, value: Value) -> Told:
    mention = telling.mention
    return Told(
        value=value.value,
        text=value.text,
        mention=mention.id,
        document=mention.document,
        source=telling.source,
        speaker=mention.attribution.speaker,
        source_type=source_type(mention.attribution, telling.language),
    )


def _candidates(name: str, told: Sequence[tuple[Telling, Value]], rows: Sequence[Told]) -> list[Candidate]:
    """Put equal values together, in the order in which they were first told."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for at, (_, value) in enumerate(told):
        groups[same_key(name, value.value)].append(at)
    return [_candidate(name, group, told, rows) for group in groups.values()]


def _candidate(
    name: str, group: Sequence[int], told: Sequence[tuple[Telling, Value]], rows: Sequence[Told]
) -> Candidate:
    value = told[group[0]][1].value
    supporting = {
        telling.source
        for at, (telling, other) in enumerate(told)
        if at in group or (not other.inferred and covers(name, other.value, value))
    }
    return Candidate(
        value=value,
        tellers=tuple(rows[at] for at in group),
        decided=any(told[at][1].decided for at in group),
        support=len(supporting),
        told=any(not told[at][1].inferred for at in group),
        precision=precision(name, value),
        confidence=max(told[at][0].mention.confidence for at in group),
    )


def number_range(rows: Iterable[Told]) -> dict[str, Any]:
    """Give the range of the numbers told, and the range of each type of source.

    >>> number_range([])["by"]
    {}
    """
    by: dict[str, list[tuple[int | None, int | None]]] = defaultdict(list)
    for row in rows:
        by[row.source_type].append((row.value["low"], row.value["high"]))
    every = [bounds for group in by.values() for bounds in group]
    return {**_bounds(every), "by": {kind: _bounds(group) for kind, group in sorted(by.items())}}


def _bounds(numbers: Sequence[tuple[int | None, int | None]]) -> dict[str, int | None]:
    lows = [low if low is not None else high for low, high in numbers]
    highs = [high for _, high in numbers]
    known = [high for high in highs if high is not None]
    lowest = min((low for low in lows if low is not None), default=None)
    return {"low": lowest, "high": None if len(known) < len(highs) else max(known, default=None)}


def _disagree(name: str, candidates: Sequence[Candidate]) -> bool:
    """Say whether two told values cannot both be true."""
    told = [one.value for one in candidates if one.told]
    return any(_clash(name, a, b) for a, b in combinations(told, 2))


def _clash(name: str, a: Any, b: Any) -> bool:
    if name.startswith("number"):
        low, high = sorted((x["low"] or 0, x["high"] or x["low"] or 0) for x in (a, b))
        return high[0] > low[1] and low[1] < APART * high[0]
    if name == "realis":
        return {a, b} == {"actual", "negated"}
    if name == "type":
        return bool(a["type"] != b["type"])
    return not covers(name, a, b) and not covers(name, b, a)
