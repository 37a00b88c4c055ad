"""Mend what each relation on its own cannot see: who gets and what is given."""

from collections.abc import Sequence

NOMINAL = frozenset({"NOUN", "NUM", "PRON", "PROPN"})


def settle_objects(heads: Sequence[int], relations: list[str], parts: Sequence[str]) -> list[str]:
    """Call the thing given `obj` where a verb has an `iobj`, no `obj`, and a nominal as `xcomp`, or counted as
    `obl:unmarked`.

    In *grant the mine a loan* the second noun is no predicate of the first, and in *give the owner two days* no time:
    Universal Dependencies has `iobj` beside an `obj` only. Returns the relations, changed where that is so; `heads` and
    `parts` (of speech) run along with them.
    """
    if "iobj" not in relations:
        return relations
    givers = {head for head, relation in zip(heads, relations, strict=True) if relation == "iobj"}
    settled = {head for head, relation in zip(heads, relations, strict=True) if relation in ("obj", "ccomp")}
    counted = {head for head, relation in zip(heads, relations, strict=True) if relation == "nummod"}
    filled = {head for head, relation in zip(heads, relations, strict=True) if relation in ("nmod", "nmod:poss", "acl")}
    return [
        "obj"
        if head in givers - settled
        and part in NOMINAL
        and (relation == "xcomp" or (relation == "obl:unmarked" and index in counted - filled))
        else relation
        for index, (head, relation, part) in enumerate(zip(heads, relations, parts, strict=True))
    ]
