"""How likely a mention is right: a few readable weights, added up and squeezed between 0 and 1.

The weights are monotone in what they say: each is added or not, so a mention with more evidence never ranks lower.
Their sum and what the learnt network says are put on the scale of likelihood as the project's own gold asks
(`khronika evaluate calibration gate` shows how well it holds on other documents).
"""

from collections.abc import Mapping
from math import exp

from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.model import Argument, Realis

BASE = -2.2
TRIGGER = 4.0  # times the trigger's own weight in the lexicon
WEIGHTS: Mapping[str, float] = {
    "actor": 0.5,
    "heading": -0.3,
    "hypothetical": -0.5,
    "generic": -0.7,
    "governed": -0.9,
    "named": 0.3,
    "negated": -0.2,
    "noun": -0.5,
    "phrase": 0.3,
    "place_or_date": 0.2,
    "recipient": 0.4,
    "root": 0.7,
    "subordinate": -0.7,
    "modifier": -0.6,
}
# How much the sum and the network's log odds count, and what is added where it has weighed the match and where not.
SUM, LEARNT, WEIGHED, NOT_WEIGHED = 0.33, 0.73, -0.26, 1.73


def confidence(scene: Scene, match: Match, realis: Realis, arguments: tuple[Argument, ...]) -> float:
    """Give the likelihood that a mention is right, to three decimals."""
    roles = {argument.role for argument in arguments}
    token = scene.tokens[match.anchor]
    kinds = {getattr(argument.value, "kind", None) for argument in arguments}
    holds = {
        "actor": "actor" in roles,
        "heading": scene.analysis.document.paragraphs[scene.sentence.paragraph].kind == "heading",
        "hypothetical": realis in ("hypothetical", "future"),
        "generic": realis == "generic",
        "governed": token.deprel in ("xcomp", "ccomp", "obj", "csubj") and token.head in scene.anchors,
        "named": bool(kinds & {"person", "organisation", "place", "group"}),
        "negated": realis == "negated",
        "noun": match.pos == "NOUN",
        "phrase": match.trigger.size > 1,
        "place_or_date": bool(roles & {"place", "date"}),
        "recipient": "recipient" in roles,
        "root": token.deprel == "root",
        "subordinate": token.deprel in ("advcl", "acl", "acl:relcl", "nmod", "obl", "appos"),
        "modifier": token.deprel in ("amod", "compound"),
    }
    total = BASE + TRIGGER * match.trigger.weight + sum(WEIGHTS[name] for name, is_so in holds.items() if is_so)
    odds = SUM * total + (NOT_WEIGHED if match.odds is None else WEIGHED + LEARNT * match.odds)
    return round(1 / (1 + exp(-odds)), 3)
