"""Pack what Ukrainian words mean: `python training/ukrainian_vectors.py --out DIR`.

There are no word vectors of Ukrainian to ship. So each Ukrainian lemma gets the vector of the Russian one that means
the same (`ukrainian_russian.tsv`): navec's news vectors, which come inside the `natasha` wheel (MIT), brought down from
300 to their 192 main components, in bytes with a scale a row.
"""

from __future__ import annotations

import argparse
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from vectors import write_vectors

from khronika.language.compact.words import plain
from khronika.language.russian.models import load_models

FULL, WIDTH = 300, 192
PAIRS = Path(__file__).parent / "ukrainian_russian.tsv"
Floats = NDArray[np.float32]


@cache
def pairs() -> dict[str, str]:
    """Read the Russian lemma of each Ukrainian one, of those that navec has."""
    lines = (line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#"))
    known = load_models().words
    either = ((plain(ukrainian), {russian, russian.replace("ё", "е")} & known.keys()) for ukrainian, russian in lines)
    return {ukrainian: min(found) for ukrainian, found in either if found}


class Space:
    """The main components of the vectors of all Russian words in the table."""

    def __init__(self) -> None:
        self._models = load_models()
        rows = self.full(sorted(set(pairs().values())))
        self._mean = rows.mean(axis=0)
        _, spread, axes = np.linalg.svd(rows - self._mean, full_matrices=False)
        signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])  # the same at every run
        self._axes = (axes * signs[:, None])[:WIDTH].T
        self.share = float((spread[:WIDTH] ** 2).sum() / (spread**2).sum())
        self._scale = ((rows - self._mean) @ self._axes).std()

    def __contains__(self, word: str) -> bool:
        return word in self._models.words

    def vectors(self, words: list[str]) -> Floats:
        """Give the vectors of Russian words that navec has: [words, WIDTH]."""
        found: Floats = ((self.full(words) - self._mean) @ self._axes / self._scale).astype(np.float32)
        return found

    def full(self, words: list[str]) -> Floats:
        """Give the vectors of Russian words as navec has them: [words, FULL]."""
        return self._models.vectors([self._models.words[word] for word in words])


def main() -> None:
    """Read, reduce, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    space = Space()
    words = sorted(set(pairs().values()))
    row = {word: at for at, word in enumerate(words, 1)}
    rows = {ukrainian: row[russian] for ukrainian, russian in pairs().items()}
    write_vectors(space.vectors(words), rows, options.out)
    print(f"{len(rows)} Ukrainian words, {len(words)} Russian ones; {100 * space.share:.0f} % of the spread")


if __name__ == "__main__":
    main()
