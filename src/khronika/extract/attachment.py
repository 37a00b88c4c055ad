"""How closely a time or place expression belongs to an event: by the tree first, then by the sentence."""

from msgspec import Struct

from khronika.extract.grammar import marker
from khronika.extract.scene import Scene
from khronika.model import Mention

DIRECT, CLAUSE, WITHIN, SENTENCE = 4.0, 3.0, 2.0, 1.0
TOLD = 2.0  # from here on the grammar itself ties the words to the event
CHAIN = frozenset({"flat", "compound", "appos", "conj", "nmod", "goeswith", "fixed", "amod", "nummod", "list", "dep"})
INSIDE = frozenset({
    "at", "in", "inside", "outside", "near", "on", "around", "в", "у", "на", "около", "возле", "à", "en", "dans",
    "біля", "поблизу",
})  # fmt: skip
ORIGIN = frozenset({"from", "of", "из", "от", "by", "depuis", "із", "від"})


class Attached(Struct, frozen=True):
    """An expression and how closely it belongs to the event at hand."""

    mention: Mention
    closeness: float


def attached(scene: Scene, anchor: int, carrier: int | None, kind: str) -> list[Attached]:
    """Give the sentence's places or dates, the closest to the event first."""
    found = [
        Attached(mention, closeness(scene, anchor, carrier, mention))
        for mention in scene.mentions
        if mention.kind == kind and not _is_in_longer(scene, mention)
    ]
    return sorted(found, key=lambda a: (-a.closeness, abs(a.mention.start - scene.tokens[anchor].start)))


def _is_in_longer(scene: Scene, mention: Mention) -> bool:
    return any(
        other.kind in ("person", "organisation")
        and other.start <= mention.start
        and mention.end <= other.end
        and (other.start, other.end) != (mention.start, mention.end)
        for other in scene.mentions
    )


def closeness(scene: Scene, anchor: int, carrier: int | None, mention: Mention) -> float:
    """Say how closely an expression belongs to an event: DIRECT, CLAUSE, WITHIN, SENTENCE, less what speaks against."""
    head = scene.sentence.head_of(mention.start, mention.end)
    if head is None:
        return 0.0
    token = scene.tokens[head]
    if token.deprel == "nmod:poss" and marker(scene.sentence, token.head)[0] in INSIDE:
        head, token = token.head, scene.tokens[token.head]  # "at **Lille**'s hospital"
    level = _level(scene, head, anchor, carrier)
    if token.upos == "ADJ" or token.deprel in ("amod", "compound"):
        level -= 2.2
    if token.deprel in ("nmod:poss", "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent") and mention.kind == "place":
        level -= 3.5  # "Norway granted …" is who, not where
    if mention.kind == "place" and marker(scene.sentence, head)[0] in ORIGIN:
        level -= 1.2
    return level


def _level(scene: Scene, head: int, anchor: int, carrier: int | None) -> float:
    """Climb from the expression to the event; each noun phrase or clause in between makes it less close."""
    path = scene.grammar.path(head)
    own = {anchor, carrier}
    if path and path[0] in own:
        return DIRECT
    above = scene.grammar.path(anchor)
    for steps, at in enumerate(path):
        if at in own:
            return (
                WITHIN + 0.5 if all(scene.tokens[p].deprel.partition(":")[0] in CHAIN for p in path[:steps]) else WITHIN
            )
        if at in above:
            hops = above.index(at)
            crossed = [scene.tokens[anchor], *(scene.tokens[p] for p in above[:hops])]
            if steps == 0 and all(_shares_clause(each.deprel) for each in crossed):
                return CLAUSE
            return SENTENCE + max(0.0, 0.8 - 0.2 * (hops + steps))
    return SENTENCE


def _shares_clause(relation: str) -> bool:
    """Say whether what is told of a governor holds for its dependent too."""
    return relation.partition(":")[0] in (
        "xcomp",
        "conj",
        "obj",
        "nsubj",
        "obl",
        "nmod",
        "advcl",
        "ccomp",
        "acl",
        "iobj",
    )
