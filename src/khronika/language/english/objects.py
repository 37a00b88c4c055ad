"""Mend what each relation on its own cannot see: who gets and what is given."""

from collections.abc import Sequence

GIVEN = ("xcomp", "obl:unmarked")
NOMINAL = frozenset({"NOUN", "NUM", "PRON", "PROPN"})


def settle_objects(heads: Sequence[int], relations: list[str], parts: Sequence[str]) -> list[str]:
    """Call the thing given `obj` where a verb has an `iobj`, no `obj`, and a nominal as `xcomp` or `obl:unmarked`.

    In *grant the mine a loan* the second noun is no predicate of the first, and in *give the owner two days* no time:
    Universal Dependencies has `iobj` beside an `obj` only. Returns the relations, changed where that is so; `heads` and
    `parts` (of speech) run along with them.
    """
    if "iobj" not in relations:
        return relations
    givers = {head for head, relation in zip(heads, relations, strict=True) if relation == "iobj"}
    settled = {head for head, relation in zip(heads, relations, strict=True) if relation in ("obj", "ccomp")}
    return [
        "obj" if relation in GIVEN and head in givers - settled and part in NOMINAL else relation
        for head, relation, part in zip(heads, relations, parts, strict=True)
    ]
