"""Full-text search for events: those of which a mention's quote, or a name in it, holds the words."""

import numpy as np

from khronika.store.columns.snapshot import Column, Snapshot
from khronika.store.search import entry_ids


def search(snapshot: Snapshot, query: str) -> Column:
    """Give the positions of the events found; kept with the snapshot, for people narrow what they found."""
    found = snapshot.answers.get(query)
    if found is None:
        found = snapshot.answers[query] = _search(snapshot, query)
    return found


def _search(snapshot: Snapshot, query: str) -> Column:
    wanted, unwanted = entry_ids(query)
    found = _events(snapshot, wanted)
    if len(unwanted):
        found = np.setdiff1d(found, _events(snapshot, unwanted))
    return found


def _events(snapshot: Snapshot, numbers: Column) -> Column:
    events = snapshot.entries[numbers[numbers < len(snapshot.entries)]]
    return events[events >= 0]
