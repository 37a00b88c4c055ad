"""The words that state ties: rows of ties.tsv, looked up by the words of a sentence."""

from functools import cache
from typing import get_args

from khronika import lexicon
from khronika.errors import DataError
from khronika.extract.scene import Scene
from khronika.model import Tie


@cache
def ties(language: str) -> dict[tuple[str, str], Tie]:
    """Give {(lemma, NOUN or VERB): tie} of a language.

    Raises:
        DataError: a row of ties.tsv names no tie.
    """
    known: dict[str, Tie] = {name: name for name in get_args(Tie)}
    found: dict[tuple[str, str], Tie] = {}
    for word in lexicon.load(language).tables.get("ties", ()):
        tie = known.get(word.meaning.replace(" ", "_"))
        if tie is None:
            raise DataError(f"{language}/ties.tsv: no such tie {word.meaning!r} (have: {', '.join(known)})")
        found[word.lemma, word.pos or "NOUN"] = tie
    return found


def tie_of(scene: Scene, index: int, pos: str) -> Tie | None:
    """Give the tie that a word states; a phrase of two words ("board member", "belong to") goes before its parts."""
    known = ties(scene.sentence.language)
    lemma = scene.lemmas[index]
    before = f"{scene.lemmas[index - 1]} {lemma}" if index else lemma
    after = f"{lemma} {scene.lemmas[index + 1]}" if index + 1 < len(scene.lemmas) else lemma
    for words in (before, after, lemma):
        if (words, pos) in known:
            return known[words, pos]
    return None


@cache
def appointing(language: str) -> frozenset[str]:
    """Give the verbs by which somebody is made something."""
    if language == "ru":
        return frozenset({"избрать", "выбрать", "назначить", "стать", "являться", "быть", "работать", "остаться"})
    return frozenset({"elect", "appoint", "name", "make", "become", "remain", "nominate", "serve", "work"})
