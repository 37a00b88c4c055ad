"""Linking the accounts of organisations: by telling words, letters, parts of names, and what is told with them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from khronika.resolve.actors.cluster import Clusters, Edge, edge
from khronika.resolve.actors.compare import SOUND, compare_words
from khronika.resolve.actors.evidence import Ground, ground, weigh, weight
from khronika.resolve.actors.organisation import OrganisationName, kind_of, small_words, stem
from khronika.resolve.actors.words import CYRILLIC, Word, bones, word

LOCAL = frozenset({"government", "court", "police", "prosecutor", "hospital", "school", "parliament", "church"})
BLOCK = 60  # clusters in a block up to which each is compared with each
ALIKE = 0.86
NEVER = 1.9  # names that only may be translations of one another are asked about, whatever else is told
MOST_ASKED = 3
FEW_TOLD = 12  # accounts that tell of one person up to which that person may bring together names in two scripts


def link_organisations(clusters: Clusters, places: Sequence[int], counts: Mapping[str, int]) -> list[Edge]:
    """Link organisations' accounts, given by their places, and give the pairs a person should decide about."""
    link = weight("link")
    clusters.link(_equal(clusters, places, counts), link, lambda a, b: fits(clusters, a, b))
    roots = sorted({clusters.find(at) for at in places})
    left = clusters.link(_similar(clusters, roots, counts), link, lambda a, b: fits(clusters, a, b))
    found = [one for one in left if one.score >= weight("ask")]
    asked: dict[int, int] = defaultdict(int)
    few = []
    for one in sorted(found):
        if max(asked[one.a], asked[one.b]) < MOST_ASKED:
            asked[one.a] += 1
            asked[one.b] += 1
            few.append(one)
    return few


def fits(clusters: Clusters, a: int, b: int) -> bool:
    """Say whether no document tells of both, as two; equal names in one document are one."""
    one, other = clusters.facts(a), clusters.facts(b)
    share_name = not _keys_of(one.organisations).isdisjoint(_keys_of(other.organisations))
    return share_name or one.documents.isdisjoint(other.documents)


def _keys_of(names: set[OrganisationName]) -> set[tuple[str, frozenset[str]]]:
    return {(name.key, name.kinds) for name in names}


