"""What slovnet's parser takes for a subject: «увезли сразу, и **адвокаты** нашли его», «отпустили **Ирму** Кац»."""

from collections.abc import Mapping, Sequence

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OPENING = frozenset({"CCONJ", "SCONJ"})
WITHIN = frozenset({"ADJ", "ADP", "NOUN", "PROPN"})  # before a name that belongs to a longer phrase
BESIDE = frozenset({"iobj", "obj", "obl"})
OBJECTIVE = {"Acc": "obj", "Dat": "iobj", "Gen": "obj"}
FINITE = frozenset({"Fin", "Part"})


def mend_subjects(
    parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Give heads and relations with a subject that stands in the next clause hung on the verb there.

    Between it and the verb that has it stands a conjunction, and behind it, in its own clause, a verb of its number
    without a subject. One person is no subject of a verb in the plural, which then has none, but its object; nothing in
    the dative is a subject, nor an object beside another.
    """
    mended_heads, mended = list(heads), list(relations)
    for index, head in enumerate(heads):
        opens = [i for i in range(head + 1, index) if parts[i] in OPENING] if relations[index] in SUBJECTS else []
        own = _own_verb(index, opens[-1], parts, features, heads, relations) if opens and head >= 0 else None
        if own is not None and own != head:
            mended_heads[index], mended[index] = own, "nsubj"
    for index, head in enumerate(mended_heads):
        if mended[index] == "nsubj" and head >= 0 and _is_object(index, head, parts, features, mended_heads, mended):
            mended[index] = "obj"
        elif mended[index] == "nsubj" and features[index].get("Case") == "Dat":
            mended[index] = "iobj"
        elif _is_done_to(index, head, parts, features, mended_heads, mended):
            mended[index] = "nsubj:pass"
        elif _is_doer(index, head, parts, features, mended_heads, mended):
            mended[index] = "nsubj"
    _mend_objects(parts, features, mended_heads, mended)
    return mended_heads, mended


def _mend_objects(
    parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: list[int], relations: list[str]
) -> None:
    """Hang on their verb objects that the parser hung on a noun behind, which stands in another case.

    «пригрозил **зачинщикам** увольнением», «избили **задержанных** дубинками»; and one of two objects that stands in
    the dative is indirect: «запросил **Ирме** три года».
    """
    for index, relation in enumerate(relations):  # «**двух** из них оштрафовали»
        is_loose = (relation, parts[index]) == ("nummod", "NUM") and heads[index] >= 0
        if is_loose and parts[heads[index]] == "VERB" and features[index].get("Case") in ("Acc", "Gen"):
            relations[index] = "obj"
    for index, relation in enumerate(relations):
        above, case = heads[index], features[index].get("Case")
        if relation != "amod" or above < index or case not in OBJECTIVE or features[above].get("Case") in (None, case):
            continue
        is_somebody = parts[index] == "NOUN" or features[index].get("Animacy") == "Anim"
        verb = heads[above]
        if is_somebody and 0 <= verb < index and parts[verb] == "VERB" and features[above].get("Case") == "Ins":
            heads[index], relations[index] = verb, OBJECTIVE[case]
    for index, relation in enumerate(relations[:-1]):  # «скончалась от **побоев** охранников»
        above = heads[index]
        if relation == "amod" and parts[index] == parts[above] == "NOUN" and above == index + 1 and heads[above] >= 0:
            cases = {features[index].get("Case"), features[above].get("Case")}
            if cases == {"Gen"} and features[index].get("Animacy") == "Inan":
                heads[index], relations[index] = heads[above], relations[above]
                for child, head in enumerate(heads):
                    heads[child] = index if head == above and child < index else head
                heads[above], relations[above] = index, "nmod"
    objects = [index for index, relation in enumerate(relations) if relation == "obj"]
    for index in objects:
        nearer = _verb_between(heads[index], index, parts, heads, relations)
        if nearer is not None and any(heads[i] == heads[index] and i < nearer for i in objects if i != index):
            heads[index] = nearer
    for index in objects:
        beside = (other for other in objects if other != index and heads[other] == heads[index])
        if features[index].get("Case") == "Dat" and any(features[i].get("Case") != "Dat" for i in beside):
            relations[index] = "iobj"


def _verb_between(
    verb: int, index: int, parts: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> int | None:
    """Give the verb beside one, nearer to what that has as its second object: «оштрафовали его, ей **дали** сутки»."""
    for at in range(index - 1, verb, -1):
        if parts[at] == "VERB":
            is_beside = heads[at] == verb and relations[at] in ("conj", "parataxis")
            has_own = any(heads[i] == at and relations[i] == "obj" for i in range(len(parts)))
            return at if is_beside and not has_own else None
    return None


def _is_done_to(
    index: int, verb: int, parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int],
    relations: Sequence[str],
) -> bool:  # fmt: skip
    """Say whether a nominative behind a short participle is its subject: «оштрафована **библиотекарь** Плоцкая»."""
    own, above = features[index], features[verb] if verb >= 0 else {}
    if relations[index] not in BESIDE or own.get("Case") != "Nom" or own.get("Animacy") != "Anim" or verb > index:
        return False
    is_short = above.get("Variant") == "Short" and above.get("Voice") == "Pass"
    below = {relations[i].partition(":")[0] for i, head in enumerate(heads) if head == index}
    taken = {relations[i] for i, head in enumerate(heads) if head == verb}
    return is_short and "case" not in below and taken.isdisjoint(SUBJECTS)


def _is_doer(
    index: int, verb: int, parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int],
    relations: Sequence[str],
) -> bool:  # fmt: skip
    """Say whether a nominative before a verb with another object is its subject: «**Стражники** избили торговцев»."""
    own, above = features[index], features[verb] if verb >= 0 else {}
    if relations[index] != "obj" or own.get("Case") != "Nom" or own.get("Animacy") != "Anim" or verb < index:
        return False
    taken = [relations[i] for i, head in enumerate(heads) if head == verb and i != index]
    agrees = parts[verb] == "VERB" and above.get("VerbForm") == "Fin" and above.get("Number") == own.get("Number")
    return agrees and "obj" in taken and SUBJECTS.isdisjoint(taken)


def _is_object(
    index: int, verb: int, parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int],
    relations: Sequence[str],
) -> bool:  # fmt: skip
    """Say whether a subject is one person and its verb in the plural: «**отпустили** Ирму»."""
    own, above = features[index], features[verb]
    is_person = parts[index] == "PROPN" and own.get("Animacy") == "Anim" and own.get("Case") in ("Acc", "Gen")
    is_plural = parts[verb] == "VERB" and above.get("Number") == "Plur" and above.get("VerbForm") == "Fin"
    is_within = parts[index - 1] in WITHIN if index else parts[1] != "PROPN"
    if not is_person or own.get("Number") != "Sing" or not is_plural or is_within:
        return False
    apart = (i for i, head in enumerate(heads) if head == index and not (i == index + 1 and parts[i] == "PROPN"))
    beside = {relations[i].partition(":")[0] for i in apart}
    return beside.isdisjoint({"conj", "nummod", "appos"})


def _own_verb(
    subject: int, opening: int, parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int],
    relations: Sequence[str],
) -> int | None:  # fmt: skip
    """Give the verb behind a subject in its clause, None where there is none that can have it."""
    for at in range(subject + 1, len(parts)):
        if parts[at] in OPENING or features[at].get("PronType") == "Rel":
            return None
        if parts[at] == "VERB" and features[at].get("VerbForm") in FINITE:
            has_own = any(
                heads[i] == at and relations[i] in SUBJECTS and (i > opening or i == subject) for i in range(len(parts))
            )
            agrees = features[at].get("Number") == features[subject].get("Number")
            return at if agrees and not has_own and not _is_above(subject, at, heads) else None
    return None


def _is_above(index: int, other: int, heads: Sequence[int]) -> bool:
    """Say whether a word stands above another in the tree."""
    for _ in heads:
        other = heads[other]
        if other < 0 or other == index:
            break
    return other == index
