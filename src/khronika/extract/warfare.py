"""When an attack is an act of war: armed forces fight, or fire at each other's men, machines and positions."""

from collections.abc import Sequence

from khronika.extract.match import Match
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene

COMBATANTS = frozenset({"military", "rebels", "paramilitary"})
OF_WAR = frozenset({None, "beating", "clash", "killing", "shooting", "bombing", "destruction"})
FIREFIGHTS = frozenset({"clash"})
# What only armed forces have or hold, and what only they fly and fire.
MATERIEL = frozenset({
    "armored vehicle", "artillery", "barracks", "column", "front line", "gunship", "helicopter", "outpost", "plane",
    "position", "regiment", "stronghold", "tank", "trench", "unit", "warplane", "warship",
    "бронетехника", "вертолет", "дот", "колонна", "корабль", "окоп", "подразделение", "позиция", "самолет", "танк",
})  # fmt: skip
WINGS = frozenset({
    "air force", "artillery", "fighter jet", "gunship", "helicopter gunship", "jet", "plane", "warplane",
    "авиация", "артиллерия", "бомбардировщик", "истребитель", "самолет", "штурмовик",
})  # fmt: skip
FIGHTING = frozenset({"battle", "combat", "fight", "fighting", "firefight", "бой", "боестолкновение", "сражение"})


def mode_of(scene: Scene, match: Match, fillers: Sequence[Filler]) -> str | None:
    """Give the mode: the trigger's own, but `war` where an attack is one of armed forces on armed forces."""
    if match.trigger.type != "ASSAULT" or match.mode not in OF_WAR:
        return match.mode
    actors, recipients = ([f.token for f in fillers if f.role == role] for role in ("actor", "recipient"))
    return "war" if _is_war(scene, match, actors, recipients) else match.mode


def _is_war(scene: Scene, match: Match, actors: Sequence[int], recipients: Sequence[int]) -> bool:
    by, on = _classes(scene, actors), _classes(scene, recipients)
    if by & COMBATANTS and on & COMBATANTS:
        return True
    if match.mode in FIREFIGHTS and (by | on) & COMBATANTS:
        return True
    if any(_is_one_of(scene, token, MATERIEL) for token in recipients) and not by - COMBATANTS:
        return True
    if any(_is_one_of(scene, token, WINGS) for token in actors):
        return True
    if not by - COMBATANTS and any(scene.lemmas[each] in FIGHTING for each in scene.sentence.subtree(match.anchor)):
        return True
    return "rebels" in on and not actors


def _classes(scene: Scene, tokens: Sequence[int]) -> set[str]:
    """Give the classes of words and of what describes them: "**army** units", "members of the **army**"."""
    every = (each for t in tokens for each in (t, *scene.sentence.dependents(t, "compound", "amod", "nmod")))
    return {meaning for each in every if (meaning := scene.means(each)) is not None}


def _is_one_of(scene: Scene, token: int, words: frozenset[str]) -> bool:
    lemma = scene.lemmas[token]
    before = f"{scene.lemmas[token - 1]} {lemma}" if token else lemma
    return lemma in words or before in words
