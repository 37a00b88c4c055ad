"""What kind of text a document is, by general cues."""

from collections.abc import Sequence

from khronika.model import FURNITURE, Genre, Turn
from khronika.read.cues import cue
from khronika.read.furniture import Block, Head


def genre_of(blocks: Sequence[Block], head: Head, turns: Sequence[Turn]) -> Genre:
    """Tell the genre from turns, the first words, and the shares of list items and table rows; else it is news."""
    if turns:
        return "interview"
    opening = [block.text for block in blocks[:3]]
    if any(cue("court").match(text) for text in opening):
        return "court"
    if any(cue("opinion").match(text) for text in [head.title or "", *opening[:2]] if len(text) < 200):
        return "opinion"
    kinds = [block.kind for block in blocks if block.kind not in FURNITURE]
    if len(kinds) >= 4 and kinds.count("row") * 2 > len(kinds):
        return "table"
    listed = len(kinds) >= 4 and kinds.count("item") * 2 > len(kinds)
    named = any(cue("bulletin").match(text) for text in [head.title or "", *opening[:2]] if len(text) < 200)
    return "bulletin" if listed or (named and kinds.count("item") >= 2) else "news"
