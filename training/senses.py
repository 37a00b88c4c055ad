"""Train the classifier of senses: `python training/senses.py --language en --gold gate/cases gate/development`.

Every match of the lexicon in the project's own gold is an example: right where its words touch a gold event of its
type. `--plain` names treebanks in which people write about their private lives (UD EWT's reviews, answers and e-mails):
what matches there is held for wrong, at a lower weight. At a lower weight, too, stand each sentence of the gold by
itself, for what is coded is often a sentence or two, and each text in capitals, as old archives are. Weights are fitted
by logistic regression with a ridge, chosen on folds of documents.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from khronika.evaluate import cases
from khronika.evaluate.measure import union_share
from khronika.extract import senses
from khronika.extract.coreference import Antecedents
from khronika.extract.events import trigger_span
from khronika.extract.match import find_matches
from khronika.language.engines import engine
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.analyse import analyse
from khronika.work.pipeline import Draft, add_mentions
from khronika.work.settings import Settings

OUT = Path(__file__).parent.parent / "src/khronika/extract/senses"
FOLDS, ROUNDS = 5, 15
RIDGES = (30.0, 100.0, 300.0, 1000.0)
PRIVATE = ("reviews", "answers", "email")
PRIVATE_WEIGHT = 0.3
ALONE_WEIGHT = 0.5


class Example(NamedTuple):
    """A match: its numbers, whether it is right, its document, and how much it counts."""

    numbers: np.ndarray
    right: bool
    document: str
    weight: float


class Gold(NamedTuple):
    """All examples, and how many events the gold has, also where nothing matched."""

    examples: list[Example]
    events: int


def matches_of(text: str, language: str, published: str) -> Iterator[tuple[np.ndarray, int, int, str]]:
    """Yield every match of a text: its numbers, its trigger's bounds, its type."""
    read = read_text(text, id="x", published=date.fromisoformat(published) if published else None, language=language)
    assert isinstance(read, Read)
    analysis = analyse(read.document, read.view, Settings())
    antecedents = add_mentions(Draft(Antecedents(analysis, ()))).antecedents
    matched = [(scene, find_matches(scene)) for scene in antecedents.scenes()]
    context = senses.context_of(matched)
    for scene, found in matched:
        for match in found:
            span = trigger_span(scene, match)
            yield senses.features(scene, match, context), span.start, span.end, match.trigger.type


def from_cases(paths: Sequence[Path], language: str, *, alone: bool = False) -> Gold:
    """Read the project's own gold; with `alone`, each sentence as if it were all of the text, and all in capitals."""
    examples, events = [], 0
    for case in (case for path in paths for case in cases.cases(path) if case.language == language):
        gold = [(event.bounds(case.text), event.type) for event in case.events]
        events += len(gold)
        text = case.text.upper() if alone and len(case.text.upper()) == len(case.text) else case.text
        pieces = [(case.text, *part) for part in parts(case.text, language)] if alone else []
        for written, first, last in [*pieces, (text, 0, len(text))]:
            for numbers, start, end, kind in matches_of(written[first:last], language, case.published):
                span = (start + first, end + first)
                right = any(union_share(bounds, span) and kind == type_ for bounds, type_ in gold)
                examples.append(Example(numbers, right, case.id, ALONE_WEIGHT if alone else 1.0))
    return Gold(examples, events)


def parts(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text."""
    at = 0
    for line in text.split("\n"):
        yield from ((at + start, at + end) for start, end in engine(language).segment(line))
        at += len(line) + 1


def from_private_texts(path: Path, language: str) -> list[Example]:
    """Read texts of a treebank's documents about private life: what matches there tells of no event."""
    texts: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"# newdoc id = (\S+)", line):
            name = found[1]
        elif line.startswith("# text = "):
            texts.setdefault(name, []).append(line.removeprefix("# text = "))
    return [
        Example(numbers, False, name, PRIVATE_WEIGHT)
        for name, lines in texts.items()
        if name.partition("-")[0] in PRIVATE
        for numbers, *_ in matches_of(" ".join(lines), language, "")
    ]


