"""The row of a table that only names its columns: it tells nothing."""

import re
from collections.abc import Sequence
from itertools import groupby

from khronika.read.furniture import Block

_CELLS = re.compile(r"\s*\|\s*|\t+")
LONGEST = 4  # words in the name of a column


def mark_columns(blocks: Sequence[Block]) -> None:
    """Set the kind of each table's first row to `columns` where it is short words and most rows below hold figures."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind != "row":
            continue
        first, *rest = group
        figures = sum(any(sign.isdigit() for sign in row.text) for row in rest)
        if rest and 2 * figures >= len(rest) and _names_columns(first.text):
            first.kind = "columns"


def _names_columns(row: str) -> bool:
    cells = [cell for cell in _CELLS.split(row.strip(" |")) if cell]
    is_plain = not any(sign.isdigit() for sign in row) and not any(cell.endswith((".", "!", "?")) for cell in cells)
    return len(cells) > 1 and is_plain and all(len(cell.split()) <= LONGEST for cell in cells)
