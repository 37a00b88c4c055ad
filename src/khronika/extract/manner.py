"""How an attack was made, where its words point back to one told before: "a bomb went off … **the attack** …"."""

from khronika.extract.match import Match
from khronika.extract.scene import Scene

# Nouns that say no more than that there was an attack, and words that say only what came of it.
PLAIN_NOUNS = frozenset({"attack", "assault", "attaque", "attentat", "атака", "нападение", "теракт", "напад"})
HARM = frozenset({"hurt", "injure", "wound", "blesser", "пострадать", "ранить", "поранити", "постраждати"})
# The modes that such words have by themselves.
PLAIN = frozenset({None, "beating"})
# Modes that say by what means it was done; those that say only with what end leave open what did it.
TELLING = frozenset({"air_strike", "arson", "bombing", "shelling", "shooting"})
ENDS = frozenset({None, "killing", "mass_violence"})
POINTING = frozenset({"the", "this", "that", "these", "those", "ce", "cet", "le", "этот", "тот", "цей", "той"})
NEAR = 5  # sentences back


class Manners:
    """Remembers by what means the last attack of a document was made."""

    def __init__(self) -> None:
        """Begin with no attack told."""
        self._mode: str | None = None
        self._sentence = 0

    def settle(self, scene: Scene, match: Match, mode: str | None) -> str | None:
        """Give the mode of an event: its own, or that of the attack before where its words point back to that one."""
        if match.trigger.type != "ASSAULT":
            return mode
        is_near = scene.number - self._sentence <= NEAR
        if mode in PLAIN and self._mode in TELLING and is_near and _points_back(scene, match):
            mode = self._mode
        if mode not in ENDS:
            self._mode, self._sentence = mode, scene.number
        return mode


def _points_back(scene: Scene, match: Match) -> bool:
    """Say whether an attack is told as known ("**the attack**", "wounded in **this attack**") or as mere harm."""
    if scene.lemmas[match.anchor] in HARM and scene.tokens[match.anchor].upos == "VERB":
        return not scene.grammar.subjects(match.anchor)
    own = (match.anchor, *match.words, *match.taken)
    return any(scene.lemmas[each] in PLAIN_NOUNS and _is_pointed_at(scene, each) for each in own)


def _is_pointed_at(scene: Scene, noun: int) -> bool:
    return any(scene.lemmas[child] in POINTING for child in scene.sentence.dependents(noun, "det"))
