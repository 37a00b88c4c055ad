"""Leaving out what only looks like an event."""

from collections.abc import Sequence

from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.extract.senses.classifier import load
from khronika.extract.senses.features import Context, context_of, features

UNLIKELY = -4.5  # log odds below which a match is left out anywhere
# A document of so many matches, of which not even the two likeliest are likely, tells of something else: a game, a
# garden, the weather. There a match must be nearly as likely as not to stand.
SEVERAL, BEST, LIKELY, NEEDED = 5, 2, -0.5, -0.5
Matched = list[tuple[Scene, list[Match]]]


def meant(matched: Matched) -> Matched:
    """Leave out the matches whose words mean something else here, and their anchors."""
    context = context_of(matched)
    judged = [(scene, [(match, _odds(scene, match, context)) for match in matches]) for scene, matches in matched]
    best = sorted((odds for _, some in judged for _, odds in some), reverse=True)
    is_elsewhere = len(best) >= SEVERAL and sum(best[:BEST]) / BEST < LIKELY
    return [(scene, _kept(scene, some, NEEDED if is_elsewhere else UNLIKELY)) for scene, some in judged]


def _odds(scene: Scene, match: Match, context: Context) -> float:
    weights = load(scene.sentence.language)
    return 0.0 if weights is None else weights.odds(features(scene, match, context))


def _kept(scene: Scene, judged: Sequence[tuple[Match, float]], least: float) -> list[Match]:
    kept = [match for match, odds in judged if odds >= least]
    scene.anchors.intersection_update(match.anchor for match in kept)
    return kept
