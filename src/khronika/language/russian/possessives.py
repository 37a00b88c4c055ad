"""Possessive pronouns that slovnet's parser hangs on the verb: «избивали **её** подзащитного»."""

from collections.abc import Sequence

POSSESSIVES = frozenset({"его", "её", "ее", "их"})
CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
ATTRIBUTES = frozenset({"ADJ", "DET", "NUM"})


def mend_possessives(
    words: Sequence[str], parts: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Give heads and relations with a possessive before a subject or object of its verb hung on that noun.

    A verb has one object of a kind, so of two beside each other the pronoun is the owner of the noun; in «задержали его
    вечером» it stays the object.
    """
    mended_heads, mended = list(heads), list(relations)
    for index, word in enumerate(words):
        if word.lower() in POSSESSIVES and relations[index] in CORE:
            noun = index + 1
            while noun < len(words) and parts[noun] in ATTRIBUTES:
                noun += 1
            if noun < len(words) and parts[noun] == "NOUN" and heads[noun] == heads[index] and relations[noun] in CORE:
                mended_heads[index], mended[index] = noun, "det"
    return mended_heads, mended
