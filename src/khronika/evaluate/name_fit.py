"""Logistic regression over the features of two names: weights fitted by Newton's method, with a ridge."""

from collections.abc import Sequence

from msgspec import Struct

from khronika.resolve.actors.compare import features
from khronika.resolve.actors.person import parse_person

RIDGE, ROUNDS = 0.5, 30


class NamePair(Struct, frozen=True):
    """Two names, and whether they are told of one person."""

    a: str
    b: str
    same: bool


def fit(pairs: Sequence[NamePair]) -> dict[str, float]:
    """Give the weight of each feature, `bias` first; nothing is drawn by chance."""
    import numpy

    told = [features(*map(parse_person, sorted((pair.a, pair.b)))) for pair in pairs]
    names = list(told[0])
    matrix = numpy.array([[1.0, *(row[name] for name in names)] for row in told])
    same = numpy.array([float(pair.same) for pair in pairs])
    ridge = RIDGE * numpy.eye(matrix.shape[1])
    ridge[0, 0] = 1e-6
    weights = numpy.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + numpy.exp(-matrix @ weights))
        gradient = matrix.T @ (likely - same) + ridge @ weights
        curvature = (matrix.T * (likely * (1 - likely))) @ matrix + ridge
        weights = weights - numpy.linalg.solve(curvature, gradient)
    return {name: round(float(value), 2) for name, value in zip(["bias", *names], weights, strict=True)}
