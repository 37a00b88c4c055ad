"""Find which stretches of a sentence the rules describe: the longest first, none over another."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from khronika.annotate.dates.context import Context, Parts
from khronika.annotate.dates.pieces import Piece
from khronika.annotate.dates.readings import read
from khronika.annotate.dates.tables import Rule, Rules
from khronika.model import Interval

SOME_DAY = Context(date(2000, 1, 1), Interval.day(date(2000, 1, 1)))
EDGE = frozenset({"dash", "comma", "possessive", ""})


class Match(Struct, frozen=True):
    """Pieces `first <= i < last` and the rule that describes them."""

    first: int
    last: int
    rule: Rule

    def parts(self, pieces: Sequence[Piece]) -> Parts:
        """Collect the values of the matched pieces by kind."""
        values: dict[str, tuple[str, ...]] = {}
        for piece in pieces[self.first : self.last]:
            values[piece.kind] = (*values.get(piece.kind, ()), piece.value)
        return Parts(values)


def makes_sense(one: Match, pieces: Sequence[Piece]) -> bool:
    """Say whether the words can mean days at all: there is no 31 June, and 20 thousand is no year."""
    reading = one.rule.reading
    return reading == "age" or read(reading, one.parts(pieces), SOME_DAY) is not None


def match(pieces: Sequence[Piece], rules: Rules, accepts: Callable[[Match, Sequence[Piece]], bool]) -> list[Match]:
    """Give the accepted matches of a sentence in order; of two that overlap the longer, then the rule that is first."""
    letters = "".join([rules.letters.get(piece.kind, " ") for piece in pieces])
    found: list[tuple[int, int, Match]] = []
    for order, rule in rules.possible(frozenset(letters)):
        for hit in rule.pattern.finditer(letters):
            first, last = hit.span("span") if "span" in rule.pattern.groupindex else hit.span()
            while first < last and pieces[first].kind in EDGE:
                first += 1
            while first < last and pieces[last - 1].kind in EDGE:
                last -= 1
            if first < last:
                found.append((first - last, order, Match(first, last, rule)))
    return _apart(found, lambda one: accepts(one, pieces))


def _apart(found: list[tuple[int, int, Match]], accepts: Callable[[Match], bool]) -> list[Match]:
    taken: set[int] = set()
    kept = []
    for _, _, one in sorted(found, key=lambda item: item[:2]):
        stretch = range(one.first, one.last)
        if taken.isdisjoint(stretch) and accepts(one):
            taken.update(stretch)
            kept.append(one)
    return sorted(kept, key=lambda m: m.first)
