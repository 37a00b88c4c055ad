"""Laws of decoding: whatever the scores, a sentence gets one tree and its names begin properly."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.language.english import names, trees

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def is_tree(heads: list[int]) -> bool:
    """Say whether heads (0 the root, words from 1) have one root and reach it from every word."""
    if heads.count(0) != 1:
        return False
    for at in range(1, len(heads) + 1):
        seen = set()
        while at and at not in seen:
            seen.add(at)
            at = heads[at - 1]
        if at:
            return False
    return True


def best_by_trying(scores: np.ndarray) -> float:
    """Give the score of the best tree of all."""
    size = len(scores) - 1
    every = itertools.product(range(size + 1), repeat=size)
    return max(sum(scores[i + 1, h] for i, h in enumerate(heads)) for heads in every if is_tree(list(heads)))


@given(st.integers(1, 4), st.integers(0, 10_000))
@settings(max_examples=60)
def test_the_spanning_tree_is_the_best_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1)).astype(np.float32)
    heads = trees.spanning_tree(scores)[1:].tolist()
    assert is_tree(heads)
    assert np.isclose(sum(scores[i + 1, h] for i, h in enumerate(heads)), best_by_trying(scores), atol=1e-4)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=5), st.integers(0, 10_000))
def test_every_sentence_of_a_batch_gets_a_tree(sizes: list[int], seed: int) -> None:
    width = max(sizes) + 1
    scores = np.random.default_rng(seed).normal(size=(len(sizes), width, width)).astype(np.float32)
    heads = trees.decode(scores, np.array(sizes))
    assert all(is_tree(heads[row, 1 : size + 1].tolist()) for row, size in enumerate(sizes))


@given(st.integers(1, 15), st.integers(0, 10_000))
def test_no_name_begins_with_an_inside_label(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(LABELS))).astype(np.float32)
    labels = [LABELS[i] for i in names.best_labels(scores, names.allowed(LABELS))]
    for before, label in zip(["O", *labels], labels, strict=False):
        assert not label.startswith("I-") or before[2:] == label[2:]


def test_bio_labels_spell_names() -> None:
    labels = ["B-PER", "I-PER", "O", "B-ORG", "B-ORG"]
    assert [(name.kind, name.first, name.last) for name in names.spans(labels)] == [
        ("person", 0, 2),
        ("organisation", 3, 4),
        ("organisation", 4, 5),
    ]
