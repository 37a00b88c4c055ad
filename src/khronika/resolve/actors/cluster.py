"""Putting accounts together, the surest first, never against a decision or what names forbid."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from khronika.resolve.actors.evidence import Context, Ground, joined
from khronika.resolve.actors.person import PersonName
from khronika.resolve.actors.profile import Profile

NAMES_COMPARED = 12  # names of a cluster that a newcomer's must fit


class Edge(Struct, frozen=True, order=True):
    """Two accounts that may be of one actor, by their places in the sorted list; higher scores come first."""

    minus_score: float
    a: int
    b: int
    grounds: tuple[Ground, ...] = ()

    @property
    def score(self) -> float:
        """Give the log-odds of the two being one."""
        return -self.minus_score


def edge(a: int, b: int, grounds: Sequence[Ground]) -> Edge:
    """Make an edge of its grounds."""
    return Edge(-round(sum(one.weight for one in grounds), 6), min(a, b), max(a, b), tuple(grounds))


class Facts:
    """What the accounts of one cluster tell together; it grows with the cluster."""

    def __init__(self, profile: Profile) -> None:
        """Begin with one account."""
        self.documents = {profile.naming.document}
        self.names = {profile.person} if profile.person else set()
        self._compared: tuple[PersonName, ...] | None = None
        self.organisations = set(profile.organisations)
        self.context: Context = profile.context

    def take_in(self, other: "Facts") -> None:
        """Add what another cluster tells."""
        self.documents |= other.documents
        if not other.names <= self.names:
            self.names |= other.names
            self._compared = None
        self.organisations |= other.organisations
        self.context = joined(self.context, other.context)

    def compared(self) -> tuple[PersonName, ...]:
        """Give the names that a newcomer's must fit: full ones, where there are any, in the order of the alphabet."""
        if self._compared is None:
            full = [name for name in self.names if name.is_full] or self.names
            self._compared = tuple(sorted(full, key=lambda name: name.text)[:NAMES_COMPARED])
        return self._compared


class Clusters:
    """Sets of accounts that grow; each knows its members, what they tell, and from whom it must stay apart."""

    def __init__(self, profiles: Sequence[Profile], apart: Iterable[tuple[int, int]]) -> None:
        """Begin with every account alone; `apart` are the pairs that a person told apart."""
        self.profiles = profiles
        self._parent = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {}
        self._facts: dict[int, Facts] = {}
        self._apart: dict[int, set[int]] = {}
        self.followed: list[Edge] = []  # the edges along which clusters were joined
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def find(self, at: int) -> int:
        """Give the account that stands for an account's cluster."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def of(self, at: int) -> list[int]:
        """Give the members of an account's cluster."""
        root = self.find(at)
        return self._members.get(root) or [root]

    def facts(self, at: int) -> Facts:
        """Give what an account's cluster tells."""
        root = self.find(at)
        if root not in self._facts:
            self._facts[root] = Facts(self.profiles[root])
        return self._facts[root]

    def told_apart(self, a: int, b: int) -> bool:
        """Say whether a person told two clusters apart."""
        return any(self.find(enemy) == self.find(b) for enemy in self._apart.get(self.find(a), ()))

    def join(self, a: int, b: int) -> int:
        """Make two clusters one and give the account that stands for it: the smallest place."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return a
        facts, others = self.facts(a), self.facts(b)
        facts.take_in(others)
        members = self.of(a)
        members.extend(self.of(b))
        self._members[a] = members
        self._members.pop(b, None)
        self._facts.pop(b, None)
        self._parent[b] = a
        if b in self._apart:
            self._apart.setdefault(a, set()).update(self._apart.pop(b))
        return a

    def link(self, edges: Iterable[Edge], least: float, fits: Callable[[int, int], bool]) -> list[Edge]:
        """Join along the edges that reach `least`, the surest first; give those that were not followed."""
        left = []
        for one in sorted(edges):
            a, b = self.find(one.a), self.find(one.b)
            if a == b:
                continue
            if one.score >= least and not self.told_apart(a, b) and fits(a, b):
                self.join(a, b)
                self.followed.append(one)
            else:
                left.append(one)
        return left
