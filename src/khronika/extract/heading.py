"""What heads a line of a bulletin and holds for all of it: "**Ghent:** drivers struck", «**21 мая, Омск:** …»."""

import re
from collections.abc import Sequence

from khronika.model import Mention

BETWEEN = re.compile(r"[\s,.;()–—-]*")
LONGEST = 60  # characters of what heads a line
BEHIND = re.compile(r":|(?<=\s)[–—-](?=\s)")


def heading_end(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int | None:
    """Give where the words end that head a sentence: a place, with or without a day, up to a colon or a dash."""
    marks = (mark.start() for mark in BEHIND.finditer(text, start, min(end, start + LONGEST)))
    return next((mark for mark in marks if is_heading(text, start, mark, mentions)), None)


def is_heading(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether a stretch of text is nothing but a place, with or without a day."""
    inside = [m for m in mentions if m.kind in ("place", "date") and start <= m.start and m.end <= end]
    at = start
    for mention in inside:
        if mention.start >= at and not BETWEEN.fullmatch(text, at, mention.start):
            return False
        at = max(at, mention.end)
    return bool(BETWEEN.fullmatch(text, at, end)) and any(mention.kind == "place" for mention in inside)
