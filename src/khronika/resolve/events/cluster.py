"""Put mentions together, the likeliest first, as long as nothing forbids it and the mean of all pairs still agrees."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khronika.resolve.events.compare import Comparison, score

Pair = tuple[int, int]
SAMPLE = 8  # mentions of each of two clusters that are compared, the first by key
FORBIDDEN = -50.0


class Clusters:
    """Clusters of places in a run, with what was decided about them."""

    def __init__(self, comparison: Comparison) -> None:
        """Begin with each mention by itself."""
        self.comparison = comparison
        self.of = list(range(len(comparison.items)))
        self.members: dict[int, list[int]] = {at: [at] for at in self.of}
        self.apart: dict[int, set[int]] = defaultdict(set)
        self._scores: dict[Pair, float] = {}

    def score(self, a: int, b: int) -> float:
        """Give the logit of two mentions, worked out once; what cannot be one event is far below any threshold."""
        pair = (a, b) if a < b else (b, a)
        known = self._scores.get(pair)
        if known is None:
            features = self.comparison.features(*pair)
            known = self._scores[pair] = FORBIDDEN if features is None else score(features)
        return known

    def keep_apart(self, a: int, b: int) -> None:
        """Remember that a person said that these two are not the same."""
        one, other = self.of[a], self.of[b]
        if one != other:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def join(self, a: int, b: int) -> None:
        """Put two clusters together."""
        one, other = sorted((self.of[a], self.of[b]))
        if one == other:
            return
        for member in self.members[other]:
            self.of[member] = one
        self.members[one] = sorted(self.members[one] + self.members.pop(other))
        for third in self.apart.pop(other, set()):
            self.apart[third].discard(other)
            self.apart[third].add(one)
            self.apart[one].add(third)

    def mean(self, one: int, other: int) -> float:
        """Give the mean logit of the pairs of two clusters; forbidden where a pair of them is."""
        if other in self.apart.get(one, ()):
            return FORBIDDEN
        total, number = 0.0, 0
        for a in self._sample(one):
            for b in self._sample(other):
                value = self.score(a, b)
                if value == FORBIDDEN:
                    return FORBIDDEN
                total += value
                number += 1
        return total / number

    def _sample(self, cluster: int) -> Sequence[int]:
        members = self.members[cluster]
        if len(members) <= SAMPLE:
            return members
        told = [at for at in members if self.comparison.items[at].told_day]
        return sorted({*told[: SAMPLE // 2], *members[: SAMPLE // 2], *members[-SAMPLE // 4 :]})


def cluster(clusters: Clusters, pairs: Iterable[Pair], threshold: float) -> list[Pair]:
    """Join clusters in the order of their likeliest pairs; give the pairs that joined."""
    scored = [(clusters.score(a, b), a, b) for a, b in pairs]
    likely = sorted((item for item in scored if item[0] >= threshold), key=lambda item: (-item[0], item[1], item[2]))
    joined = []
    for _, a, b in likely:
        one, other = clusters.of[a], clusters.of[b]
        if one != other and clusters.mean(one, other) >= threshold:
            clusters.join(a, b)
            joined.append((a, b))
    return joined
