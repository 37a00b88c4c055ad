"""Linking the accounts of persons: full names first, then initials and bare surnames, which need company."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from khronika.resolve.actors import known
from khronika.resolve.actors.attaching import attachments
from khronika.resolve.actors.cluster import NAMES_COMPARED, Clusters, Edge, edge
from khronika.resolve.actors.evidence import telling, weight
from khronika.resolve.actors.fitting import fits, name_grounds, name_of, namesakes_plausible, weigh_pair
from khronika.resolve.actors.person import PersonName
from khronika.resolve.actors.verdict import judge, skeletons
from khronika.resolve.actors.words import Word

FEW = 12  # accounts told with one thing up to which each is compared with each; of more, neighbours only
ROUNDS = 4  # at most, of bringing shorter names to full ones
FAR_APART = 3  # years of birth of namesakes that cannot be one person
BLOCK = 150  # clusters in a block up to which each is compared with each


def link_persons(clusters: Clusters, places: Sequence[int], counts: Mapping[str, int]) -> list[Edge]:
    """Link persons' accounts, given by their places, and give the pairs a person should decide about."""
    full = [at for at in places if name_of(clusters, at).is_full]
    partial = [at for at in places if not name_of(clusters, at).is_full]
    link = weight("link")
    clusters.link(_edges_of_classes(clusters, full, counts), link, lambda a, b: fits(clusters, a, b))
    left = clusters.link(_edges_of_blocks(clusters, full, counts), link, lambda a, b: fits(clusters, a, b))
    for _ in range(ROUNDS):  # what one round brings together is company for the next
        joined = len(clusters.followed)
        edges, asked = attachments(clusters, partial, full, counts)
        refused = clusters.link(edges, link, lambda a, b: fits(clusters, a, b))
        if len(clusters.followed) == joined:
            break
    left += asked + refused
    loose = [at for at in partial if not any(name.is_full for name in clusters.facts(at).names)]
    left += clusters.link(_edges_of_loose(clusters, loose, counts), link, lambda a, b: fits(clusters, a, b))
    return [one for one in left if one.score >= weight("ask") and fits(clusters, one.a, one.b)]


def _edges_of_classes(clusters: Clusters, full: Iterable[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts that spell a full name alike."""
    classes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in full:
        name = name_of(clusters, at)
        classes[_plain(name.words, name.surname), _plain(name.words, name.given)].append(at)
    for members in classes.values():
        if len(members) < 2:
            continue
        first = name_of(clusters, members[0])
        if namesakes_plausible(first) or _is_split(clusters, members):
            yield from _edges_by_company(clusters, members, counts)
        else:
            for a, b in pairwise(members):
                yield edge(a, b, name_grounds(name_of(clusters, a), name_of(clusters, b), judge(first, first)))


def _plain(words: Sequence[Word], at: int | None) -> str:
    return words[at].plain or words[at].text if at is not None else ""


def _is_split(clusters: Clusters, members: Sequence[int]) -> bool:
    """Say whether patronymics or suffixes show that more than one person bears a name."""
    names = {clusters.profiles[at].person for at in members}
    born = [year for at in members for year in clusters.profiles[at].context.born]
    if born and max(born) - min(born) > FAR_APART:
        return True
    return any(judge(a, b).kind == "clash" for a, b in combinations(sorted((n for n in names if n),
               key=lambda n: n.text)[:NAMES_COMPARED], 2))  # fmt: skip


def _edges_by_company(clusters: Clusters, members: Sequence[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts of one name that share something told, or a patronymic."""
    shared: dict[str, list[int]] = defaultdict(list)
    for at in members:
        name = name_of(clusters, at)
        if name.patronymic is not None:
            shared[f"f:{name.words[name.patronymic].plain}"].append(at)
        for item in sorted(clusters.profiles[at].context.items):
            if telling(item, counts):
                shared[item].append(at)
    pairs = {pair for group in shared.values() for pair in _pairs(group, FEW)}
    for a, b in sorted(pairs):
        if grounds := weigh_pair(clusters, a, b, counts, whole=False):
            yield edge(a, b, grounds)


def _pairs(group: Sequence[int], few: int) -> Iterable[tuple[int, int]]:
    return combinations(group, 2) if len(group) <= few else pairwise(group)


def _edges_of_blocks(clusters: Clusters, full: Iterable[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between clusters whose names may be spellings or forms of one."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for root in sorted({clusters.find(at) for at in full}):
        for name in clusters.facts(root).names:
            for key in _keys(name):
                blocks[key].add(root)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        group = sorted(blocks[key])
        pairs = combinations(group, 2) if len(group) <= BLOCK else pairwise(group)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                if grounds := weigh_pair(clusters, *pair, counts, whole=True):
                    yield edge(*pair, grounds)


def _keys(name: PersonName) -> Iterator[str]:
    """Yield the keys of blocks: the surname's consonants with the given name's, or with what it is a form of."""
    if name.surname is None or name.given is None:
        return
    surname, given = name.words[name.surname], name.words[name.given]
    known_given = known.given_ids(given.text)
    for bone in skeletons(name):
        yield from (f"{bone} {one}" for one in known_given)
        yield f"{bone} {_first_bone(given)}"
    if not known.is_given(given) and not name.patronymic:
        yield from (f"{bone} {_first_bone(surname)}" for bone in {given.bones})


def _first_bone(one: Word) -> str:
    return one.bones[:2]


def _edges_of_loose(clusters: Clusters, loose: Sequence[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts none of which tells a full name: equal surnames with something in common."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at in loose:
        name = name_of(clusters, at)
        for bone in sorted(skeletons(name) or {one.bones for one in name.words[:1]}):
            blocks[bone].append(at)
    seen: set[tuple[int, int]] = set()
    for bone in sorted(blocks):
        for one in _edges_by_company(clusters, blocks[bone], counts):
            if (one.a, one.b) not in seen:
                seen.add((one.a, one.b))
                yield one
