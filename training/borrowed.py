"""Learn from another language's passages: each word is seen as the one that means the same.

Ukrainian words have the vectors of Russian ones (`ukrainian_vectors.py`), so a Russian passage teaches as a Ukrainian
one does, and the other way about; parts of speech and relations are those that its own engine tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from ukrainian_vectors import FULL, WIDTH, Floats, Space, pairs

from khronika.extract.scene import Scene
from khronika.language import Sentence, Token
from khronika.language.compact.words import plain

STATES = 2 * WIDTH  # numbers that the Ukrainian network has of a word, and a Russian sentence has not


class Seen(NamedTuple):
    """What is learnt from a scene."""

    sentence: Sentence
    lemmas: Sequence[str]
    tokens: Sequence[Token]


class AsUkrainian:
    """Shows Russian scenes as Ukrainian ones."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        """Prepare; of Ukrainian lemmas that mean the same, the one seen most often in `lemmas` stands for all."""
        counts = Counter(lemmas)
        self._space = Space()
        self._ukrainian: dict[str, str] = {}
        for ukrainian, russian in sorted(pairs().items(), key=lambda pair: (-counts[pair[0]], pair)):
            self._ukrainian.setdefault(russian, ukrainian)

    def __call__(self, scene: Scene) -> Seen:
        """Give a scene's words the vectors of their lemmas, and the Ukrainian lemmas; empty where there is none."""
        words = [self._known(token) for token in scene.tokens]
        lower = _laid(words, self._space.vectors, WIDTH)
        states = bytes(2 * STATES * len(words))
        sentence = replace(scene.sentence, vectors=states, lower=lower)
        return Seen(sentence, [self._ukrainian.get(word, "") for word in words], scene.tokens)

    def _known(self, token: Token) -> str:
        """Give the word under which the vectors have a token, empty where they do not."""
        lemma = token.lemma.lower()
        return next((w for w in (lemma, lemma.replace("ё", "е"), token.text.lower()) if w in self._space), "")


class AsRussian:
    """Shows Ukrainian scenes as Russian ones."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        """Prepare; which Russian lemmas are seen changes nothing, as each Ukrainian one has one like."""
        self._space = Space()

    def __call__(self, scene: Scene) -> Seen:
        """Give a scene's words the vectors of the Russian lemmas, and these; empty where there is none."""
        words = [pairs().get(plain(token.lemma)) or pairs().get(plain(token.text), "") for token in scene.tokens]
        vectors = _laid(words, self._space.full, FULL)
        return Seen(replace(scene.sentence, vectors=vectors, lower=b""), words, scene.tokens)


def _laid(words: Sequence[str], vectors_of: Callable[[list[str]], Floats], width: int) -> bytes:
    """Give words' vectors in half precision, one after another; zeros for an empty word."""
    found = np.zeros((len(words), width), np.float16)
    at = [index for index, word in enumerate(words) if word]
    if at:
        found[at] = vectors_of([words[index] for index in at])
    return found.tobytes()
