"""Texts that repeat others: sequences of words, a small sample of them to find candidates by, and how much is shared.

A reprint is often cut or has a head and a foot of its own, so what counts is how much of the *shorter* text stands in
the other (containment), not how much of both is shared. Candidates share some of each text's smallest hashes
(Broder 1997, "On the resemblance and containment of documents").
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

from msgspec import Struct

from khronika.model import fold

LENGTH = 5  # words of one sequence
SAMPLE = 24  # numbers kept of a text
SHARED = 3  # that two samples must share to be compared
FEWEST = 20  # sequences; of shorter texts nothing but the whole tells
SAME = 0.6  # of the shorter text's sequences, for it to be a reprint
SAME_IF_TOLD = 0.25  # where a note says that it is one
_WORD = re.compile(r"[^\W_]+")

Sequences = frozenset[str]


@lru_cache(64)
def sequences(text: str) -> Sequences:
    """Give every sequence of five words of a text; of a short text, the whole of it."""
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST + LENGTH - 1:
        return frozenset({" ".join(words)}) if words else frozenset()
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(LENGTH)), strict=False)))


def sample(text: str) -> tuple[int, ...]:
    """Give the numbers by which texts that share much with this one are found: the smallest of its sequences."""
    numbers = {crc32(sequence.encode("utf-8", "surrogatepass")) for sequence in sequences(text)}
    return tuple(nsmallest(SAMPLE, numbers))


def likeness(one: str, other: str) -> float:
    """Give how much of the shorter text stands in the other, 0 to 1."""
    a, b = sequences(one), sequences(other)
    return round(len(a & b) / min(len(a), len(b)), 3) if a and b else 0.0


class Copy(Struct, frozen=True, kw_only=True):
    """What is known of a document's publication; `told_*` is what its note says about who published it first."""

    id: int
    language: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    text: str = ""
    told_publisher: str = ""
    told_url: str = ""
    told_published: date | None = None

    @property
    def is_told(self) -> bool:
        """Say whether a note names a first publisher."""
        return bool(self.told_publisher or self.told_url)


class Reprint(Struct, frozen=True):
    """That `copy` repeats `original`, and how like they are."""

    copy: int
    original: int
    likeness: float


def compare(new: Copy, old: Copy) -> Reprint | None:
    """Say whether one of two documents repeats the other, and which.

    Without a note most of the text must be the same. With one, a part of the text, the title, or the address or day
    that the note gives will do: a translation shares no words with its original.
    """
    share = likeness(new.text, old.text)
    told = _names(new, old) or _names(old, new) or _same_first(new, old)
    if share < (SAME_IF_TOLD if told else SAME) and not (told and (_same_title(new, old) or _is_certain(new, old))):
        return None
    first, second = (new, old) if _is_first(new, old) else (old, new)
    return Reprint(second.id, first.id, share)


def _is_certain(a: Copy, b: Copy) -> bool:
    """Say whether a note gives the very address of one of them, or its day where the languages differ."""
    notes = ((a, b), (b, a))
    if any(copy.told_url and copy.told_url == original.url for copy, original in notes):
        return True
    days = any(copy.told_published and copy.told_published == original.published for copy, original in notes)
    return days and a.language != b.language


def _names(copy: Copy, original: Copy) -> bool:
    """Say whether the note of one names the other: its address, or its publisher and day."""
    if copy.told_url and copy.told_url == original.url:
        return True
    same_day = copy.told_published is None or copy.told_published == original.published
    return bool(copy.told_publisher) and fold(copy.told_publisher) == fold(original.publisher) and same_day


def _same_first(a: Copy, b: Copy) -> bool:
    """Say whether the notes of both name the same first publication."""
    if a.told_url and a.told_url == b.told_url:
        return True
    same = bool(a.told_publisher) and fold(a.told_publisher) == fold(b.told_publisher)
    return same and a.told_published == b.told_published


def _same_title(a: Copy, b: Copy) -> bool:
    return bool(a.title) and fold(a.title) == fold(b.title)


def _is_first(new: Copy, old: Copy) -> bool:
    """Say whether the one that came in later was published first: a note says so, or its day."""
    if _names(old, new) or (old.is_told and not new.is_told):
        return True
    if _names(new, old) or (new.is_told and not old.is_told):
        return False
    return bool(new.published and old.published and new.published < old.published)


def best(found: Sequence[Reprint]) -> Reprint | None:
    """Give the closest of several."""
    return max(found, key=lambda reprint: (reprint.likeness, -reprint.original), default=None)
