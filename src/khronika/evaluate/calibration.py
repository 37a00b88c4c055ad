"""Does a confidence mean what it says? Of the mentions with .8, four of five should be right.

A mention is right where the project's own gold has an event of its type that its trigger touches. The error is the
expected calibration error: mentions are put into ten bins by confidence, and the distances between a bin's mean
confidence and its share of right ones are averaged, each bin by its size.
"""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from math import exp, log
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.evaluate import cases
from khronika.evaluate.answers import Answer
from khronika.evaluate.gold import Article
from khronika.evaluate.measure import best_pairs
from khronika.evaluate.report import Measure

BINS, FOLDS, ROUNDS = 10, 5, 30
RIDGE, NEAR = 1e-6, 1e-9
PARTS = ("cases", "blind")
LEAST, MOST = 0.001, 0.999


class Judged(Struct, frozen=True):
    """A mention's confidence, whether it is right, and in which document and language it is told."""

    confidence: float
    right: bool
    document: str
    language: str


class Bin(Struct, frozen=True):
    """The mentions of one tenth of the scale: how many, their mean confidence, the share of right ones."""

    number: int
    confidence: float
    right: float


def read(path: Path) -> list[cases.Case]:
    """Read the cases of all parts of the project's own gold that a folder holds."""
    return [case for part in PARTS if (path / part).is_dir() for case in cases.cases(path / part)]


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(case.id, case.text, case.published, case.language) for case in read(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Measure the error of confidences as they are, and of ones fitted to other documents than they are asked of."""
    told = judge(read(path), answers)
    fitted = cross_fitted(told)
    right = sum(one.right for one in told)
    measures = [Measure("calibration error", error(told), f"{len(told)} mentions, {right} right")]
    measures += [
        Measure(f"calibration error, {language}", error([one for one in told if one.language == language]))
        for language in sorted({one.language for one in told})
    ]
    measures += [
        Measure(
            f"right of {at / BINS:.1f} to {(at + 1) / BINS:.1f}", one.right, f"told {one.confidence:.3f}, {one.number}"
        )
        for at, one in sorted(bins(told).items())
    ]
    slope, shift = fit(told)
    return [
        *measures,
        Measure("calibration error, refitted, by document", error(fitted), f"slope {slope:.2f}, shift {shift:+.2f}"),
        Measure("right ranked above wrong", ranked(told), "share of pairs"),
    ]


def judge(gold: Sequence[cases.Case], answers: Sequence[Answer]) -> list[Judged]:
    """Say of every mention whether it is right."""
    told = []
    for case, found in zip(gold, answers, strict=True):
        pairs = best_pairs(case.events, found.mentions, partial(cases.touch, case.text))
        right = {mention.id for event, mention in pairs if event.type == mention.type}
        told += [Judged(m.confidence, m.id in right, case.id, case.language) for m in found.mentions]
    return told


def bins(told: Sequence[Judged]) -> dict[int, Bin]:
    """Put mentions into tenths of the scale."""
    members: dict[int, list[Judged]] = {}
    for one in told:
        members.setdefault(min(int(one.confidence * BINS), BINS - 1), []).append(one)
    return {
        at: Bin(len(some), sum(one.confidence for one in some) / len(some), sum(one.right for one in some) / len(some))
        for at, some in members.items()
    }


def error(told: Sequence[Judged]) -> float:
    """Give the expected calibration error."""
    return sum(one.number * abs(one.confidence - one.right) for one in bins(told).values()) / max(len(told), 1)


def fit(told: Sequence[Judged]) -> tuple[float, float]:
    """Fit slope and shift of the confidences' log odds (Platt scaling) by Newton's method."""
    odds = np.array([[_odds(one.confidence), 1.0] for one in told])
    right = np.array([float(one.right) for one in told])
    weights = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-odds @ weights))
        curvature = (odds.T * (likely * (1 - likely))) @ odds + RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, odds.T @ (right - likely))
        while np.abs(step).max() > NEAR and _loss(odds, right, weights + step) > _loss(odds, right, weights):
            step /= 2
        weights = weights + step
    return float(weights[0]), float(weights[1])


def _loss(odds: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    signed = (1 - 2 * right) * (odds @ weights)
    return float(np.logaddexp(0.0, signed).sum())


def cross_fitted(told: Sequence[Judged]) -> list[Judged]:
    """Give each mention the confidence that a fit to the other folds' documents gives it."""
    out = []
    for fold in range(FOLDS):
        inside = [one for one in told if _fold(one) == fold]
        slope, shift = fit([one for one in told if _fold(one) != fold])
        out += [
            Judged(_likely(slope * _odds(one.confidence) + shift), one.right, one.document, one.language)
            for one in inside
        ]
    return out


def ranked(told: Sequence[Judged]) -> float:
    """Give the share of pairs of a right and a wrong mention in which the right one is told with more confidence."""
    right = [one.confidence for one in told if one.right]
    wrong = [one.confidence for one in told if not one.right]
    won = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return won / max(len(right) * len(wrong), 1)


def _fold(one: Judged) -> int:
    return int(sha256(one.document.encode()).hexdigest(), 16) % FOLDS


def _odds(confidence: float) -> float:
    p = min(max(confidence, LEAST), MOST)
    return log(p / (1 - p))


def _likely(odds: float) -> float:
    return 1 / (1 + exp(-odds))
