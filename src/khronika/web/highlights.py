"""A text cut where marks begin and end, so that marks may lie within and across each other."""

import itertools
from collections.abc import Sequence

from msgspec import Struct


class Mark(Struct, frozen=True):
    """Words of a text that tell something: what kind of mark, whose it is, and what it says of them."""

    start: int
    end: int
    kind: str
    key: str
    title: str


class Segment(Struct, frozen=True):
    """A stretch of text under the same marks; `keys` are mentions that begin here, `title` what all marks say."""

    text: str
    classes: str
    keys: list[str]
    title: str


def highlight(text: str, marks: Sequence[Mark]) -> list[Segment]:
    """Cut a text by its marks; marks out of its bounds are left out."""
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    segments = []
    open_: list[Mark] = []
    for start, end in itertools.pairwise(edges):
        open_ = [mark for mark in open_ if mark.end > start] + starting.get(start, [])
        kinds = dict.fromkeys(mark.kind for mark in open_)
        titles = dict.fromkeys(mark.title for mark in open_ if mark.kind != "told")
        keys = [mark.key for mark in starting.get(start, []) if mark.key]
        segments.append(Segment(text[start:end], " ".join(kinds), keys, ", ".join(titles)))
    return segments
