"""Leaving out what only looks like an event."""

from collections import defaultdict

from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.extract.senses.classifier import load
from khronika.extract.senses.features import Context, context_of, features

# A document of so many matches, of which not even the two likeliest are likely, tells of something else: a game, a
# garden, the weather. There a match must be nearly as likely as not to stand.
SEVERAL, LIKELY, NEEDED = 5, -0.5, -0.5
Matched = list[tuple[Scene, list[Match]]]


def meant(matched: Matched) -> Matched:
    """Leave out the matches whose words mean something else here, and their anchors."""
    if sum(len(matches) for _, matches in matched) < SEVERAL:
        return matched
    by_language: dict[str, Matched] = defaultdict(list)  # each engine has vectors of its own
    for scene, matches in matched:
        by_language[scene.sentence.language].append((scene, matches))
    contexts = {language: context_of(rows) for language, rows in by_language.items()}
    odds: dict[tuple[int, int], float] = {}
    best = second = float("-inf")
    for scene, matches in matched:
        for match in matches:
            found = odds[scene.number, match.anchor] = _odds(scene, match, contexts[scene.sentence.language])
            best, second = max(best, found), max(second, min(best, found))
            if (best + second) / 2 >= LIKELY:
                return matched
    return [(scene, _kept(scene, matches, odds)) for scene, matches in matched]


def _odds(scene: Scene, match: Match, context: Context) -> float:
    weights = load(scene.sentence.language)
    return 0.0 if weights is None else weights.odds(features(scene, match, context))


def _kept(scene: Scene, matches: list[Match], odds: dict[tuple[int, int], float]) -> list[Match]:
    kept = [match for match in matches if odds[scene.number, match.anchor] >= NEEDED]
    scene.anchors.intersection_update(match.anchor for match in kept)
    return kept
