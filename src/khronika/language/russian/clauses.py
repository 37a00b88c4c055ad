"""Subjects that slovnet's parser hangs on the verb of the clause before: «увезли сразу, и **адвокаты** нашли его»."""

from collections.abc import Mapping, Sequence

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OPENING = frozenset({"CCONJ", "SCONJ"})
FINITE = frozenset({"Fin", "Part"})


def mend_subjects(
    parts: Sequence[str], features: Sequence[Mapping[str, str]], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Give heads and relations with a subject that stands in the next clause hung on the verb there.

    Between it and the verb that has it stands a conjunction, and behind it, in its own clause, a verb of its number
    without a subject.
    """
    mended_heads, mended = list(heads), list(relations)
    for index, head in enumerate(heads):
        opens = [i for i in range(head + 1, index) if parts[i] in OPENING] if relations[index] in SUBJECTS else []
        own = _own_verb(index, opens[-1], parts, features, heads, relations) if opens and head >= 0 else None
        if own is not None and own != head:
            mended_heads[index], mended[index] = own, "nsubj"
    return mended_heads, mended


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
