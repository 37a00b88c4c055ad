"""Pairs of persons' names that are, or are not, told of one person: F1 over folds, the weights fitted without each."""

import csv
from collections.abc import Sequence
from math import exp
from pathlib import Path

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer
from khronika.evaluate.gold import archive_texts
from khronika.evaluate.measure import Score
from khronika.evaluate.name_fit import NamePair, fit
from khronika.evaluate.report import Measure, f1
from khronika.resolve.actors.compare import features, likeness
from khronika.resolve.actors.person import parse_person

FOLDS = 5
EVEN = 0.5  # the likeness from which two names are taken for one where no fold says otherwise


def read_pairs(path: Path) -> list[NamePair]:
    """Read the pairs of persons of an archive with a CSV (schema, name1, name2, is_match).

    Raises:
        ArgumentError: there is no such file in the archive.
    """
    texts = archive_texts(path, ".csv")
    if not texts:
        raise ArgumentError(f"{path}: no CSV of name pairs in it")
    rows = [row for text in texts.values() for row in csv.DictReader(text.splitlines()) if row["schema"] == "Person"]
    return [NamePair(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score the comparison of names; nothing is coded for it."""
    return measure(path)


def measure(path: Path) -> list[Measure]:
    """Give F1 over folds of pairs that share no name, and of the weights that are shipped, which saw every pair."""
    pairs = read_pairs(path)
    crossed, shipped = Score(), Score()
    for held in folds(pairs):
        rest = [pair for at, pair in enumerate(pairs) if at not in held]
        weights = fit(rest)
        least = best_threshold([(_likely(pair, weights), pair.same) for pair in rest])
        for at in sorted(held):
            _count(crossed, _likely(pairs[at], weights) >= least, pairs[at].same)
    for pair in pairs:
        _count(shipped, likeness(pair.a, pair.b) >= EVEN, pair.same)
    return [f1("names F1, cross-validated", crossed), f1("names F1, weights as shipped", shipped)]


def folds(pairs: Sequence[NamePair]) -> list[set[int]]:
    """Part the pairs into folds: all pairs that share a name, if only through others, are in one."""
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for pair in pairs:
        first, second = sorted((root(pair.a), root(pair.b)))
        home[second] = first
    groups: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        groups.setdefault(root(pair.a), []).append(at)
    parts: list[set[int]] = [set() for _ in range(FOLDS)]
    for name in sorted(groups, key=lambda name: (-len(groups[name]), name)):
        min(parts, key=len).update(groups[name])
    return parts


def best_threshold(told: Sequence[tuple[float, bool]]) -> float:
    """Give the likeness from which taking two names for one gives the best F1."""
    scores = []
    for least in sorted({round(value, 3) for value, _ in told}):
        score = Score()
        for value, same in told:
            _count(score, value >= least, same)
        scores.append((score.f1, -abs(least - EVEN), least))
    return max(scores)[2]


def _likely(pair: NamePair, weights: dict[str, float]) -> float:
    told = features(*map(parse_person, sorted((pair.a, pair.b))))
    return 1 / (1 + exp(-weights["bias"] - sum(weights[name] * value for name, value in told.items())))


def _count(score: Score, found: bool, same: bool) -> None:
    score.add(int(found and same), int(found), int(same))
