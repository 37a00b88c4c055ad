"""The linker's tables: weights of features, and modes that reports use for one another."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

from khronika import ontology
from khronika.errors import DataError

# Types whose modes are acts of their own, often several in one story (detained, charged, fined): what names no mode may
# be any of them. Any protest is a "protest", and any assault "violence".
MANIFOLD = frozenset({"ACCUSE", "AGREE", "COERCE", "CONCEDE", "CONSULT", "REJECT", "REQUEST"})
UNBOUND = ("sentence", "repeated")  # reaches whose patterns need not end right before the trigger


class Weight(Struct, frozen=True):
    """How much a feature speaks for two mentions being one event (in logits), and what it says to people."""

    value: float
    says: str


class ModeRow(Struct, frozen=True):
    """The families of a mode, and how many days apart two told days of one such event may lie."""

    families: frozenset[str]
    days: int


def rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of a table of this room, without comments and head.

    Raises:
        DataError: a row with another number of cells.
    """
    lines = files("khronika.resolve.events").joinpath(name).read_text("utf-8").splitlines()
    told = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    for number, cells in told[1:]:
        if len(cells) != columns:
            raise DataError(f"{name}:{number}: {len(cells)} cells (want {columns}, separated by tabs)")
        yield number, cells


@cache
def weights() -> Mapping[str, Weight]:
    """Read weights.tsv."""
    return {feature: Weight(float(value), says) for _, (feature, value, says) in rows("weights.tsv", 3)}


@cache
def modes() -> Mapping[str, ModeRow]:
    """Read modes.tsv: rows by TYPE/mode.

    Raises:
        DataError: a row names a mode that the ontology does not have.
    """
    known = ontology.load()
    found = {}
    for number, (mode, families, days) in rows("modes.tsv", 3):
        try:
            known.check(*mode.split("/"))
        except DataError as error:
            raise DataError(f"modes.tsv:{number}: {error}") from error
        found[mode] = ModeRow(frozenset(families.split()), int(days))
    return found


@cache
def wholes() -> Mapping[str, re.Pattern[str]]:
    """Read wholes.tsv: one pattern of the rows of each reach.

    Raises:
        DataError: a row of another reach.
    """
    patterns: dict[str, list[str]] = {name: [] for name in (*UNBOUND, "before", "habit", "another", "never")}
    for number, (reach, pattern) in rows("wholes.tsv", 2):
        if reach not in patterns:
            raise DataError(f"wholes.tsv:{number}: no such reach {reach!r} (want one of {', '.join(patterns)})")
        patterns[reach].append(f"(?:{pattern})" if reach in UNBOUND else rf"(?:{pattern})\s+$")
    return {reach: re.compile("|".join(told), re.IGNORECASE) for reach, told in patterns.items()}


@cache
def mode_row(type: str | None, mode: str | None) -> ModeRow:
    """Give the row of a mode; what has none is a family of its own."""
    name = f"{type}/{mode}"
    return modes().get(name) or ModeRow(frozenset((name,)), 0)


@cache
def families_of_type(type: str) -> frozenset[str]:
    """Give all families that a mention of this type may belong to while its mode is not known."""
    return frozenset().union(*(mode_row(type, mode).families for mode in ontology.load().types[type].modes), [type])


@cache
def likeness_of_modes(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> str | None:
    """Give the feature that two (type, mode) share, None where no event can be both.

    >>> likeness_of_modes(("PROTEST", "march"), ("PROTEST", "demonstration"))
    'like_mode'
    """
    if a[0] is None or b[0] is None:
        return "untyped" if a[0] is b[0] else None
    if a[1] is None or b[1] is None:
        return ("any_mode" if a[0] in MANIFOLD else "same_type") if a[0] == b[0] else None
    if a == b:
        return "same_mode"
    return "like_mode" if mode_row(*a).families & mode_row(*b).families else None


def families(type: str, mode: str | None) -> frozenset[str]:
    """Give the families of a mention's type and mode: what it is blocked by."""
    return mode_row(type, mode).families if mode else families_of_type(type)
