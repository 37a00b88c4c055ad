"""From scores of arcs to a tree: one root, no cycles, the highest sum (Chu and Liu 1965, Edmonds 1967)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def decode_tree(scores: Floats) -> list[int]:
    """Give each token's head (-1 for the one root); `scores[i, j]` is how well head j fits token i, j = 0 is the root.

    The best heads one by one mostly make a tree already. If not, the maximum spanning tree is sought, with a price on
    root arcs so high that the best tree has one.
    """
    count = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads = scores.argmax(1)
    if (heads == 0).sum() != 1 or _cycle([0, *heads.tolist()]) is not None:
        square = np.vstack((np.full(count + 1, -np.inf), scores))
        finite = scores[np.isfinite(scores)]
        square[1:, 0] -= (finite.max() - finite.min() + 1) * (count + 1)
        heads = np.array(_spanning(square)[1:])
    return [int(head) - 1 for head in heads]


def _cycle(heads: list[int]) -> list[int] | None:
    """Find a cycle among heads; node 0 is the root."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not state[at]:
            state[at] = -start
            path.append(at)
            at = heads[at]
        if at and state[at] == -start:
            return path[path.index(at) :]
    return None


def _spanning(scores: Floats) -> list[int]:
    """Find the maximum spanning tree from node 0; `scores[i, j]` is the arc from head j to node i."""
    heads = [0, *scores[1:].argmax(1).tolist()]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    rest = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    kept = scores[inside, [heads[i] for i in cycle]]
    entering = scores[np.ix_(inside, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, inside)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1], small[:-1, -1] = entering.max(0), leaving.max(1)
    found = _spanning(small)
    for node, head in enumerate(found[:-1]):
        if node:
            heads[rest[node]] = int(inside[leaving[node].argmax()] if head == len(rest) else rest[head])
    into = found[-1]
    heads[inside[entering[:, into].argmax()]] = int(rest[into])
    return heads
