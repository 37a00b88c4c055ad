"""Bags of words and marks as vectors: tf-idf over the reports at hand, cosines, and the reports nearest to each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from khronika.resolve.events.mention import LinkedDocument

Vector = dict[int, float]
TERMS = 48  # of a report's vector, the heaviest: more change no cosine much, and cost memory
PROBES = 8  # terms of a report by which its neighbours are sought
POSTINGS = 150  # reports that a term may stand in to be sought by
NEIGHBOURS = 5
LEAST_LIKENESS = 0.1
UNSEEN = (
    30  # reports that are thought to stand beside those at hand, so that a word of two reports of three is not common
)


class Terms:
    """The terms of a set of reports, numbered, with how much each tells apart."""

    def __init__(self, bags: Iterable[Iterable[str]]) -> None:
        """Count in how many bags each term stands; each bag holds a term once."""
        counts: Counter[str] = Counter()
        total = 0
        for bag in bags:
            counts.update(bag)
            total += 1
        self.numbers = {term: number for number, term in enumerate(sorted(counts))}
        self.idf = [log((total + UNSEEN) / (counts[term] + 1)) for term in self.numbers]

    def vector(self, words: Sequence[str], *, fading: float = 0.0, most: int = TERMS) -> Vector:
        """Make a vector of length 1; with `fading`, the n-th word weighs 1 / (1 + n · fading)."""
        found: Vector = {}
        for at, word in enumerate(words):
            number = self.numbers.get(word)
            if number is not None and self.idf[number] > 0:
                weight = self.idf[number] / (1 + at * fading)
                if weight > found.get(number, 0.0):
                    found[number] = weight
        return unit(found, most)


def unit(vector: Mapping[int, float], most: int = TERMS) -> Vector:
    """Keep the heaviest terms, and make the length 1."""
    heaviest = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = sqrt(sum(value * value for _, value in heaviest))
    return {term: value / length for term, value in heaviest} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Give the cosine of two vectors of length 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)


def story_vectors(documents: Sequence[LinkedDocument], terms: Terms) -> list[Vector]:
    """Give each report the words of those nearest to it too: what one report leaves out, others of its story say."""
    own = [terms.vector(document.words) for document in documents]
    by_term: dict[int, list[int]] = defaultdict(list)
    for at, vector in enumerate(own):
        for term in vector:
            by_term[term].append(at)
    return [_with_neighbours(at, own, by_term) for at in range(len(own))]


def _with_neighbours(at: int, own: Sequence[Vector], by_term: Mapping[int, Sequence[int]]) -> Vector:
    shared: Counter[int] = Counter()
    probes = sorted(own[at].items(), key=lambda item: (-item[1], item[0]))
    for term, _ in [probe for probe in probes if len(by_term[probe[0]]) <= POSTINGS][:PROBES]:
        shared.update(by_term[term])
    del shared[at]
    likely = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: 8 * NEIGHBOURS]
    likeness = sorted(
        ((cosine(own[at], own[other]), other) for other, _ in likely), key=lambda pair: (-pair[0], pair[1])
    )
    blended = dict(own[at])
    for value, other in likeness[:NEIGHBOURS]:
        if value < LEAST_LIKENESS:
            break
        for term, weight in own[other].items():
            blended[term] = blended.get(term, 0.0) + value * weight
    return unit(blended)
