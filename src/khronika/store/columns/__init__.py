"""Events in memory, column by column: what facets, maps, timelines and counts are read from.

A million mentions fill some 150 MB and are counted by any filter in a few milliseconds, which neither database does.
The tables stay the truth: triggers of the database write down which events changed (`models.Change`), and every reader
takes those up before it answers.
"""

from khronika.store.columns.counting import Spread, by_place, spread
from khronika.store.columns.current import current, forget, keep_in
from khronika.store.columns.days import day_of, first_day_of, month_of
from khronika.store.columns.filtering import FACETS, Filter, Filtered, filtered
from khronika.store.columns.snapshot import REVIEW, Placed, Snapshot

__all__ = [
    "FACETS",
    "REVIEW",
    "Filter",
    "Filtered",
    "Placed",
    "Snapshot",
    "Spread",
    "by_place",
    "current",
    "day_of",
    "filtered",
    "first_day_of",
    "forget",
    "keep_in",
    "month_of",
    "spread",
]
