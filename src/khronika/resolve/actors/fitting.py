"""Whether accounts of persons fit together, and what their names and company weigh."""

from collections.abc import Mapping, Sequence

from khronika.resolve.actors import known
from khronika.resolve.actors.cluster import Clusters
from khronika.resolve.actors.evidence import Ground, ground, weigh
from khronika.resolve.actors.person import PersonName
from khronika.resolve.actors.verdict import Verdict, judge, sexes_differ


def namesakes_plausible(name: PersonName) -> bool:
    """Say whether more than one person may well bear a full name."""
    if name.surname is None or name.given is None:
        return True
    return known.is_common_surname(name.words[name.surname]) and known.is_given(name.words[name.given])


def name_grounds(a: PersonName, b: PersonName, verdict: Verdict) -> list[Ground]:
    """Weigh what two names say: how they agree, and how many may bear them."""
    found = [ground(verdict.kind)]
    if sexes_differ(a, b):
        found.append(ground("sexes"))
    if a.patronymic is not None and b.patronymic is not None:
        found.append(ground("patronymic"))
    known_name = a if a.is_full else b
    if known_name.surname is not None and not known.is_common_surname(known_name.words[known_name.surname]):
        found.append(ground("rare"))
    elif a.is_full and b.is_full:
        if namesakes_plausible(a) and namesakes_plausible(b):
            found.append(ground("common"))
    else:
        found.append(ground("common_surname"))
    return found


def name_of(clusters: Clusters, at: int) -> PersonName:
    name = clusters.profiles[at].person
    assert name is not None
    return name


def fits(clusters: Clusters, a: int, b: int) -> bool:
    """Say whether no name of one cluster contradicts one of the other, nor a document that tells of both."""
    one, other = clusters.facts(a), clusters.facts(b)
    some, others = one.compared(), other.compared()
    if one.context.contradicts(other.context) or not _all_fit(some, others):
        return False
    return one.documents.isdisjoint(other.documents) or all(
        judge(x, y).kind in ("same", "sound") for x in some for y in others
    )


def _all_fit(some: Sequence[PersonName], others: Sequence[PersonName]) -> bool:
    """Say whether full names contradict none, and a shorter name fits one of the other side's."""
    if some[0].is_full and others[0].is_full:
        return all(judge(x, y).kind != "clash" for x in some for y in others)
    if any(judge(x, y).hard for x in some for y in others):
        return False
    return any(all(judge(x, y).kind != "clash" for x in some) for y in others) or any(
        all(judge(x, y).kind != "clash" for y in others) for x in some
    )


def weigh_pair(clusters: Clusters, a: int, b: int, counts: Mapping[str, int], *, whole: bool) -> list[Ground]:
    """Weigh two accounts, or where `whole` two clusters; nothing where the names clash."""
    x, y = name_of(clusters, a), name_of(clusters, b)
    verdict = judge(x, y)
    if verdict.kind == "clash" or clusters.profiles[a].context.contradicts(clusters.profiles[b].context):
        return []
    contexts = [clusters.facts(at).context if whole else clusters.profiles[at].context for at in (a, b)]
    return name_grounds(x, y, verdict) + weigh(contexts[0], contexts[1], counts)
