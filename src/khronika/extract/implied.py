"""Parties that only the clause around names: "accused **him** of murder", "**she** died during her arrest"."""

from khronika.extract.grammar import NOMINAL, is_predicate, marker
from khronika.extract.match import Match
from khronika.extract.parties import TO_SOMEBODY, Filler, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.extract.sufferers import is_aim
from khronika.model import Role

BLAMING = frozenset({"of", "for", "with", "over", "за", "в", "по", "pour", "de", "у"})
RESPONSIBILITY = frozenset({"responsibility", "credit", "ответственность", "responsabilité", "відповідальність"})
GUILTY = frozenset({"responsible", "guilty", "answerable", "виновный", "виноватый", "ответственный", "причастный",
                    "responsable", "coupable", "винний", "причетний"})  # fmt: skip
PROTESTING = frozenset({"migrants", "people", "prisoners", "protesters", "students", "workers"})
DURING = frozenset(
    {
        "during",
        "after",
        "before",
        "following",
        "since",
        "upon",
        "во время",
        "при",
        "после",
        "в ходе",
        "до",
        "pendant",
        "lors de",
        "durant",
        "après",
        "au bout de",
        "avant",
        "depuis",
        "під час",
        "після",
        "у ході",
        "в ході",
    }
)


def implied_party(scene: Scene, match: Match, found: set[Role]) -> list[Filler]:
    """Give who, by the clause around an event noun, must have done or suffered it."""
    token = scene.tokens[match.anchor]
    if token.upos not in NOMINAL or token.head < 0 or token.deprel not in ("obl", "nmod"):
        return []
    role: Role = "recipient" if match.trigger.frame == "patient" or match.trigger.type == "COERCE" else "actor"
    governor = _clause_above(scene, match.anchor)
    if role in found or governor is None:
        return []
    is_deed = role == "actor"
    if is_deed:
        chosen = _guilty(scene, match.anchor, governor) or _protesting(scene, match, governor)
    else:
        chosen = _held(scene, match, governor)
    return [Filler(role, t, t, True) for t in chosen if is_possible(scene, t) and is_somebody(scene, t)]


def _guilty(scene: Scene, anchor: int, governor: int) -> tuple[int, ...]:
    """Give who is blamed, sentenced or responsible for a deed, or has claimed responsibility for it."""
    if not _is_blamed(scene, anchor):
        return ()
    if scene.lemmas[_top(scene, anchor)] in RESPONSIBILITY or scene.lemmas[governor] in GUILTY:
        return scene.grammar.surface_subjects(governor)
    return scene.grammar.objects(governor) if governor in scene.anchors else ()


def _protesting(scene: Scene, match: Match, governor: int) -> tuple[int, ...]:
    """Give those of whom the clause tells what befell them during or after a protest: it was theirs."""
    if match.trigger.type != "PROTEST" or marker(scene.sentence, _top(scene, match.anchor))[0] not in DURING:
        return ()
    return tuple(t for t in scene.grammar.surface_subjects(governor) if scene.means(t) in PROTESTING)


def _held(scene: Scene, match: Match, governor: int) -> tuple[int, ...]:
    """Give to whom it was done: the object of what blames, else, during the act, the subject of the clause."""
    is_during = marker(scene.sentence, _top(scene, match.anchor))[0] in DURING
    is_blame = governor in scene.anchors and _is_blamed(scene, match.anchor)
    is_goal = match.mode in TO_SOMEBODY and is_aim(scene, _top(scene, match.anchor))
    if not is_blame and not is_during and not is_goal and match.trigger.frame != "patient":
        return ()
    blamed = scene.grammar.objects(governor) if is_blame or not is_during else ()
    if is_goal and not blamed:
        return ()
    return blamed or scene.grammar.surface_subjects(governor)


def _is_blamed(scene: Scene, index: int) -> bool:
    """Say whether a deed is what somebody is blamed for: "for arson", also where it hangs on "two years in jail"."""
    top = _top(scene, index)
    return marker(scene.sentence, top)[0] in BLAMING or marker(scene.sentence, index)[0] in ("for", "за", "pour")


def _top(scene: Scene, index: int) -> int:
    """Climb from a noun over the nouns that it modifies to the one that stands in the clause."""
    while scene.tokens[index].deprel in ("nmod", "conj") and scene.tokens[scene.tokens[index].head].upos == "NOUN":
        index = scene.tokens[index].head
    return index


def _clause_above(scene: Scene, index: int) -> int | None:
    head = scene.tokens[_top(scene, index)].head
    return head if head >= 0 and is_predicate(scene.tokens[head]) else None
