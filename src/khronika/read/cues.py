"""The words that mark a page's furniture, as compiled patterns."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from khronika.errors import DataError

# Capital letters of names, for character classes.
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶŁĻĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚА-ЯЁІЇЄҐЎ"
HERE = Path(__file__).parent


def rows(name: str, width: int) -> list[list[str]]:
    """Read a table of this room.

    Raises:
        DataError: a row has another number of columns.
    """
    found = []
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise DataError(f"{name}:{number}: {len(cells)} columns (want {width})")
        found.append(cells)
    return found


@cache
def cue(kind: str) -> re.Pattern[str]:
    """Give the pattern of all cues of one kind; case does not count."""
    return re.compile(rf"(?:{'|'.join(_cues()[kind])})", re.IGNORECASE)


@cache
def whole(kind: str) -> re.Pattern[str]:
    """Give the pattern of whole lines of one kind, with whatever stops and brackets stand around."""
    return re.compile(rf"[\[(<«\"*_\s]*(?:{'|'.join(_cues()[kind])})[\])>»\"*_.!:…\s]*", re.IGNORECASE)


@cache
def words(kind: str) -> frozenset[str]:
    """Give the words of one kind of `words.tsv`, in small letters."""
    return frozenset(word for row_kind, _, word in rows("words.tsv", 3) if row_kind == kind)


@cache
def _cues() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, _, pattern in rows("cues.tsv", 3):
        found[kind].append(pattern)
    return found
