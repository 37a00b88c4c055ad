"""Who tells of an event, and how: the reporting word above it, or the reporter."""

from khronika.extract.coreference import Antecedents
from khronika.extract.participants import as_argument
from khronika.extract.scene import Scene
from khronika.model import Attribution, Manner

MANNERS: dict[str, Manner] = {"says": "says", "claims": "claims", "denies": "denies", "accuses": "accuses"}


def attribute(scene: Scene, anchor: int, antecedents: Antecedents) -> Attribution:
    """Give who tells of the event anchored at a token: the subject of the nearest reporting verb, else the reporter."""
    words = scene.lexicon.words("reporting")
    beside = [anchor, *scene.grammar.path(anchor)]
    inserted = [c for at in beside for c in scene.sentence.dependents(at, "parataxis", "ccomp")]
    for at in (*beside[1:], *inserted):
        word = words.get(scene.lemmas[at])
        if word is None or word.meaning not in MANNERS or scene.tokens[at].upos != "VERB":
            continue
        subjects = scene.grammar.subjects(at)
        if subjects:
            who = as_argument(scene, subjects[0], "actor", antecedents)
            name = getattr(who.value, "name", who.text)
            return Attribution(name, MANNERS[word.meaning], who.start, who.end, who.text)
    return Attribution()
