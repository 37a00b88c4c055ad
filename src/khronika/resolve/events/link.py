"""Link mentions of the same event, within and across reports and languages."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from khronika.model import LinkProposal
from khronika.resolve.events.block import candidates
from khronika.resolve.events.cluster import FORBIDDEN, Clusters, cluster
from khronika.resolve.events.compare import Comparison, grounds, probability
from khronika.resolve.events.mention import LinkedMention

Keys = tuple[str, str]
THRESHOLD = 0.0
ASK_FROM = -1.5  # what lies between this and the threshold a person is asked about


class Linking(Struct, frozen=True):
    """Which mentions tell of one event, and why or why not.

    `clusters` holds mentions' keys, each cluster and the whole sorted. A proposal names two mentions; one that asks
    names mentions of two clusters that may be one.
    """

    clusters: tuple[tuple[str, ...], ...]
    proposals: tuple[LinkProposal, ...]


def link_events(mentions: Sequence[LinkedMention], same: Iterable[Keys] = (), not_same: Iterable[Keys] = ()) -> Linking:
    """Link mentions of one event; what a person decided (`same`, `not_same`: pairs of mentions' keys) stands.

    The answer is the same in whatever order mentions come. A pair of which a mention is not here is passed over.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    places = {mention.key: at for at, mention in enumerate(ordered)}
    comparison = Comparison(ordered)
    clusters = Clusters(comparison)
    for a, b in sorted(same):
        if a in places and b in places:
            clusters.join(places[a], places[b])
    for a, b in sorted(not_same):
        if a in places and b in places:
            clusters.keep_apart(places[a], places[b])
    pairs = candidates(comparison)
    joined = cluster(clusters, pairs, THRESHOLD)
    found = sorted(tuple(ordered[at].key for at in members) for members in clusters.members.values())
    told = [_proposal(clusters, a, b, ask=False) for a, b in joined]
    asked = [_proposal(clusters, a, b, ask=True) for a, b in _doubtful(clusters, pairs)]
    return Linking(tuple(found), tuple(sorted(told + asked, key=lambda link: (link.a, link.b))))


def _doubtful(clusters: Clusters, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give for each two clusters that may be one the likeliest pair of their mentions."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for a, b in pairs:
        one, other = sorted((clusters.of[a], clusters.of[b]))
        value = clusters.score(a, b)
        if one != other and value >= ASK_FROM:
            best[one, other] = min(best.get((one, other), (0.0, 0, 0)), (-value, a, b))
    means = {pair: clusters.mean(*pair) for pair in best}
    return [(best[pair][1], best[pair][2]) for pair, mean in means.items() if mean != FORBIDDEN and mean >= ASK_FROM]


def _proposal(clusters: Clusters, a: int, b: int, *, ask: bool) -> LinkProposal:
    one, other = (clusters.comparison.items[at].key for at in (a, b))
    why = grounds(clusters.comparison.features(a, b) or {})
    score = probability(clusters.score(a, b))
    return LinkProposal(kind="event_link", a=one, b=other, score=score, why=why, ask=ask)
