"""One event told twice: by its verb and the weapon used, by its verb and what goes with it, in heading and report."""

from collections.abc import Mapping, Sequence

from khronika.extract.dating import is_verbless
from khronika.extract.grammar import only_dates
from khronika.extract.instruments import BLOWS
from khronika.extract.match import Match
from khronika.extract.modality import caller_of
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene

# Modes that say no more than the type: what goes with a march is no demonstration of its own.
PLAIN = frozenset({None, "demonstration"})
CONTROL = "crowd_control"
PURPOSES = frozenset({"acl", "advcl", "nmod", "obl", "xcomp"})
NOMINAL_LINKS = frozenset({"compound", "nmod", "obj", "obl"})
DEEP = 3
USE = frozenset({"use", "utiliser", "применять", "использовать", "застосовувати", "використовувати"})
Told = Mapping[int, tuple[Match, Sequence[Filler]]]


def without_announced(matched: Sequence[tuple[Scene, list[Match]]]) -> list[tuple[Scene, list[Match]]]:
    """Leave out the nouns of a verbless heading that only announce what the report then tells: "**Strikes**, May"."""
    told = [match.trigger.type for scene, matches in matched if not scene.is_heading for match in matches]
    return [(scene, [match for match in matches if not _announces(scene, match, told)]) for scene, matches in matched]


def _announces(scene: Scene, match: Match, told: Sequence[str]) -> bool:
    is_noun = scene.tokens[match.anchor].upos == "NOUN" and scene.heading_end is None
    return is_noun and scene.is_heading and is_verbless(scene) and match.trigger.type in told


def without_repeats(told: Told, scene: Scene) -> Told:
    """Leave out the matches by which the event of another match of their type is told again, or a day is only dated."""
    kept = {anchor: each for anchor, each in told.items() if not only_dates(scene.sentence, anchor)}
    return {anchor: each for anchor, each in kept.items() if not _repeats(anchor, kept, scene)}


def with_aims(told: Told, scene: Scene) -> Told:
    """Let what force is used for be one event with its use: "fired tear gas **to disperse** the crowd"."""
    found = dict(told)
    for anchor, (match, fillers) in told.items():
        used = _used_for(anchor, found, scene) if match.mode == CONTROL else None
        if used is not None:
            user, own = found[used]
            roles = {filler.role for filler in own}
            found[used] = user, [*own, *(filler for filler in fillers if filler.role not in roles)]
            del found[anchor]
    return found


def with_calls(told: Told, scene: Scene) -> Told:
    """Let a call to a protest be that protest, still to come, of those who call: "**called** for a strike"."""
    found = dict(told)
    for anchor, (match, fillers) in told.items():
        caller = caller_of(scene, anchor) if match.trigger.type == "PROTEST" else None
        if caller is None or caller not in told or told[caller][0].trigger.type != "REQUEST":
            continue
        if all(filler.role != "actor" for filler in fillers):
            found[anchor] = match, [*fillers, *(filler for filler in told[caller][1] if filler.role == "actor")]
        asked = (told[at][0].trigger.type for at in told if caller_of(scene, at) == caller)
        if all(kind == "PROTEST" for kind in asked):
            found.pop(caller, None)
    return found


def _used_for(anchor: int, told: Told, scene: Scene) -> int | None:
    """Give the match that tells with what the same was done: the verb above a word, or that verb's means."""
    if scene.tokens[anchor].deprel.partition(":")[0] not in PURPOSES:
        return None
    for above in scene.grammar.path(anchor)[:2]:
        for at in (above, *scene.sentence.dependents(above, "nsubj:pass", "obj")):
            if at in told and told[at][0].mode == CONTROL:
                words = (*told[at][0].words, *told[at][0].taken, *range(at, anchor))
                return at if any(scene.word("instruments", word) is not None for word in words) else None
    return None


def _is_inside(anchor: int, told: Told, scene: Scene) -> bool:
    """Say whether a noun only ends the phrase of another match: "added it to its list of **foreign agents**"."""
    match, fillers = told[anchor]
    if match.trigger.type != "COERCE" or scene.tokens[anchor].upos not in ("NOUN", "PROPN"):
        return False
    at, hit = anchor, {filler.token for filler in fillers if filler.role == "recipient"}
    for above in scene.grammar.path(anchor)[:DEEP]:
        if scene.tokens[at].deprel.partition(":")[0] not in NOMINAL_LINKS:
            return False
        if above in told and _is_alike(told[above][0], match):
            return hit <= {filler.token for filler in told[above][1] if filler.role == "recipient"}
        at = above
    return False


def _only_carries(anchor: int, told: Told, scene: Scene) -> bool:
    """Say whether a verb but carries the noun that tells the event: "qui **observent** un arrêt de travail"."""
    match = told[anchor][0]
    if scene.tokens[anchor].upos != "VERB" or match.trigger.line or scene.word("light", anchor) is None:
        return False
    carried = (at for at in scene.sentence.dependents(anchor, "obj") if at in told)
    return any(told[at][0].trigger.type == match.trigger.type for at in carried)


def _is_alike(one: Match, other: Match) -> bool:
    return (one.trigger.type, one.mode) == (other.trigger.type, other.mode)


def _repeats(anchor: int, told: Told, scene: Scene) -> bool:
    token, (match, _) = scene.tokens[anchor], told[anchor]
    is_means = scene.word("instruments", anchor) is not None
    if (is_means and _is_more_means(anchor, told, scene)) or _is_inside(anchor, told, scene):
        return True
    if _only_carries(anchor, told, scene):
        return True
    is_blow = token.head >= 0 and scene.lemmas[token.head] in BLOWS  # "dispersés à coups de **gaz lacrymogène**"
    is_dealt = scene.lemmas[anchor] in BLOWS and token.deprel.startswith("obl")  # "blessés par des **tirs** de LBD"
    is_using = scene.lemmas[anchor] in USE and token.deprel == "advcl"  # "dispersed a march, **using** batons"
    if is_blow or is_dealt or is_using:
        over = (at for at in scene.grammar.path(token.head if is_blow else anchor)[:2] if at in told)
        return any(told[at][0].trigger.type == match.trigger.type for at in over)
    if token.head not in told:
        return False
    above = told[token.head][0]
    is_alike = above.trigger.type == match.trigger.type
    if is_means and (is_alike or above.mode == "riot"):  # "torched huts with **petrol bombs**"
        return token.deprel in ("obl", "nmod", "obj")
    if not is_alike:
        return False
    is_noun = next(scene.sentence.dependents(anchor, "case"), None) is not None
    if match.trigger.type == "ASSAULT" and token.deprel == "advcl" and is_noun:
        return True  # "killed in police **firing**", which the parser takes for a verb
    own = any(True for _ in scene.sentence.dependents(anchor, "nsubj"))
    return token.deprel == "advcl" and match.mode in PLAIN and not own  # "marched, **chanting slogans**"


def _is_more_means(anchor: int, told: Told, scene: Scene) -> bool:
    """Say whether a means is one more of another match: "used gas and **rubber bullets**", or told of nobody."""
    match, fillers = told[anchor]
    alike = [other for other in told.values() if other[0] is not match and _is_alike(other[0], match)]
    if match.mode == CONTROL and not fillers and any(others for _, others in alike):
        return True
    token = scene.tokens[anchor]
    return token.deprel == "conj" and any(token.head in (*other.words, *other.taken) for other, _ in alike)
