"""What one event of a sentence tells of another: who fired, where somebody "was killed in police firing"."""

from collections.abc import Mapping, Sequence

import msgspec

from khronika.extract.grammar import marker
from khronika.extract.match import Match
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene

CAUSES = frozenset({"in", "by", "during", "from", "due to", "because of", "after", "following", "to", "as a result of",
                    "в результате", "при", "во время", "в ходе", "из-за", "после", "от", "в"})  # fmt: skip
SUFFERED = "in|by|during|from|under|в+Loc|во время|при|от|из-за|под+Ins|dans|par|lors de|у+Loc|під час|через"
TAKING = frozenset({"search", "seizure"})
CLAUSES = frozenset({"when", "in", "after", "as", "когда", "после", "как"})
Told = Mapping[int, tuple[Match, Sequence[Filler]]]


def inherit_actors(scene: Scene, told: Told) -> dict[int, list[Filler]]:
    """Give for each anchor its fillers, a harm without an actor taking that of the attack it came from.

    `told` has for each anchor the match and its own fillers. Only harms to people and things (ASSAULT) inherit.
    """
    found: dict[int, list[Filler]] = {}
    for anchor, (match, fillers) in told.items():
        found[anchor] = list(fillers)
        if match.trigger.type == "ASSAULT" and not any(filler.role == "actor" for filler in fillers):
            cause = _cause(scene, anchor, told)
            if cause is not None:
                found[anchor] += [
                    msgspec.structs.replace(f, inferred=True) for f in told[cause][1] if f.role == "actor"
                ]
    return found


def without_doers(told: Told, scene: Scene) -> Told:
    """Leave out words for those who act ("demonstrators", "riot police") where another event here has them."""
    parties = {filler.token for _, fillers in told.values() for filler in fillers}
    return {at: each for at, each in told.items() if at not in parties or scene.means(at) is None or each[1]}


def without_seized(told: Told, scene: Scene) -> Told:
    """Leave out weapons that are found or taken away: "seized six sticks of **dynamite**"."""
    seizures = {at for at, (match, _) in told.items() if match.trigger.type == "COERCE" and match.mode in TAKING}
    return {
        at: each
        for at, each in told.items()
        if scene.word("instruments", at) is None or seizures.isdisjoint(scene.grammar.path(at))
    }


def without_forces(told: Told, scene: Scene) -> Told:
    """Leave out harm that nobody did: what weather, illness or an accident does, or somebody suffers in one."""
    return {
        at: (match, fillers)
        for at, (match, fillers) in told.items()
        if match.trigger.type != "ASSAULT" or not _is_by_force(scene, match, fillers)
    }


def _is_by_force(scene: Scene, match: Match, fillers: Sequence[Filler]) -> bool:
    doers = [filler.token for filler in fillers if filler.role == "actor"] or list(scene.grammar.subjects(match.anchor))
    if not doers:
        around = scene.grammar.obliques(match.anchor, SUFFERED)
        doers = [token for token in around if scene.mention_at(token, "date", "place") is None]
    return bool(doers) and all(scene.word("forces", token) is not None for token in doers)


def _cause(scene: Scene, anchor: int, told: Told) -> int | None:
    """Give the attack that stands beside a harm as its occasion ("in …", "when …"), or is what did it ("left")."""
    for subject in scene.grammar.subjects(anchor):
        at = _attack(scene, subject, told)
        if at is not None and at != anchor:
            return at
    for child in scene.sentence.dependents(anchor, "obl", "nmod"):
        if marker(scene.sentence, child)[0] in CAUSES:
            at = _attack(scene, child, told)
            if at is not None:
                return at
    for child in scene.sentence.dependents(anchor, "advcl"):
        if child in told and told[child][0].trigger.type == "ASSAULT" and _is_opened_by(scene, child):
            return child
    return None


def _attack(scene: Scene, index: int, told: Told) -> int | None:
    for at in (index, *scene.sentence.dependents(index, "compound", "nmod", "amod")):
        if at in told and told[at][0].trigger.type == "ASSAULT":
            return at
    return None


def _is_opened_by(scene: Scene, clause: int) -> bool:
    openers = {scene.lemmas[i] for i in scene.sentence.dependents(clause, "mark", "advmod", "case")}
    return bool(openers & CLAUSES)
