"""Word vectors in bytes: a table, and the row of each word; words that are used alike may share one."""

from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from khronika.errors import LanguageError


class Vectors:
    """Holds the table (row 0: a word without vector) and the row of each word."""

    def __init__(self, folder: Path) -> None:
        """Read `vectors.marisa` and `vectors.npz`.

        Raises:
            LanguageError: one of them is missing.
        """
        for name in ("vectors.marisa", "vectors.npz"):
            if not (folder / name).is_file():
                raise LanguageError(f"the model is not whole: {folder / name} is missing; install khronika again")
        self._rows = marisa_trie.RecordTrie("<H").mmap(str(folder / "vectors.marisa"))
        with np.load(folder / "vectors.npz") as file:
            table = file["table"].astype(np.float32) * file["scale"].astype(np.float32)
        self.table: NDArray[np.float32] = table

    def row(self, word: str) -> int:
        """Give the row of a plain word, 0 if it has none."""
        found = self._rows.get(word)
        return int(found[0][0]) if found else 0
