"""Mend what each relation on its own cannot see: who gets and what is given."""

from collections.abc import Iterator, Sequence

CLAUSAL = {"advcl": "obl", "acl": "nmod"}  # as verbs, and as nouns
BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were", "'re", "'s"})
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
GIVING = frozenset("gave give given gives giving hand handed handing hands".split())
FORCES = frozenset("army gang military militia mob navy police soldier troop".split())
FULL = frozenset({"aux", "ccomp", "expl", "iobj", "mark", "nsubj", "obj", "xcomp"})  # what a clause of its own has
NOUNS = frozenset({"conj", "iobj", "nmod", "nsubj", "obj", "obl"})  # where nouns stand
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


def settle_passives(forms: Sequence[str], heads: Sequence[int], relations: list[str], passive: Sequence[bool]) -> None:
    """Name the auxiliary and the subject of a passive as such: "ordered that **he be** let go".

    `passive` says of each word whether its own features call it one.
    """
    helped = {
        head
        for at, head in enumerate(heads)
        if head >= 0 and passive[head] and at < head and forms[at].lower() in BE and relations[at] in ("aux", "cop")
    }
    for at, head in enumerate(heads):
        if head in helped:
            if relations[at] == "nsubj":
                relations[at] = "nsubj:pass"
            elif relations[at] in ("aux", "cop") and forms[at].lower() in BE:
                relations[at] = "aux:pass"


def settle_terms(forms: Sequence[str], heads: Sequence[int], relations: list[str]) -> None:
    """Call the time behind the object of *give* and *hand* the object: "handed the two students **ten days**"."""
    counted = {head for head, relation in zip(heads, relations, strict=True) if relation == "nummod"}
    since = {head for head, relation in zip(heads, relations, strict=True) if relation == "advmod"}  # "two days ago"
    for at, head in enumerate(heads):
        is_time = relations[at] in ("obl:unmarked", "obj") and at in counted - since
        if is_time and head >= 0 and forms[head].lower() in GIVING:
            given = [i for i, above in enumerate(heads) if above == head and relations[i] == "obj" and head < i < at]
            if given and all(heads[i] == at for i in range(given[-1] + 1, at)):
                relations[given[-1]], relations[at] = "iobj", "obj"


def settle_forces(forms: Sequence[str], heads: list[int], relations: list[str], parts: Sequence[str]) -> None:
    """Hang those who did it on a gerund that a preposition opens: "killed in **police** firing", "due to **army** …".

    Taken for what the preposition opens, or for a subject behind a conjunction, they would be no one's.
    """
    for at in range(2, len(forms)):
        if parts[at] != "VERB" or not forms[at].endswith("ing") or relations[at] not in CLAUSAL:
            continue
        doer = at - 1
        below = [child for child, head in enumerate(heads) if head == at and child != doer]
        if forms[doer].lower() not in FORCES or any(relations[child] in ("nsubj", "obj") for child in below):
            continue
        if relations[doer] == "obl" and heads[doer] == heads[at]:
            for child, head in enumerate(heads):
                heads[child] = at if head == doer else head
            heads[doer], relations[doer] = at, "compound"
        elif heads[doer] == at and relations[doer] in ("compound", "nsubj", "obl"):
            relations[doer] = "compound"
            for child in below:
                relations[child] = "case" if relations[child] == "mark" else relations[child]


def find_gerunds(
    forms: Sequence[str], heads: Sequence[int], relations: Sequence[str], parts: Sequence[str]
) -> Iterator[int]:
    """Yield words in -ing called verbs that stand as nouns do: "killed in police **firing**".

    A preposition stands before them (`case`, which no verb has) and a noun right before them or an article.
    """
    for at, (form, part) in enumerate(zip(forms, parts, strict=True)):
        if part == "VERB" and form.endswith("ing") and relations[at] in CLAUSAL:
            below = {relations[child] for child, head in enumerate(heads) if head == at and child != at - 1}
            is_compound = at > 0 and heads[at - 1] == at and parts[at - 1] == "NOUN"
            if "case" in below and (is_compound or "det" in below) and not below & {"nsubj", "obj"}:
                yield at


def find_described(heads: Sequence[int], relations: Sequence[str], verbal: Sequence[bool]) -> list[bool]:
    """Say of each word whether it is called a verb but stands for those it tells of: "**the accused** were charged".

    It has an article and stands where nouns stand. `verbal` says which are called pasts or participles.
    """
    articled = {head for at, head in enumerate(heads) if relations[at] == "det" and at < head}
    return [
        is_verbal and index in articled and relation.partition(":")[0] in NOUNS
        for index, (is_verbal, relation) in enumerate(zip(verbal, relations, strict=True))
    ]


