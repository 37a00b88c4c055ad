"""Put mentions together, the likeliest first, and compare what they make anew: within reports, then across them."""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from khronika.resolve.events.compare import Features, compare, impossible, score
from khronika.resolve.events.pile import Pile
from khronika.resolve.events.profile import Profile, profile, together

Pair = tuple[int, int]
SAMPLE = 4  # mentions of each of two clusters whose words are compared


class Clusters:
    """Clusters of a pile's mentions, each named by its smallest member, with what was decided about them."""

    def __init__(self, pile: Pile) -> None:
        """Begin with each mention by itself."""
        self.pile = pile
        self.of = list(range(len(pile.mentions)))
        self.members: dict[int, list[int]] = {at: [at] for at in self.of}
        self.profiles: dict[int, Profile] = {at: profile(one) for at, one in enumerate(pile.mentions)}
        self.apart: dict[int, set[int]] = defaultdict(set)
        self._words: dict[Pair, Features] = {}

    def keep_apart(self, a: int, b: int) -> None:
        """Remember that a person said that these two are not the same."""
        one, other = self.of[a], self.of[b]
        if one != other:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def join(self, a: int, b: int) -> int:
        """Put the clusters of two mentions together; give the name of what they make."""
        one, other = sorted((self.of[a], self.of[b]))
        if one == other:
            return one
        for member in self.members[other]:
            self.of[member] = one
        self.members[one] = sorted(self.members[one] + self.members.pop(other))
        self.profiles[one] = together(self.profiles[one], self.profiles.pop(other))
        for third in self.apart.pop(other, set()):
            self.apart[third].discard(other)
            self.apart[third].add(one)
            self.apart[one].add(third)
        return one

    def features(self, one: int, other: int) -> Features | None:
        """Give what speaks for and against two clusters being one event; None where they cannot be."""
        if other in self.apart.get(one, ()) or impossible(self.profiles[one], self.profiles[other]):
            return None
        found: Features = {"bias": 1.0}
        found.update(compare(self.profiles[one], self.profiles[other]))
        pairs = [self._compare_words(a, b) for a in self._sample(one) for b in self._sample(other)]
        if len(pairs) == 1:
            found.update(pairs[0])
            return found
        share = 1 / len(pairs)
        for pair in pairs:
            for feature, value in pair.items():
                found[feature] = found.get(feature, 0.0) + value * share
        return found

    def score(self, one: int, other: int) -> float | None:
        """Give the logit of two clusters being one event; None where they cannot be."""
        features = self.features(one, other)
        return None if features is None else score(features)

    def _compare_words(self, a: int, b: int) -> Features:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._words:
            self._words[pair] = dict(self.pile.compare_words(*pair))
        return self._words[pair]

    def _sample(self, cluster: int) -> list[int]:
        members = self.members[cluster]
        return members if len(members) <= SAMPLE else members[:: len(members) // SAMPLE + 1]


def cluster(clusters: Clusters, pairs: Iterable[Pair], threshold: float) -> list[tuple[Pair, Features]]:
    """Join the likeliest clusters first, and compare what they make anew; give the pairs that joined, with the grounds.

    `pairs` are mentions worth comparing: two clusters are compared as long as some two of their mentions are.
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        one, other = clusters.of[a], clusters.of[b]
        if one != other:
            beside[one].add(other)
            beside[other].add(one)
    heap = [
        entry
        for one in beside
        for other in beside[one]
        if one < other
        if (entry := _entry(clusters, one, other, threshold))
    ]
    heapify(heap)
    joined = []
    while heap:
        _, one, other, size_one, size_other = heappop(heap)
        if (len(clusters.members.get(one, ())), len(clusters.members.get(other, ()))) != (size_one, size_other):
            continue
        features = clusters.features(one, other) or {}
        joined.append(((one, other), features))
        made = clusters.join(one, other)
        for third in beside.pop(other, set()):
            beside[third].discard(other)
            if third != made:
                beside[third].add(made)
                beside[made].add(third)
        for third in sorted(beside[made]):
            if entry := _entry(clusters, min(made, third), max(made, third), threshold):
                heappush(heap, entry)
    return joined


def _entry(clusters: Clusters, one: int, other: int, threshold: float) -> tuple[float, int, int, int, int] | None:
    """Give the entry of two clusters in the order of joining; their sizes tell whether it is still true."""
    value = clusters.score(one, other)
    if value is None or value < threshold:
        return None
    return -value, one, other, len(clusters.members[one]), len(clusters.members[other])
