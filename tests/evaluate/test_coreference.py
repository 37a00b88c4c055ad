"""The measures of clusters, by examples worked out by hand."""

import pytest

from khronika.evaluate.coreference import b_cubed, ceaf_e, conll, muc, pairs

GOLD = ["x", "x", "x", "x", "x", "y", "y", "z", "z", "z", "z", "z"]
FOUND = ["1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2", "2"]


def test_muc_and_b_cubed_of_the_example_of_bagga_and_baldwin() -> None:
    assert muc(GOLD, FOUND) == pytest.approx(2 * 1 * 0.9 / 1.9)
    precision = (5 * 1 + 2 * (2 / 7) + 5 * (5 / 7)) / 12
    assert b_cubed(GOLD, FOUND) == pytest.approx(2 * precision / (1 + precision))


def test_ceaf_e_pairs_clusters_one_to_one() -> None:
    similar = 1 + 10 / 12
    assert ceaf_e(GOLD, FOUND) == pytest.approx(2 * (similar / 2) * (similar / 3) / (similar / 2 + similar / 3))


def test_equal_clusters_score_one_whatever_their_names() -> None:
    assert conll(GOLD, [{"x": 7, "y": 8, "z": 9}[label] for label in GOLD]) == pytest.approx(1)


def test_pairs_are_counted_within_clusters() -> None:
    score = pairs(GOLD, FOUND)
    assert (score.right, score.found, score.gold) == (10 + 1 + 10, 10 + 21, 10 + 1 + 10)
