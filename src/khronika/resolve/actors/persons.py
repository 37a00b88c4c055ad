"""Linking the accounts of persons: full names first, then initials and bare surnames, which need company."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from khronika.resolve.actors import known
from khronika.resolve.actors.cluster import Clusters, Edge, edge
from khronika.resolve.actors.evidence import Context, Ground, ground, telling, weigh, weight
from khronika.resolve.actors.person import PersonName
from khronika.resolve.actors.verdict import Verdict, judge, skeletons
from khronika.resolve.actors.words import Word

FEW = 12  # accounts told with one thing up to which each is compared with each; of more, neighbours only
FEW_UNITS = 40  # clusters of one name up to which each is compared with each
ROUNDS = 4
FAR_APART = 3  # years of birth of namesakes that cannot be one person
MOST_ASKED = 3  # questions about one account
BLOCK = 400  # clusters in a block up to which each is compared with each
NAMES_COMPARED = 12  # names of a cluster that a newcomer's must fit


def is_full(name: PersonName) -> bool:
    """Say whether a given name and a surname are told, the given name in full."""
    return name.surname is not None and name.given is not None and not name.words[name.given].is_initial


def namesakes_plausible(name: PersonName) -> bool:
    """Say whether more than one person may well bear a full name."""
    if name.surname is None or name.given is None:
        return True
    return known.is_common_surname(name.words[name.surname]) and known.is_given(name.words[name.given])


def name_grounds(a: PersonName, b: PersonName, verdict: Verdict) -> list[Ground]:
    """Weigh what two names say: how they agree, and how many may bear them."""
    found = [ground(verdict.kind)]
    if a.patronymic is not None and b.patronymic is not None:
        found.append(ground("patronymic"))
    known_name = a if is_full(a) else b
    if known_name.surname is not None and not known.is_common_surname(known_name.words[known_name.surname]):
        found.append(ground("rare"))
    elif is_full(a) and is_full(b):
        if namesakes_plausible(a) and namesakes_plausible(b):
            found.append(ground("common"))
    else:
        found.append(ground("common_surname"))
    return found


def link_persons(clusters: Clusters, places: Sequence[int], counts: Mapping[str, int]) -> list[Edge]:
    """Link persons' accounts, given by their places, and give the pairs a person should decide about."""
    full = [at for at in places if is_full(_name(clusters, at))]
    partial = [at for at in places if not is_full(_name(clusters, at))]
    link = weight("link")
    clusters.link(_edges_of_classes(clusters, full, counts), link, lambda a, b: fits(clusters, a, b))
    left = clusters.link(_edges_of_blocks(clusters, full, counts), link, lambda a, b: fits(clusters, a, b))
    for _ in range(ROUNDS):  # what one round brings together is company for the next
        joined = len(clusters.followed)
        edges, asked = _attachments(clusters, partial, full, counts)
        refused = clusters.link(edges, link, lambda a, b: fits(clusters, a, b))
        if len(clusters.followed) == joined:
            break
    left += asked + refused
    loose = [at for at in partial if not any(is_full(name) for name in clusters.facts(at).names)]
    left += clusters.link(_edges_of_loose(clusters, loose, counts), link, lambda a, b: fits(clusters, a, b))
    return [one for one in left if one.score >= weight("ask") and fits(clusters, one.a, one.b)]


def _name(clusters: Clusters, at: int) -> PersonName:
    name = clusters.profiles[at].person
    assert name is not None
    return name


def fits(clusters: Clusters, a: int, b: int) -> bool:
    """Say whether no name of one cluster contradicts one of the other, nor a document that tells of both."""
    one, other = clusters.facts(a), clusters.facts(b)
    names = [sorted(facts.names, key=lambda name: name.text)[:NAMES_COMPARED] for facts in (one, other)]
    full = [[name for name in some if is_full(name)] or some for some in names]
    kinds = {judge(x, y).kind for x in full[0] for y in full[1]}
    if one.context.contradicts(other.context) or not _all_fit(full[0], full[1]):
        return False
    return one.documents.isdisjoint(other.documents) or kinds <= {"same", "sound"}


def _all_fit(some: Sequence[PersonName], others: Sequence[PersonName]) -> bool:
    """Say whether full names contradict none, and a shorter name fits one of the other side's."""
    if all(map(is_full, some)) and all(map(is_full, others)):
        return all(judge(x, y).kind != "clash" for x in some for y in others)
    if any(judge(x, y).hard for x in some for y in others):
        return False
    return any(all(judge(x, y).kind != "clash" for x in some) for y in others) or any(
        all(judge(x, y).kind != "clash" for y in others) for x in some
    )


