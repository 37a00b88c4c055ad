"""Link mentions of the same event, within and across reports and languages."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from khronika.model import LinkProposal
from khronika.resolve.events.block import candidates
from khronika.resolve.events.cluster import Clusters, Pair, cluster
from khronika.resolve.events.compare import Features, grounds, probability, score
from khronika.resolve.events.mention import LinkedMention
from khronika.resolve.events.pile import Pile

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
    pile = Pile(mentions)
    places = {mention.key: at for at, mention in enumerate(pile.mentions)}
    clusters = Clusters(pile)
    for a, b in sorted(same):
        if a in places and b in places:
            clusters.join(places[a], places[b])
    for a, b in sorted(not_same):
        if a in places and b in places:
            clusters.keep_apart(places[a], places[b])
    pairs = sorted(candidates(pile))
    within = [(a, b) for a, b in pairs if pile.report[a] == pile.report[b]]
    joined = cluster(clusters, within, THRESHOLD)
    clusters.reports_are_done = True
    joined += cluster(clusters, pairs, THRESHOLD)
    found = sorted(tuple(pile.mentions[at].key for at in members) for members in clusters.members.values())
    told = [_proposal(pile, pair, features, ask=False) for pair, features in joined]
    asked = [_proposal(pile, pair, features, ask=True) for pair, features in _doubtful(clusters, pairs)]
    return Linking(tuple(found), tuple(sorted(told + asked, key=lambda link: (link.a, link.b))))


def _doubtful(clusters: Clusters, pairs: Iterable[Pair]) -> list[tuple[Pair, Features]]:
    """Give the clusters that may be one, in pairs."""
    open_pairs = sorted({(min(x), max(x)) for a, b in pairs if len(x := {clusters.of[a], clusters.of[b]}) == 2})
    compared = [(pair, clusters.features(*pair)) for pair in open_pairs]
    return [(pair, features) for pair, features in compared if features and score(features) >= ASK_FROM]


def _proposal(pile: Pile, pair: Pair, features: Features, *, ask: bool) -> LinkProposal:
    one, other = (pile.mentions[at].key for at in pair)
    likely = probability(score(features))
    return LinkProposal(kind="event_link", a=one, b=other, score=likely, why=grounds(features), ask=ask)