class Fit(NamedTuple):
    """Weights over standardised numbers."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def odds(self, numbers: np.ndarray) -> np.ndarray:
        return (numbers - self.mean) / self.scale @ self.weights[:-1] + self.weights[-1]


def fit(examples: Sequence[Example], ridge: float) -> Fit:
    """Fit by Newton's method."""
    numbers = np.array([one.numbers for one in examples], np.float64)
    right, weight = (np.array([float(getattr(one, part)) for one in examples]) for part in ("right", "weight"))
    mean, scale = numbers.mean(axis=0), numbers.std(axis=0) + 1e-2
    matrix = np.c_[(numbers - mean) / scale, np.ones(len(numbers))]
    penalty = np.r_[np.full(matrix.shape[1] - 1, ridge), 1e-3]
    weights = np.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        gradient = matrix.T @ (weight * (right - likely)) - penalty * weights
        curvature = (matrix.T * (weight * likely * (1 - likely))) @ matrix + np.diag(penalty)
        weights = weights + np.linalg.solve(curvature, gradient)
    return Fit(mean, scale, weights)


def fold_of(document: str) -> int:
    return int(sha256(document.encode()).hexdigest(), 16) % FOLDS


def best_cut(odds: np.ndarray, right: np.ndarray, events: int) -> tuple[float, float]:
    """Give the highest F1 of what is kept, and the odds from which on it is kept."""
    order = np.argsort(-odds)
    hits = np.cumsum(right[order])
    scores = 2 * hits / (np.arange(1, len(order) + 1) + events)
    best = int(scores.argmax())
    return float(scores[best]), float(odds[order][best])


def main() -> None:
    """Choose the ridge on folds, fit on everything, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--plain", type=Path, help="a treebank with documents of private life")
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="gold that is only measured on")
    options = parser.parse_args()
    gold = from_cases(options.gold, options.language)
    beside = from_cases(options.gold, options.language, alone=True).examples
    beside += from_private_texts(options.plain, options.language) if options.plain else []
    right = np.array([float(one.right) for one in gold.examples])
    print(f"{len(gold.examples)} matches, {int(right.sum())} right, {gold.events} events; {len(beside)} beside")
    print(f"all kept: F1 {2 * right.sum() / (len(right) + gold.events):.3f}")
    choices = []
    for ridge in RIDGES:
        odds = np.zeros(len(right))
        for fold in range(FOLDS):
            inside = [at for at, one in enumerate(gold.examples) if fold_of(one.document) == fold]
            others = [one for one in gold.examples if fold_of(one.document) != fold]
            near = [one for one in beside if fold_of(one.document) != fold]
            odds[inside] = fit([*others, *near], ridge).odds(np.array([gold.examples[at].numbers for at in inside]))
        score, cut = best_cut(odds, right, gold.events)
        print(f"ridge {ridge:g}: F1 {score:.3f}, kept from odds {cut:+.2f}")
        choices.append((score, ridge, cut))
    _, ridge, cut = max(choices)
    fitted = fit([*gold.examples, *beside], ridge)
    for path in options.test:
        test = from_cases([path], options.language)
        odds = fitted.odds(np.array([one.numbers for one in test.examples]))
        right = np.array([float(one.right) for one in test.examples])
        kept = right[odds >= cut]
        plain = 2 * right.sum() / (len(right) + test.events)
        print(f"{path}: F1 {plain:.3f}, with senses {2 * kept.sum() / (len(kept) + test.events):.3f}")
    weights = fitted.weights[:-1] / fitted.scale
    bias = fitted.weights[-1] - fitted.mean @ weights
    np.savez(OUT / f"{options.language}.npz", weights=weights.astype(np.float32), bias=bias)


if __name__ == "__main__":
    main()
