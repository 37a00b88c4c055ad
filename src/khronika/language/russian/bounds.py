"""What bounds a number is no member of the sentence: «**более** двухсот рабочих вышли», «**порядка** ста человек»."""

from collections.abc import Mapping, Sequence

BOUNDS = frozenset({"более", "больше", "менее", "меньше", "порядка"})
NUMERALS = frozenset({"десяток", "дюжина", "миллион", "сотня", "тысяча"})
MEMBERS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "root"})
COUNTING = frozenset({"nummod", "nummod:gov", "amod"})


def mend_bounds(
    words: Sequence[str], parts: Sequence[str], lemmas: Sequence[str], features: Sequence[Mapping[str, str]],
    heads: Sequence[int], relations: Sequence[str],
) -> tuple[list[int], list[str]]:  # fmt: skip
    """Give heads and relations with what is counted in the place of the word that bounds its number.

    slovnet's parser takes «более» for the subject and hangs what is counted, in the genitive, under it.
    """
    mended_heads, mended = list(heads), list(relations)
    for index, word in enumerate(words):
        if word.lower() not in BOUNDS or mended[index] not in MEMBERS:
            continue
        below = [i for i, head in enumerate(mended_heads) if head == index]
        after = (i for i in below if i > index)
        counted = next((i for i in after if _is_counted(i, index, parts, lemmas, mended_heads, mended)), None)
        if counted is None or features[counted].get("Case", "Gen") != "Gen":
            continue
        mended_heads[counted], mended[counted] = mended_heads[index], mended[index]
        for other in (index, *below):
            if other != counted:
                mended_heads[other] = counted
        mended[index] = "advmod"
    return mended_heads, mended


def _is_counted(
    index: int, bound: int, parts: Sequence[str], lemmas: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> bool:
    """Say whether a word under a bound is counted by a number that follows it, or is that number itself."""
    if _is_number(index, parts, lemmas):
        return index == bound + 1 or all(heads[i] == index for i in range(bound + 1, index))
    return any(
        heads[i] == index and relations[i] in COUNTING and _is_number(i, parts, lemmas) for i in range(bound + 1, index)
    )


def _is_number(index: int, parts: Sequence[str], lemmas: Sequence[str]) -> bool:
    return parts[index] == "NUM" or lemmas[index] in NUMERALS
