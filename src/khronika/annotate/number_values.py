"""What a number says: at least, at most, exactly or about how many."""

import re
from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.annotate.number_words import compose
from khronika.model import Quantity

DIGITS = frozenset({"day", "year", "figure"})
# A number ends at these in a range.
BETWEEN = frozenset({"to", "and", "or", "dash", "under", "till"})
MULTIPLIERS = frozenset({"number", "heaps", "dozen"})
LIMIT = 10**12
# Decimal places kept, against the noise of binary fractions.
PLACES = 6


def quantity(one: Match, pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Give what a match says; None where its words make no number."""
    matched = pieces[one.first : one.last]
    found = READINGS[one.rule.reading](matched, language)
    return found if found is None or (found.low or found.high or 0) < LIMIT else None


def read_exact(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "26", "1.5 million"; a fraction gives the whole numbers about it."""
    number = amount(pieces, language)
    if number is None:
        return None
    return Quantity(floor(number), ceil(number), approximate=number != int(number))


def read_about(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "some 300"."""
    number = amount(pieces, language)
    return None if number is None else Quantity(floor(number), ceil(number), approximate=True)


def read_at_least(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "more than 50", "at least 50"."""
    number = amount(pieces, language)
    return None if number is None else Quantity(floor(number), None, approximate=True)


def read_at_most(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "up to 70", "fewer than 70"."""
    number = amount(pieces, language)
    return None if number is None else Quantity(None, ceil(number), approximate=True)


def read_range(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "between 50 and 70", "two or three"; a first number without "thousand" takes that of the second."""
    bound = 1 if pieces[0].kind in ("from", "between", "since", "about") else 0
    at = next((i for i, p in enumerate(pieces) if i > bound and p.kind in BETWEEN), None)
    if at is None:
        return None
    low, high = amount(pieces[:at], language), amount(pieces[at + 1 :], language)
    if low is None or high is None:
        return None
    scale = _scale(pieces[at + 1 :])
    if scale > 1 and low * scale < high:
        low *= scale
    return Quantity(floor(low), ceil(high), approximate=True) if low < high else None


def _scale(pieces: Sequence[Piece]) -> int:
    last = pieces[-1]
    return int(last.value) if last.kind == "number" and len(pieces) > 1 and int(last.value) >= 1000 else 1


def read_heap(pieces: Sequence[Piece], language: str) -> Quantity | None:
    """Read "dozens", "tens of thousands", "several hundred": at least two of the kind."""
    values = [int(p.value) for p in pieces if p.kind in (*MULTIPLIERS, "several", "couple")]
    kinds = [p.kind for p in pieces if p.kind in (*MULTIPLIERS, "several", "couple")]
    low = values[0] if len(values) == 1 or kinds[0] == "heaps" else 2
    for kind, value in zip(kinds[1:], values[1:], strict=True):
        low *= value // 2 if kind == "heaps" else value
    return Quantity(low, None, approximate=True)


Reading = Callable[[Sequence[Piece], str], Quantity | None]
READINGS: Mapping[str, Reading] = {
    name.removeprefix("read_"): reading for name, reading in list(globals().items()) if name.startswith("read_")
}


def amount(pieces: Sequence[Piece], language: str) -> float | None:
    """Give the number that figures and words make together; None where they make none."""
    total: float | None = None
    words: list[int] = []
    for piece in pieces:
        if piece.kind in DIGITS:
            if total is not None or words:
                return None
            total = figure(piece.value, language)
        elif piece.kind in (*MULTIPLIERS, "one"):
            value = int(piece.value) // 2 if piece.kind == "heaps" else int(piece.value)
            if piece.kind == "dozen":
                total, words = (total or compose(words) or 1) * value, []
            elif total is None:
                words.append(value)
            elif value < 100:
                return None
            else:
                total = round(total * value, PLACES)
        elif piece.kind == "half_more":
            total = 1.5
    return total if total is not None else compose(words)


def figure(digits: str, language: str) -> float | None:
    """Read figures: a comma before three of them groups thousands in English, a point in Russian."""
    group = "," if language == "en" else "."
    plain = re.sub(rf"{re.escape(group)}(?=\d{{3}}(?!\d))", "", "".join(digits.split()))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None
