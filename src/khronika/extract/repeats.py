"""One event told twice: by its verb and the weapon used, by its verb and what goes with it, in heading and report."""

from collections.abc import Mapping, Sequence

from khronika.extract.dating import is_verbless
from khronika.extract.instruments import BLOWS
from khronika.extract.match import Match
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene

# Modes that say no more than the type: what goes with a march is no demonstration of its own.
PLAIN = frozenset({None, "demonstration"})
Told = Mapping[int, tuple[Match, Sequence[Filler]]]


def without_announced(matched: Sequence[tuple[Scene, list[Match]]]) -> list[tuple[Scene, list[Match]]]:
    """Leave out the nouns of a verbless heading that only announce what the report then tells: "**Strikes**, May"."""
    told = [match.trigger.type for scene, matches in matched if not scene.is_heading for match in matches]
    return [(scene, [match for match in matches if not _announces(scene, match, told)]) for scene, matches in matched]


def _announces(scene: Scene, match: Match, told: Sequence[str]) -> bool:
    is_noun = scene.tokens[match.anchor].upos == "NOUN" and scene.heading_end is None
    return is_noun and scene.is_heading and is_verbless(scene) and match.trigger.type in told


def without_repeats(told: Told, scene: Scene) -> Told:
    """Leave out the matches by which the event of another match of their type is told a second time."""
    return {anchor: each for anchor, each in told.items() if not _repeats(anchor, told, scene)}


def _repeats(anchor: int, told: Told, scene: Scene) -> bool:
    token, match = scene.tokens[anchor], told[anchor][0]
    if token.head >= 0 and scene.lemmas[token.head] in BLOWS:  # "dispersés à coups de **gaz lacrymogène**"
        above = (at for at in scene.grammar.path(token.head)[:2] if at in told)
        return any(told[at][0].trigger.type == match.trigger.type for at in above)
    if token.head not in told or told[token.head][0].trigger.type != match.trigger.type:
        return False
    if scene.word("instruments", anchor) is not None:  # "dispersed them with **water cannon**"
        return token.deprel in ("obl", "nmod")
    is_noun = next(scene.sentence.dependents(anchor, "case"), None) is not None
    if match.trigger.type == "ASSAULT" and token.deprel == "advcl" and is_noun:
        return True  # "killed in police **firing**", which the parser takes for a verb
    own = any(True for _ in scene.sentence.dependents(anchor, "nsubj"))
    return token.deprel == "advcl" and match.mode in PLAIN and not own  # "marched, **chanting slogans**"
