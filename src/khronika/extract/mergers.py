"""Mergers: what went in and what came out, whatever word tells of them."""

from khronika.extract.grammar import is_predicate
from khronika.extract.scene import Scene

FORMING = frozenset({"become", "create", "establish", "form", "found", "образовать", "создать", "основать", "стать"})
INTO = "into|в+Acc"


def merged_into(scene: Scene, noun: int) -> list[int]:
    """Give what comes out of a merger named by a noun: "**X** was formed through the merger of …"."""
    verb = next((at for at in scene.grammar.path(noun) if is_predicate(scene.tokens[at])), None)
    if verb is None:
        return []
    subjects = [each for each in scene.grammar.surface_subjects(verb) if each != noun]
    return subjects or [each for each in scene.grammar.objects(verb) if each != noun]


def merged_from(scene: Scene, noun: int) -> list[int]:
    """Give the names that follow a noun for a merger, up to the next verb: "the merger of **A** and **B**"."""
    found: dict[int, None] = {}
    for index in range(noun + 1, len(scene.tokens)):
        if scene.tokens[index].upos == "VERB":
            break
        mention = scene.mention_at(index, "organisation")
        head = scene.sentence.head_of(mention.start, mention.end) if mention is not None else None
        if head is not None:
            found[head] = None
    return list(found)


def formed_by(scene: Scene, verb: int) -> list[int]:
    """Give what a verb of merging makes: "merged **into X**", "merged to form **X**"."""
    made = list(scene.grammar.obliques(verb, INTO))
    for clause in scene.sentence.dependents(verb, "advcl", "xcomp", "conj"):
        if scene.lemmas[clause] in FORMING:
            made += scene.grammar.objects(clause)
    return made
