"""From the accounts of every document to actors, and to the pairs that a person should decide about."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count
from math import exp

from msgspec import Struct
from msgspec.structs import replace

from khronika.model import Actor, ActorName, LinkProposal, Naming, Script
from khronika.resolve.actors.bodies import link_organisations
from khronika.resolve.actors.cluster import Clusters, Edge
from khronika.resolve.actors.evidence import counted
from khronika.resolve.actors.kinds import kinds_of
from khronika.resolve.actors.persons import link_persons
from khronika.resolve.actors.profile import fullness, read_profile
from khronika.resolve.actors.words import CYRILLIC, LATIN

Pair = tuple[str, str]
# How words of names end in cases other than the nominative; some nominatives, too, so it only decides between equals.
DECLINED = ("ой", "ей", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "у", "ю", "е")
MOST_ASKED = 3  # questions about one actor, the likeliest


class Resolution(Struct, frozen=True):
    """The actors, what to ask, and for each account that was linked the grounds on which."""

    actors: tuple[Actor, ...]
    proposals: tuple[LinkProposal, ...]
    why: Mapping[str, tuple[str, ...]]


def resolve_actors(
    namings: Iterable[Naming], same: Iterable[Pair] = frozenset(), not_same: Iterable[Pair] = frozenset()
) -> Resolution:
    """Put accounts of one person or organisation together; who is put together does not depend on their order.

    `same` and `not_same` are pairs of keys of namings (an actor's key is one) that a person decided about. An actor's
    key is that of its first naming in the order given; namings with a key that came before are left out.
    """
    told = {naming.key: naming for naming in reversed(list(namings))}
    order = {key: at for at, key in enumerate(reversed(told))}
    profiles = [read_profile(told[key]) for key in sorted(told)]
    place = {profile.naming.key: at for at, profile in enumerate(profiles)}
    clusters = Clusters(profiles, _places(not_same, place))
    for a, b in sorted(_places(same, place)):
        clusters.join(a, b)
    counts = counted([profile.context for profile in profiles])
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, kind in enumerate(kinds_of(profiles)):
        by_kind[kind].append(at)
    asked = link_persons(clusters, by_kind["person"], counts)
    asked += link_organisations(clusters, by_kind["organisation"], counts)
    actors = {root: _actor(members, clusters, order) for root, members in _clusters(clusters).items()}
    keys = {root: actor.key for root, actor in actors.items()}
    listed = tuple(sorted(actors.values(), key=lambda actor: order[actor.key]))
    return Resolution(listed, tuple(_proposals(clusters, asked, keys)), _why(clusters))


def _places(pairs: Iterable[Pair], place: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]


def _clusters(clusters: Clusters) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(len(clusters.profiles)):
        found[clusters.find(at)].append(at)
    return found


def _actor(members: Sequence[int], clusters: Clusters, order: Mapping[str, int]) -> Actor:
    namings = sorted((clusters.profiles[at].naming for at in members), key=lambda naming: order[naming.key])
    return Actor(
        key=namings[0].key,
        kind=Counter(naming.kind for naming in namings).most_common(1)[0][0],
        name=best_name(namings),
        names=names_of(namings),
        namings=tuple(naming.key for naming in namings),
    )


def best_name(namings: Sequence[Naming]) -> str:
    """Choose the name to show: the one told most often among the fullest forms.

    Of equals it is the one with the fewest words that look declined («Пульхерия», not «Пульхерией»), then the first in
    the alphabet.
    """
    counts = Counter(naming.name for naming in namings)
    fullest = max(fullness(name) for name in counts)
    fitting = [name for name in counts if fullness(name) == fullest]
    return min(fitting, key=lambda name: (-counts[name], sum(map(_looks_declined, name.split())), name))


def _looks_declined(word: str) -> bool:
    return word.casefold().endswith(DECLINED)


def names_of(namings: Sequence[Naming]) -> tuple[ActorName, ...]:
    """Give every form of an actor's name with its script and the number of accounts that use it, most used first."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for naming in namings:
        for form in dict.fromkeys((naming.name, *naming.names)):
            counts[form, naming.language] += 1
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or ""))
    return tuple(ActorName(text, script_of(text), language, count) for (text, language), count in listed)


def script_of(text: str) -> Script:
    """Give the script of a name's letters."""
    if CYRILLIC.search(text):
        return "cyrillic"
    return "latin" if LATIN.search(text) else "other"


def _proposals(clusters: Clusters, asked: Iterable[Edge], keys: Mapping[int, str]) -> list[LinkProposal]:
    """Make questions of pairs that were not linked, the likeliest first: one of two actors, a few of each actor."""
    best: dict[tuple[str, str], Edge] = {}
    times: Counter[str] = Counter()
    for one in sorted(asked):
        a, b = clusters.find(one.a), clusters.find(one.b)
        first, second = sorted((keys[a], keys[b]))
        if a == b or (first, second) in best or clusters.told_apart(a, b):
            continue
        if max(times[first], times[second]) < MOST_ASKED:
            times.update((first, second))
            best[first, second] = one
    found = [
        LinkProposal(kind="actor_link", a=a, b=b, score=round(1 / (1 + exp(-one.score)), 3),
                     why=tuple(ground.says for ground in one.grounds), ask=True)
        for (a, b), one in best.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.score, one.a, one.b))


def _why(clusters: Clusters) -> dict[str, tuple[str, ...]]:
    """Give, by key of naming, the grounds on which it was linked."""
    return {
        clusters.profiles[at].naming.key: tuple(ground.says for ground in one.grounds)
        for one in clusters.followed for at in (one.a, one.b)
    }  # fmt: skip


def keep_keys(old: Iterable[Actor], new: Iterable[Actor]) -> tuple[Actor, ...]:
    """Give the new actors with the keys of the old where most of an old one's namings are: keys that are known stay.

    An old key goes to the new actor that has most of its namings; where two old actors became one, the key of that
    with more namings stays; of equals the first of the old. No key is given twice.
    """
    listed = {actor.key: actor for actor in new}
    home = {naming: actor.key for actor in listed.values() for naming in actor.namings}
    shares = []
    for rank, actor in enumerate(old):
        counts = Counter(home[naming] for naming in actor.namings if naming in home)
        shares += [(-count, rank, key, actor.key) for key, count in counts.items()]
    kept: dict[str, str] = {}
    given: set[str] = set()
    for _, _, key, old_key in sorted(shares):
        if key not in kept and old_key not in given:
            kept[key] = old_key
            given.add(old_key)
    found = []
    for key, actor in listed.items():
        chosen = kept.get(key) or _free(key, actor.namings, given)
        given.add(chosen)
        found.append(replace(actor, key=chosen))
    return tuple(found)


def _free(key: str, namings: Sequence[str], given: Collection[str]) -> str:
    """Give a key that no other actor has: the actor's own, another of its namings', else its own with a number."""
    numbered = (f"{key}~{number}" for number in count(2))
    return next(one for one in chain((key, *namings), numbered) if one not in given)