def _grounds(clusters: Clusters, a: int, b: int, counts: Mapping[str, int], *, whole: bool) -> list[Ground]:
    """Weigh two accounts, or where `whole` two clusters; nothing where the names clash."""
    x, y = _name(clusters, a), _name(clusters, b)
    verdict = judge(x, y)
    if verdict.kind == "clash" or clusters.profiles[a].context.contradicts(clusters.profiles[b].context):
        return []
    contexts = [clusters.facts(at).context if whole else clusters.profiles[at].context for at in (a, b)]
    return name_grounds(x, y, verdict) + weigh(contexts[0], contexts[1], counts)


def _edges_of_classes(clusters: Clusters, full: Iterable[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts that spell a full name alike."""
    classes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in full:
        name = _name(clusters, at)
        classes[_plain(name.words, name.surname), _plain(name.words, name.given)].append(at)
    for members in classes.values():
        if len(members) < 2:
            continue
        first = _name(clusters, members[0])
        if namesakes_plausible(first) or _is_split(clusters, members):
            yield from _edges_by_company(clusters, members, counts)
        else:
            for a, b in pairwise(members):
                yield edge(a, b, name_grounds(_name(clusters, a), _name(clusters, b), judge(first, first)))


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
        name = _name(clusters, at)
        if name.patronymic is not None:
            shared[f"f:{name.words[name.patronymic].plain}"].append(at)
        for item in sorted(clusters.profiles[at].context.items):
            if telling(item, counts):
                shared[item].append(at)
    pairs = {pair for group in shared.values() for pair in _pairs(group, FEW)}
    for a, b in sorted(pairs):
        if grounds := _grounds(clusters, a, b, counts, whole=False):
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
                if grounds := _grounds(clusters, *pair, counts, whole=True):
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


def _attachments(
    clusters: Clusters, partial: Iterable[int], full: Iterable[int], counts: Mapping[str, int]
) -> tuple[list[Edge], list[Edge]]:
    """Give, for accounts without a full name, the edge to the one cluster they belong to, and edges to ask about."""
    index: dict[str, set[int]] = defaultdict(set)
    for root in sorted({clusters.find(at) for at in full}):
        for name in clusters.facts(root).names:
            for bone in skeletons(name):
                index[bone].add(root)
    edges: list[Edge] = []
    asked: list[Edge] = []
    for at in partial:
        if any(is_full(name) for name in clusters.facts(at).names):
            continue
        candidates = list(_candidates(clusters, at, index, counts))
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
    clusters: Clusters, at: int, index: Mapping[str, set[int]], counts: Mapping[str, int]
) -> Iterator[tuple[int, list[Ground]]]:
    """Yield the clusters that an account without a full name may belong to, with the grounds."""
    name = _name(clusters, at)
    if name.surname is None:
        return
    context = clusters.profiles[at].context
    roots = sorted({root for bone in skeletons(name) for root in index.get(bone, ())})
    if len(roots) > FEW_UNITS:
        roots = [root for root in roots if not clusters.facts(root).context.items.isdisjoint(context.items)]
    for root in roots:
        yield from _weighed(clusters, at, root, context, counts)


def _weighed(
    clusters: Clusters, at: int, root: int, context: Context, counts: Mapping[str, int]
) -> Iterator[tuple[int, list[Ground]]]:
    if not fits(clusters, at, root):
        return
    name, facts = _name(clusters, at), clusters.facts(root)
    judged = [(judge(name, other), other) for other in sorted(facts.names, key=lambda one: one.text) if is_full(other)]
    fitting = [(verdict, other) for verdict, other in judged if verdict.kind not in ("clash", "edited")]
    if fitting:
        verdict, other = max(fitting, key=lambda one: ground(one[0].kind).weight)
        yield root, name_grounds(name, other, verdict) + weigh(context, facts.context, counts)


def _edges_of_loose(clusters: Clusters, loose: Sequence[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts none of which tells a full name: equal surnames with something in common."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at in loose:
        name = _name(clusters, at)
        for bone in sorted(skeletons(name) or {one.bones for one in name.words[:1]}):
            blocks[bone].append(at)
    seen: set[tuple[int, int]] = set()
    for bone in sorted(blocks):
        for one in _edges_by_company(clusters, blocks[bone], counts):
            if (one.a, one.b) not in seen:
                seen.add((one.a, one.b))
                yield one
