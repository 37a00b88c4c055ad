"""From arc scores to trees: each word's best head, and a maximum spanning tree where those do not make one."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_ONLY_ONE_ROOT = 1e4


def decode(arcs: Scores, lengths: NDArray[np.int64]) -> Heads:
    """Give heads for a batch of scores [batch, words + 1, words + 1], row a dependent, 0 the root.

    Returns [batch, words + 1]; column 0 and columns beyond a sentence's length mean nothing. Every sentence gets one
    root and no cycle: greedily where that works, by Chu-Liu and Edmonds' algorithm where not.
    """
    width = arcs.shape[1]
    order = np.arange(width)
    arcs[:, order, order] = -np.inf
    np.copyto(arcs, -np.inf, where=(order[None, :] > lengths[:, None])[:, None, :])
    arcs[:, :, 0][lengths[:, None] < order[None, :]] = 0.0
    heads: Heads = arcs.argmax(axis=2)
    for row in np.flatnonzero(~_are_trees(heads, lengths)):
        size = int(lengths[row]) + 1
        heads[row, :size] = spanning_tree(arcs[row, :size, :size])
    return heads


def _are_trees(heads: Heads, lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say for each sentence whether its heads have one root and no cycle (by following heads, doubling the steps)."""
    order = np.arange(heads.shape[1])
    real = (order[None, :] <= lengths[:, None]) & (order[None, :] > 0)
    roots = (np.where(real, heads, -1) == 0).sum(axis=1)
    tops = np.arange(len(heads))[:, None] * heads.shape[1]  # the root of each sentence, when all words stand in line
    up = (np.where(real, heads, 0) + tops).ravel()
    for _ in range(int(heads.shape[1]).bit_length()):
        up = up[up]
    good: NDArray[np.bool_] = (roots == 1) & (up.reshape(heads.shape) == tops).all(axis=1)
    return good


def spanning_tree(scores: Scores) -> Heads:
    """Find the best tree with one root of one sentence's scores [words + 1, words + 1] (row a dependent)."""
    size = len(scores)
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    weights[0] = -np.inf
    weights[1:, 0] -= _ONLY_ONE_ROOT
    heads = _edmonds(weights)
    heads[0] = 0
    return heads if size > 1 else np.zeros(1, np.int64)


def _edmonds(weights: NDArray[np.float64]) -> Heads:
    """Contract one cycle at a time (Chu and Liu 1965, Edmonds 1967)."""
    heads: Heads = weights.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.array([i for i in range(len(heads)) if i not in cycle])
    members = np.array(sorted(cycle))
    own = weights[members, heads[members]]
    entering = weights[np.ix_(members, rest)] - own[:, None]
    leaving = weights[np.ix_(rest, members)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = weights[np.ix_(rest, rest)]
    small[-1, :-1], small[:-1, -1] = entering.max(axis=0), leaving.max(axis=1)
    return _expand(_edmonds(small), heads, rest, members, (entering.argmax(axis=0), leaving.argmax(axis=1)))


def _expand(small: Heads, heads: Heads, rest: Heads, members: Heads, best: tuple[Heads, Heads]) -> Heads:
    """Put a contracted cycle's words back: it is broken where an arc from outside enters."""
    out = heads.copy()
    last = len(rest)
    for at, head in enumerate(small[:-1]):
        out[rest[at]] = members[best[1][at]] if head == last else rest[head]
    enters = small[last]
    out[members[best[0][enters]]] = rest[enters]
    out[0] = 0
    return out


def _cycle(heads: Heads) -> set[int] | None:
    """Find one cycle among heads, if there is any."""
    state = [0] * len(heads)
    state[0] = 2
    for begin in range(1, len(heads)):
        path, at = [], begin
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return set(path[path.index(at) :])
        for seen in path:
            state[seen] = 2
    return None
