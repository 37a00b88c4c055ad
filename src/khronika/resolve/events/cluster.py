"""Put mentions together, the likeliest first, and compare what they make anew: within reports, then across them."""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from khronika.resolve.events.compare import Features, compare, compare_days, compare_places, impossible, score
from khronika.resolve.events.pile import Pile
from khronika.resolve.events.profile import Profile, profile, together

Pair = tuple[int, int]
# What speaks against two clusters as wholes, and what is then left out of the mean of their pairs.
DAYS_APART = ({"days_apart"}, ("same_day", "days_overlap", "days_near", "days_apart", "day_unknown", "background"))
PLACES_APART = ({"places_apart", "part_of_place"}, ("same_place", "place_within", "part_of_place", "places_apart"))
SAMPLE = 8  # mentions of each of two clusters that are compared


class Clusters:
    """Clusters of a pile's mentions, each named by its smallest member, with what was decided about them."""

    def __init__(self, pile: Pile) -> None:
        """Begin with each mention by itself."""
        self.pile = pile
        self.of = list(range(len(pile.mentions)))
        self.members: dict[int, list[int]] = {at: [at] for at in self.of}
        self.profiles: dict[int, Profile] = {at: profile(one) for at, one in enumerate(pile.mentions)}
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.reports_are_done = False  # from then on, what a report tells as two is rather two
        self._alone = list(self.profiles.values())
        self._pairs: dict[Pair, Features] = {}

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
        """Give what speaks for and against two clusters being one event, the mean of their mentions' pairs.

        None where they cannot be: by what a person said, or by all that is known of each.
        """
        if other in self.apart.get(one, ()) or impossible(self.profiles[one], self.profiles[other]):
            return None
        left, right = self._sample(one), self._sample(other)
        pairs = [self._compare(a, b) for a in left for b in right]
        if self.reports_are_done:
            report = self.pile.report
            apart = sum(report[a] == report[b] for a in left for b in right)
            pairs += [{"apart_in_report": float(apart)}] if apart else []
        if len(pairs) == 1:
            return pairs[0]
        share = 1 / len(pairs)
        found: Features = {}
        for pair in pairs:
            for feature, value in pair.items():
                found[feature] = found.get(feature, 0.0) + value * share
        return {**found, **self._against(one, other)}

    def _against(self, one: int, other: int) -> Features:
        """Give the days and places that speak against two clusters as wholes, undiluted by mentions that tell none."""
        a, b = self.profiles[one], self.profiles[other]
        found: Features = {}
        for apart, told in ((DAYS_APART, compare_days(a, b)), (PLACES_APART, compare_places(a, b))):
            features = dict(told)
            if apart[0] & features.keys():
                found |= dict.fromkeys(apart[1], 0.0) | features
        return found

    def score(self, one: int, other: int) -> float | None:
        """Give the logit of two clusters being one event; None where they cannot be."""
        features = self.features(one, other)
        return None if features is None else score(features)

    def _compare(self, a: int, b: int) -> Features:
        """Compare two mentions, once."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._pairs:
            told = compare(self._alone[pair[0]], self._alone[pair[1]])
            self._pairs[pair] = {"bias": 1.0, **dict(told), **dict(self.pile.compare_words(*pair))}
        return self._pairs[pair]

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
