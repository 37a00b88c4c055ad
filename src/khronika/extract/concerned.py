"""Whom a thing said or given concerns: "rejected a **U.S.** request", "offered its troops to **Lebanon**"."""

from collections.abc import Iterator

from khronika.extract.framing import roles_of
from khronika.extract.grammar import NOMINAL, marker, with_conjuncts
from khronika.extract.match import Match
from khronika.extract.parties import TO_SOMEBODY, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.model import Role

VERBAL = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN LEGISLATE "
    "ORGANIZE".split()
)
INWARD = ("nsubj", "amod", "compound", "nmod", "obj", "iobj", "xcomp", "ccomp", "acl", "obl", "conj", "appos")
CIRCUMSTANCE = frozenset(
    {"in", "at", "during", "after", "before", "since", "until", "despite", "as", "amid", "following", "because of",
     "without", "near", "outside", "around", "across", "along", "inside", "throughout", "в", "после", "до", "перед",
     "во время", "из-за", "без", "при", "у", "около", "возле", "близ"}
)  # fmt: skip
DEPTH = 4


def name_the_concerned(scene: Scene, match: Match, found: dict[Role, list[int]]) -> None:
    """Replace a recipient that is a thing said or given, or the actor's own, by the one concerned in it."""
    rows = scene.lexicon.frames.get((match.trigger.frame, match.pos), ())
    if match.trigger.type not in VERBAL or "recipient" not in roles_of(rows):
        return
    is_person = match.mode in TO_SOMEBODY  # "the release of **their colleague**"
    told = [token for token in found.pop("recipient", []) if is_person or not _is_own(scene, token)]
    if any(is_somebody(scene, token) for token in told):
        found["recipient"] = told
        return
    if (match.trigger.type, match.mode) == ("REQUEST", "yield"):
        return  # "demanded the release of **X**": X is not who is asked
    held = set(found.get("actor", ()))
    starts = [*told, *(i for i in _complements(scene, match.anchor) if i not in held and i not in told)]
    if match.trigger.type == "REQUEST":
        starts = [start for start in starts if not _is_done_to_others(scene, start)]
    inner = next((i for start in starts for i in _inside(scene, start, held, DEPTH)), None)
    if inner is not None:
        found["recipient"] = list(with_conjuncts(scene.sentence, inner))


def _is_done_to_others(scene: Scene, index: int) -> bool:
    """Say whether what is asked for is done to those named with it: who is to be **freed** is not who is asked."""
    rows = scene.lexicon.by_anchor.get(scene.lemmas[index], ()) if index in scene.anchors else ()
    return any(row.type in ("COERCE", "CONCEDE") for row in rows)


def _is_own(scene: Scene, token: int) -> bool:
    """Say whether something is the actor's own ("its troops"), so that it is not whom the act concerns."""
    return any(scene.tokens[i].upos == "PRON" for i in scene.sentence.dependents(token, "nmod:poss"))


def _complements(scene: Scene, anchor: int) -> Iterator[int]:
    """Yield what completes a verb or noun, the most telling first; time and place are left out."""
    yield from scene.grammar.objects(anchor) if scene.tokens[anchor].upos not in NOMINAL else ()
    yield from scene.sentence.dependents(anchor, "iobj", "xcomp", "ccomp")
    yield from scene.grammar.possessors(anchor)
    for child in scene.sentence.dependents(anchor, "obl", "nmod", "compound", "amod"):
        if not _is_circumstance(scene, child):
            yield child
    yield from scene.sentence.dependents(anchor, "acl")
    for child in scene.sentence.dependents(anchor, "advcl"):
        if next(scene.sentence.dependents(child, "nsubj"), None) is None:
            yield child


def _inside(scene: Scene, index: int, held: set[int], depth: int) -> Iterator[int]:
    """Yield those named in a phrase or clause, the nearest first."""
    if depth == 0 or index in held or scene.mention_at(index, "date") is not None:
        return
    is_own = _is_own(scene, index)
    if scene.is_participant(index) and scene.tokens[index].upos != "PRON" and is_possible(scene, index) and not is_own:
        yield index
        return
    for owner in scene.grammar.possessors(index):
        yield from _inside(scene, owner, held, depth - 1)
    for relation in INWARD:
        for child in scene.sentence.children[index]:
            own = scene.tokens[child].deprel
            if own in ("compound", "amod") and scene.word("instruments", index) is not None:
                continue  # "a **police** car"
            if own == "amod" and scene.tokens[child].upos == "ADJ" and scene.means(child) == "military":
                continue  # "**military** equipment"
            if own.partition(":")[0] == relation and own != "nmod:poss" and not _is_circumstance(scene, child):
                yield from _inside(scene, child, held, depth - 1)


def _is_circumstance(scene: Scene, index: int) -> bool:
    relation = scene.tokens[index].deprel.partition(":")[0]
    return relation in ("obl", "nmod") and marker(scene.sentence, index)[0] in CIRCUMSTANCE
