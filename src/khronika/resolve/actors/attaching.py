"""Bringing a bare surname or an initial to the one person of the pile that it can be, where one leads clearly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from khronika.resolve.actors.cluster import Clusters, Edge, edge
from khronika.resolve.actors.evidence import Ground, ground, weigh, weight
from khronika.resolve.actors.fitting import fits, name_grounds, name_of
from khronika.resolve.actors.person import PersonName
from khronika.resolve.actors.verdict import Verdict, judge, skeletons

FEW_UNITS = 40  # persons of one surname of whom each is looked at; of more, those that share something told
MOST_ASKED = 3  # questions about one account


class Shelf:
    """The persons with full names, to be found by what their surnames sound like and by what is told with them."""

    def __init__(self, clusters: Clusters, full: Iterable[int]) -> None:
        """Put every cluster on its places."""
        self.surnames: dict[str, set[int]] = defaultdict(set)
        self.told: dict[str, set[int]] = defaultdict(set)
        for root in {clusters.find(at) for at in full}:
            facts = clusters.facts(root)
            for bone in {bone for name in facts.names for bone in skeletons(name)}:
                self.surnames[bone].add(root)
            for item in facts.context.items:
                self.told[item].add(root)

    def find(self, name: PersonName, items: Iterable[str]) -> list[int]:
        """Give the clusters of a surname; of many those with which something of the items is told."""
        roots: set[int] = set().union(*(self.surnames.get(bone, ()) for bone in skeletons(name)))
        if len(roots) > FEW_UNITS:
            roots = set().union(*(roots & self.told[item] for item in items if item in self.told))
        return sorted(roots)


def attachments(
    clusters: Clusters, partial: Iterable[int], full: Iterable[int], counts: Mapping[str, int]
) -> tuple[list[Edge], list[Edge]]:
    """Give, for accounts without a full name, the edge to the one cluster they belong to, and edges to ask about."""
    shelf = Shelf(clusters, full)
    edges: list[Edge] = []
    asked: list[Edge] = []
    for at in partial:
        if any(name.is_full for name in clusters.facts(at).names):
            continue
        candidates = list(_candidates(clusters, at, shelf, counts))
        if not candidates:
            continue
        found = sorted(edge(at, root, [*grounds, *_alone(candidates)]) for root, grounds in candidates)
        clear = len(found) == 1 or found[0].score - found[1].score >= weight("margin")
        (edges if clear else asked).append(found[0])
        asked += found[1:MOST_ASKED]
    return edges, asked


def _alone(candidates: Sequence[tuple[int, list[Ground]]]) -> list[Ground]:
    """Weigh that a rare surname is borne by one person of the whole pile."""
    rare = any(one.says == ground("rare").says for one in candidates[0][1])
    return [ground("only")] if rare and len(candidates) == 1 else []


def _candidates(
    clusters: Clusters, at: int, shelf: Shelf, counts: Mapping[str, int]
) -> Iterator[tuple[int, list[Ground]]]:
    """Yield the clusters that an account without a full name may belong to, with the grounds."""
    name, profile = name_of(clusters, at), clusters.profiles[at]
    for root in shelf.find(name, profile.context.items):
        facts = clusters.facts(root)
        told = _best_verdict(name, facts.compared())
        if told and profile.naming.document not in facts.documents and fits(clusters, at, root):
            yield root, name_grounds(name, told[1], told[0]) + weigh(profile.context, facts.context, counts)


@lru_cache(200_000)
def _best_verdict(name: PersonName, names: tuple[PersonName, ...]) -> tuple[Verdict, PersonName] | None:
    """Give which of a cluster's names a shorter name fits best."""
    judged = [(judge(name, other), other) for other in names]
    fitting = [(verdict, other) for verdict, other in judged if verdict.kind not in ("clash", "edited")]
    return max(fitting, key=lambda one: ground(one[0].kind).weight) if fitting else None
