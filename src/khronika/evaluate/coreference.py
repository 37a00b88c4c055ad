"""How well clusters agree with gold: MUC, B³, CEAF-e and their mean (CoNLL), and pairs.

Definitions: MUC, Vilain et al. 1995; B³, Bagga and Baldwin 1998; CEAF with φ4, Luo 2005; the mean of the three F1 is
that of the CoNLL shared tasks 2011 and 2012. Both sides cluster the same mentions; singletons count in B³ and CEAF-e.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from khronika.evaluate.measure import Score
from khronika.evaluate.report import Measure

Labels = Sequence[Hashable]


def harmonic(a: float, b: float) -> float:
    """Give the harmonic mean, 0 where both are."""
    return 2 * a * b / (a + b) if a + b else 0.0


def muc(gold: Labels, found: Labels) -> float:
    """Give MUC's F1: links needed that are there, in each direction."""
    return harmonic(_links_kept(gold, found), _links_kept(found, gold))


def b_cubed(gold: Labels, found: Labels) -> float:
    """Give B³'s F1: for each mention, how much of its cluster is in the other's."""
    both = Counter(zip(gold, found, strict=True))
    sizes, others = Counter(gold), Counter(found)
    total = len(gold) or 1
    recall = sum(number * number / sizes[a] for (a, _), number in both.items()) / total
    precision = sum(number * number / others[b] for (_, b), number in both.items()) / total
    return harmonic(precision, recall)


def ceaf_e(gold: Labels, found: Labels) -> float:
    """Give CEAF-e's F1: clusters paired one to one for the greatest total of φ4 = 2·|a ∩ b| / (|a| + |b|)."""
    import numpy
    from scipy.optimize import linear_sum_assignment

    sizes, others = Counter(gold), Counter(found)
    rows = {label: at for at, label in enumerate(sizes)}
    columns = {label: at for at, label in enumerate(others)}
    likeness = numpy.zeros((len(rows), len(columns)))
    for (a, b), number in Counter(zip(gold, found, strict=True)).items():
        likeness[rows[a], columns[b]] = 2 * number / (sizes[a] + others[b])
    best = likeness[linear_sum_assignment(likeness, maximize=True)].sum()
    return harmonic(best / len(columns), best / len(rows)) if rows else 0.0


def conll(gold: Labels, found: Labels) -> float:
    """Give the mean of the F1 of MUC, B³ and CEAF-e."""
    return (muc(gold, found) + b_cubed(gold, found) + ceaf_e(gold, found)) / 3


def pairs(gold: Labels, found: Labels) -> Score:
    """Count pairs of mentions in one cluster: in both, in what was found, in gold."""
    both, sizes, others = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    return Score(*(sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, others, sizes)))


def measures(name: str, gold: Labels, found: Labels) -> list[Measure]:
    """Give the CoNLL F1 of clusters, with its three parts in words."""
    parts = {"MUC": muc(gold, found), "B³": b_cubed(gold, found), "CEAF-e": ceaf_e(gold, found)}
    detail = "  ".join(f"{part} {value:.3f}" for part, value in parts.items())
    return [Measure(f"{name} CoNLL F1", sum(parts.values()) / 3, f"{detail}  clusters {len(set(found))}")]


def labels(clusters: Sequence[Sequence[str]], keys: Sequence[str]) -> list[int]:
    """Give for each key the number of its cluster; a key in none is a cluster of its own."""
    numbers: Mapping[str, int] = {key: number for number, members in enumerate(clusters) for key in members}
    return [numbers.get(key, len(clusters) + at) for at, key in enumerate(keys)]


def _links_kept(clusters: Labels, other: Labels) -> float:
    parts: dict[Hashable, set[Hashable]] = defaultdict(set)
    for label, elsewhere in zip(clusters, other, strict=True):
        parts[label].add(elsewhere)
    needed = len(clusters) - len(parts)
    kept = len(clusters) - sum(len(split) for split in parts.values())
    return kept / needed if needed else 0.0
