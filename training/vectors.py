"""Write word vectors as the engines read them (`khronika.language.compact.vectors`): bytes with a scale a row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray


def write_vectors(vectors: NDArray[np.float32], rows: Mapping[str, int], folder: Path) -> None:
    """Write vectors [rows, width], before them one of zeros for words that have none, and each word's row (from 1)."""
    table = np.vstack([np.zeros((1, vectors.shape[1]), np.float32), vectors])
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    packed = {"table": np.rint(table / scale).astype(np.int8), "scale": scale.astype(np.float16)}
    np.savez_compressed(folder / "vectors.npz", **packed)
    keys = [(word, (row,)) for word, row in sorted(rows.items())]
    marisa_trie.RecordTrie("<H", keys).save(str(folder / "vectors.marisa"))
