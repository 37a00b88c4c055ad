"""From label scores to names: the best sequence in which no name begins with an inside label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khronika.language.record import NamedSpan, NameKind

KINDS: dict[str, NameKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def allowed(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Say which label may follow which: [before, after]; the row past the last is the sentence's start."""
    out = np.ones((len(labels) + 1, len(labels)), dtype=bool)
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            out[:, after] = [before[2:] == label[2:] for before in labels] + [False]
    return out


def best_labels(scores: NDArray[np.float32], may_follow: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the best allowed label of each word of one sentence; scores are [words, labels]."""
    best: NDArray[np.int64] = best_of_batch(scores[None], np.array([len(scores)]), may_follow)[0]
    return best


def best_of_batch(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], may_follow: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Give the best allowed labels of sentences: [batch, words], beyond a sentence's length without meaning.

    Scores are [batch, words, labels]. Where the best label of each word makes a sequence, that is it.
    """
    best: NDArray[np.int64] = scores.argmax(axis=2)
    before = np.full_like(best, scores.shape[2])
    before[:, 1:] = best[:, :-1]
    wrong = ~may_follow[before, best] & (np.arange(best.shape[1]) < lengths[:, None])
    for row in np.flatnonzero(wrong.any(axis=1)):
        cost = np.where(may_follow, 0.0, -1e9).astype(np.float32)
        best[row, : lengths[row]] = _viterbi(scores[row, : lengths[row]], cost)
    return best


def _viterbi(scores: NDArray[np.float32], cost: NDArray[np.float32]) -> NDArray[np.int64]:
    best = scores[0] + cost[-1]
    back = np.zeros(scores.shape, np.int64)
    for at in range(1, len(scores)):
        through = best[:, None] + cost[:-1]
        back[at] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[at]
    out = np.zeros(len(scores), np.int64)
    out[-1] = best.argmax()
    for at in range(len(scores) - 1, 0, -1):
        out[at - 1] = back[at, out[at]]
    return out


def spans(labels: Sequence[str]) -> tuple[NamedSpan, ...]:
    """Give the names that BIO labels spell."""
    found: list[NamedSpan] = []
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            end = at + 1
            while end < len(labels) and labels[end].startswith("I-"):
                end += 1
            found.append(NamedSpan(KINDS[label[2:]], at, end))
    return tuple(found)