def find_reduced(heads: Sequence[int], relations: Sequence[str], past: Sequence[bool]) -> list[bool]:
    """Say of each word whether it is called a past but is a passive participle: "the people **detained** that day".

    It stands in a clause without subject, object and auxiliary that describes a noun. `past` says which are called so.
    """
    full = {head for head, relation in zip(heads, relations, strict=True) if relation.partition(":")[0] in FULL}
    return [
        is_past and relation == "acl" and index not in full
        for index, (is_past, relation) in enumerate(zip(past, relations, strict=True))
    ]


def settle_titles(heads: list[int], relations: list[str], parts: Sequence[str]) -> None:
    """Hang a name on the title before it where both are called objects: "gave blogger **Ivo Sand** a term"."""
    objects = [at for at, relation in enumerate(relations) if relation == "obj"]
    for at in objects:
        is_titled = at > 0 and parts[at] == "PROPN" and (parts[at - 1], relations[at - 1]) == ("NOUN", "iobj")
        if is_titled and heads[at - 1] == heads[at] and any(i > at and heads[i] == heads[at] for i in objects):
            heads[at], relations[at] = at - 1, "appos"


def settle_openers(heads: list[int], relations: list[str], parts: Sequence[str]) -> None:
    """Part a setting from the subject behind it: "in **Patras** dockers struck", "on 20 **February** strikers left".

    No subject has a preposition, so what stands between both is where or when.
    """
    for at, relation in enumerate(relations):
        if relation.partition(":")[0] != "nsubj" or parts[at] != "NOUN" or heads[at] < at:
            continue
        for i in range(1, at):  # "in **Volos** farmers blocked the road"
            is_name = heads[i] == at and relations[i] == "compound" and parts[i] == "PROPN"
            if is_name and heads[i - 1] == i and relations[i - 1] == "case":
                heads[i], relations[i] = heads[at], "obl"
        case = next((i for i in range(at) if heads[i] == at and relations[i] == "case"), None)
        between = [] if case is None else list(range(case + 1, at))
        if case is None or not between or not all(parts[i] in ("PROPN", "NUM") for i in between):
            continue
        top = next((i for i in between if heads[i] == at), between[-1])
        for i in between:
            if heads[i] == at:
                heads[i], relations[i] = (heads[at], "obl") if i == top else (top, "flat")
        heads[case] = top


def settle_parts(forms: Sequence[str], heads: list[int], relations: list[str], parts: Sequence[str]) -> None:
    """Hang a whole on its part: "**of the 40 people** detained, twelve were released"."""
    for of, form in enumerate(forms):
        at = heads[of]
        is_whole = form.lower() == "of" and at > of and relations[of] == "case"
        relation = relations[at].partition(":")[0] if is_whole else ""
        if relation not in ("nsubj", "obl") or parts[at] != "NOUN" or heads[at] < at:
            continue
        beside = (i for i in range(at + 1, heads[at]) if heads[i] == heads[at] and parts[i] in ("NUM", "PRON", "DET"))
        part = next((i for i in beside if relations[i].partition(":")[0] == "nsubj"), None)
        if part is not None and part not in heads:
            heads[at], relations[at] = part, "nmod"


def settle_days(forms: Sequence[str], heads: Sequence[int], relations: list[str]) -> None:
    """Call the name of a day that stands beside an object no object: "lifted **Friday** a blockade"."""
    for at, form in enumerate(forms):
        if form in DAYS and relations[at] == "obj":
            same = (head == heads[at] and relations[other] == "obj" for other, head in enumerate(heads) if other != at)
            if any(same):
                relations[at] = "obl:unmarked"


def flat_lists(heads: Sequence[int], relations: Sequence[str]) -> list[int]:
    """Hang the last of a list on its first: in "arrested, held and fined" *fined* stands beside *arrested*.

    Only what is joined by a conjunction of its own to the one before stays there ("arrested and held, and fined").
    """
    joined = {head for head, relation in zip(heads, relations, strict=True) if relation == "cc"}
    flat = list(heads)
    for at, relation in enumerate(relations):
        above = heads[at]
        if relation == "conj" and at in joined and relations[above] == "conj" and above not in joined:
            flat[at] = heads[above]
    return flat
