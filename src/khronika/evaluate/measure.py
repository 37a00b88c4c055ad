"""Precision, recall and F1; pairing one to one; when two names or two spans are the same."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Gold = TypeVar("Gold")
Found = TypeVar("Found")
Bounds = tuple[int, int]

FUNCTION_WORDS = frozenset((
    "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "de", "des", "du", "et", "la", "le",
    "les", "en", "va", "vi", "во", "для", "его", "из", "на", "но", "от", "по", "со", "у",
))  # fmt: skip


@dataclass
class Score:
    """Counts behind precision (right of found), recall (right of gold) and their harmonic mean."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Add the counts of one item."""
        self.right += right
        self.found += found
        self.gold += gold

    @property
    def precision(self) -> float:
        """Give right / found, 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Give right / gold, 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __add__(self, other: "Score") -> "Score":
        """Add two scores, for a micro average."""
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)


def best_pairs(
    gold: Sequence[Gold], found: Sequence[Found], weight: Callable[[Gold, Found], float]
) -> list[tuple[Gold, Found]]:
    """Pair gold with found one to one for the greatest total weight; what weighs nothing is no pair."""
    if not gold or not found:
        return []
    import numpy
    from scipy.optimize import linear_sum_assignment

    weights = numpy.array([[weight(g, f) for f in found] for g in gold])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(gold[r], found[c]) for r, c in zip(rows, columns, strict=True) if weights[r, c] > 0]


def name_words(name: str) -> frozenset[str]:
    """Give the words that tell a name apart: no case, accents, single letters or function words; U.S. is us."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    initials_joined = re.sub(r"\b(\w)\.", r"\1", plain)
    return frozenset(w for w in re.findall(r"\w+", initials_joined) if len(w) > 1 and w not in FUNCTION_WORDS)


def shared(a: Bounds, b: Bounds) -> int:
    """Give how many characters two spans share, at least 0."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union_share(a: Bounds, b: Bounds) -> float:
    """Give the share of what two spans cover together that both cover."""
    covered = max(a[1], b[1]) - min(a[0], b[0])
    return shared(a, b) / covered if covered else 0.0