def _equal(clusters: Clusters, places: Sequence[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between accounts one of whose names is the same, told of one place where there are many such."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at in places:
        for key in sorted({_group(clusters, at, name) for name in clusters.profiles[at].organisations}):
            groups[key].append(at)
    for key in sorted(groups):
        for a, b in pairwise(groups[key]):
            if grounds := _grounds(clusters, a, b, counts):
                yield edge(a, b, grounds)


def _group(clusters: Clusters, at: int, name: OrganisationName) -> str:
    """Give what accounts must share to be neighbours: the name, and the place for bodies every town has."""
    place = min((i for i in clusters.profiles[at].context.items if i.startswith("l:")), default="")
    return f"{name.key}|{','.join(sorted(name.kinds))}|{place if _is_local(name) else ''}"


def _is_local(name: OrganisationName) -> bool:
    return bool(name.kinds & LOCAL) or not (name.core or name.acronym)


def _similar(clusters: Clusters, roots: Sequence[int], counts: Mapping[str, int]) -> Iterator[Edge]:
    """Yield edges between clusters whose names share a telling word, or letters with what they stand for."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for root in roots:
        facts = clusters.facts(root)
        for name in facts.organisations:
            for key in _block_keys(name):
                blocks[key].add(root)
        for item in facts.context.items:
            if item.startswith("p:") and counts.get(item, 0) <= FEW_TOLD:
                blocks[item].add(root)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        group = sorted(blocks[key])
        for pair in combinations(group, 2) if len(group) <= BLOCK else pairwise(group):
            if pair not in seen:
                seen.add(pair)
                if grounds := _grounds(clusters, *pair, counts):
                    yield edge(*pair, grounds)


def _block_keys(name: OrganisationName) -> Iterator[str]:
    for one in telling_words(name):
        yield from {f"w:{bones(sound)}" for sound in one.sounds if len(sound) > 2}
    if name.acronym:
        yield f"a:{name.acronym}"
        yield f"a:{word(name.acronym).plain}"
    elif len(name.words) > 2:
        yield from (f"a:{letters}" for letters in name.initials if len(letters) > 1)


@lru_cache(100_000)
def telling_words(name: OrganisationName) -> tuple[Word, ...]:
    """Give the words that tell a name from others of its kind."""
    return tuple(one for one in name.words if one.text not in small_words() and kind_of(one.text) is None)


def _grounds(clusters: Clusters, a: int, b: int, counts: Mapping[str, int]) -> list[Ground]:
    """Weigh two clusters of accounts by the best of their names, then by what is told with them."""
    one, other = clusters.facts(a), clusters.facts(b)
    best = max((judge(x, y) for x in one.organisations for y in other.organisations), key=_total, default=())
    if not best:
        return []
    found = [*best, *weigh(one.context, other.context, counts)]
    places = [{i for i in facts.context.items if i.startswith("l:")} for facts in (one, other)]
    local = any(_is_local(name) for facts in (one, other) for name in facts.organisations)
    if local and not places[0] & places[1]:
        found.append(ground("local"))
    surplus = sum(one.weight for one in found) - NEVER
    if best[0].says.startswith(ground("translated").says) and surplus > 0:
        found.append(Ground(-round(surplus, 3), "never linked as a translation alone"))
    return found


def _total(grounds: tuple[Ground, ...]) -> float:
    return sum(one.weight for one in grounds)


@lru_cache(300_000)
def judge(a: OrganisationName, b: OrganisationName) -> tuple[Ground, ...]:
    """Weigh what two names of organisations say of each other; nothing where they are names of two."""
    if a.acronym and b.acronym:
        same = compare_words(word(a.acronym), word(b.acronym))[0] >= SOUND
        return (ground("core", detail=a.text),) if same else ()
    if a.acronym or b.acronym:
        return _letters(*((a, b) if a.acronym else (b, a)))
    x, y = telling_words(a), telling_words(b)
    if not x or not y:
        return _kinds_only(a, b)
    matched = sum(1 for one in x if any(_is_one(one, other) for other in y))
    back = sum(1 for other in y if any(_is_one(one, other) for one in x))
    clash = bool(a.kinds and b.kinds and not a.kinds & b.kinds)
    if matched == len(x) and back == len(y):
        return (ground("core", 0.4 if clash else 1.0, a.text),)
    if (matched == len(x) or back == len(y)) and not clash:
        return (ground("part", max(matched, back) / max(len(x), len(y)) + 0.5, a.text),)
    if matched + back >= 4 and not clash and (matched + back) / (len(x) + len(y)) >= 0.6:
        return (ground("part", 0.5, a.text),)
    return _translation(a, b)


def _letters(short: OrganisationName, full: OrganisationName) -> tuple[Ground, ...]:
    letters = {short.acronym or "", word(short.acronym or "").plain}
    if not letters & full.initials:
        return ()
    return (ground("acronym", 1.0 if len(short.acronym or "") > 2 else 0.5, f"{short.text}, {full.text}"),)


def _kinds_only(a: OrganisationName, b: OrganisationName) -> tuple[Ground, ...]:
    """Weigh names without a telling word: the city council."""
    same = {one.plain for one in a.words} == {one.plain for one in b.words}
    return (ground("core", 0.6, a.text),) if same else ()


def _is_one(a: Word, b: Word) -> bool:
    if a.plain == b.plain or stem(a) == stem(b):
        return True
    likeness, edits, _ = compare_words(a, b)
    return likeness >= ALIKE and edits <= 1 + len(a.plain) // 6 and len(a.plain) > 3 and len(b.plain) > 3


def _translation(a: OrganisationName, b: OrganisationName) -> tuple[Ground, ...]:
    """Weigh names in two scripts, of one kind of body or of equally many words."""
    if bool(CYRILLIC.search(a.text)) == bool(CYRILLIC.search(b.text)):
        return ()
    if not a.kinds & b.kinds and (a.kinds or b.kinds or len(telling_words(a)) != len(telling_words(b))):
        return ()
    return (ground("translated", 1.0, f"{a.text}, {b.text}"),)
